"""A codebook as Markdown: the tree of its codes, then each code with what it says; for an appendix, and for git. Pure."""

import re
from collections.abc import Iterable, Mapping

from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import RETIRED
from interviewer.guide.model import Text

SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
# What makes something else of a line when it stands at its beginning.
OPENING = re.compile(r"^(\s*)(?:([-+#=])|(\d{1,9})([.)]))", re.MULTILINE)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
Says = Mapping[str, str]


def to_markdown(book: Codebook, main: str, says: Says) -> bytes:
    """The codebook in its main language, where a text has it; `says` are the headings by name of the field.

    Besides the fields: `title`, `tree`, `retired` and `merged_into`, the last with a hole for the code.
    """
    below: dict[str, list[Code]] = {}
    for code in book.codes:
        below.setdefault(code.parent, []).append(code)
    ordered = list(_ordered(below, "", 0))
    lines = [f"# {says['title']}", "", f"## {says['tree']}", ""]
    lines += [f"{'  ' * depth}- {_name(code, main, says)}" for depth, code in ordered]
    for _depth, code in ordered:
        lines += ["", f"## {_name(code, main, says)}", *_body(code, main, says)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _ordered(below: Mapping[str, list[Code]], parent: str, depth: int) -> Iterable[tuple[int, Code]]:
    for code in below.get(parent, ()):
        yield depth, code
        yield from _ordered(below, code.id, depth + 1)


def _name(code: Code, main: str, says: Says) -> str:
    label = escaped(code.label.said_in(main).replace("\n", " "))
    mark = f" — {says['retired']}" if code.status == RETIRED and not code.merged_into else ""
    if code.merged_into:
        mark = f" — {says['merged_into'].format(code=f'`{code.merged_into}`')}"
    return f"{label} (`{code.id}`){mark}"


def _body(code: Code, main: str, says: Says) -> Iterable[str]:
    if code.definition.words:
        yield ""
        yield escaped(code.definition.said_in(main)).rstrip("\n").replace("\n", "  \n")
    facts = [(name, getattr(code, name)) for name in ("use_when", "not_when", "example")]
    listed = [(name, _item(said, main)) for name, said in facts if said.words]
    listed.append(("origin", says[code.origin]))
    listed += [("groups", ", ".join(f"`{one}`" for one in code.groups))] if code.groups else []
    listed += [("was", ", ".join(f"`{one}`" for one in code.was))] if code.was else []
    yield ""
    for name, words in listed:
        yield f"- **{says[name]}** {words}"


def _item(said: Text, main: str) -> str:
    return escaped(said.said_in(main)).rstrip("\n").replace("\n", "  \n  ")


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it was typed."""
    plain = INDENT.sub("", SPECIAL.sub(r"\\\1", text).replace("&", "&amp;"))

    def opening(found: re.Match[str]) -> str:
        return f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}"

    return OPENING.sub(opening, plain)


def other_languages(book: Codebook) -> int:
    """How many texts there are besides those of one language."""
    texts = (
        getattr(code, name)
        for code in book.codes
        for name in ("label", "definition", "use_when", "not_when", "example")
    )
    return sum(max(0, len(text.words) - 1) for text in texts)
