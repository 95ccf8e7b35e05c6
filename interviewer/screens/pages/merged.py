"""What came of merging a translator's worksheet: counts, the cells that were left with the reason, the lines that changed."""

import difflib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from interviewer.guide.worksheet_reading import REASONS, Left, Merge, Reason
from interviewer.screens.clean import clean
from interviewer.screens.words import N_, _, plural
from interviewer.study.git import is_there

WHY: dict[Reason, str] = {
    "unknown": N_("no such place in this guide"),
    "source_changed": N_("the guide's own text changed since the worksheet was made; make a new one"),
    "twice": N_("the same place has two different translations"),
    "formula": N_("it looks like a formula, or like its error; write the words"),
    "hidden": N_("it has a character that nobody can see; type the words again"),
    "lost": N_("letters were lost (� or ???); save the file as .xlsx, or as CSV in UTF-8"),
    "probe_text": N_("in this language a follow-up question needs `ask:` in the guide first"),
    "emptied": N_("the cell is empty; the guide keeps its translation"),
    "empty": N_("not translated yet"),
}
MOST = 10  # cells of one reason that are told


def merged_page(merge: Merge, lines: int) -> str:
    """The counts, then the cells that were left, most serious first."""
    new = plural("{count} text merged", "{count} texts merged", len(merge.changes))
    same = plural("{count} was the same already", "{count} were the same already", merge.unchanged)
    left = plural("{count} cell left", "{count} cells left", len(merge.left))
    told = [_("{new}, {same}, {left}.").format(new=new, same=same, left=left)]
    if lines:
        told.append(plural("{count} line of the guide changed.", "{count} lines of the guide changed.", lines))
    if merge.changes and not merge.compared:
        told.append(
            _("The column of the guide's own texts is gone, so nobody can tell which of them changed meanwhile.")
        )
    return "\n".join([*told, *_left(merge.left)])


def _left(cells: tuple[Left, ...]) -> Iterator[str]:
    total = Counter(one.reason for one in cells)
    for reason in (reason for reason in REASONS if total[reason]):
        yield f"{total[reason]:>4}  " + _("{reason}:").format(reason=_(WHY[reason]))
        mine = [one for one in cells if one.reason == reason]
        yield from (f"      {clean(one.address)}  {clean(one.key)}".rstrip() for one in mine[:MOST])
        if len(mine) > MOST:
            yield "      " + plural(
                "and {count} more (--json lists all)", "and {count} more (--json lists all)", len(mine) - MOST
            )


def merged_json(merge: Merge, lines: int) -> str:
    """The same for programs."""
    cells = [{"cell": one.address, "place": one.key, "reason": one.reason} for one in merge.left]
    found = {"merged": len(merge.changes), "unchanged": merge.unchanged, "lines": lines, "left": cells}
    return json.dumps(found, indent=2)


def changed_lines(before: str, after: str) -> int:
    """How many lines the guide has now that it had not."""
    rows = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return sum(row.startswith("+") for row in rows if not row.startswith("+++ "))


def difference(before: str, after: str, name: str) -> str:
    """The lines that change, as git shows them."""
    old, new = (text.removesuffix("\n").split("\n") for text in (before, after))
    rows = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm="")
    return "".join(f"{clean(row)}\n" for row in rows)


def then(name: str, folder: Path) -> str:
    """What to do with a guide that was changed."""
    lines = [_("Next, look for what is still missing:  interviewer check {path}").format(path=name)]
    if is_there(folder):
        lines.append(_("What changed, line by line:  git diff {path}").format(path=name))
    return "\n".join(lines)
