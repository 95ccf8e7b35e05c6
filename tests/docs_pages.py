"""The parts of the documentation that are made from the program: `python -m tests.docs_pages`.

Writes docs/commands.md from the help of each verb, and between their marks the tables of docs/formats.md (actions, kinds of
events, columns, keys of files), of docs/room.md and docs/coding.md (keys), docs/guides.md (rules) and docs/benchmarks.md (how often these
are right). With `--examples` it also does what README, tutorials and the pages on guides show, and takes the outputs.
"""

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import msgspec

from benchmarks import quality
from interviewer.cli import every_verb
from interviewer.coding.codebook import CODEBOOK
from interviewer.export.columns import TABLES
from interviewer.guide.keys import GUIDE
from interviewer.guide.quality.model import LABELS
from interviewer.guide.quality.rules import QUALITY_RULES, WHOLE_RULES
from interviewer.screens.coding_room import keymap as coding_keys
from interviewer.screens.coding_room import view as coding_view
from interviewer.screens.hovers.meanings import ANSWER_KEYS, TITLES
from interviewer.screens.hovers.meanings import KEYS as MEANINGS
from interviewer.screens.hovers.rules import RULES
from interviewer.screens.interview.asking import DOES, SIGNS, TAKES
from interviewer.screens.labels import COVERAGE
from interviewer.screens.room.keymap import KEYS, OF_A_TURN, SPEAKER_KEYS, Key
from interviewer.screens.room.view import LEAST_COLUMNS, LEAST_ROWS, WIDE
from interviewer.session.actions import ACTIONS, REASONS, action_word
from interviewer.session.events import Event
from interviewer.session.kinds import KINDS
from interviewer.session.line import Header
from interviewer.session.probes import GENERAL
from interviewer.shapes import Either, Keyed, Listed, OneOf, Plain, Shape, Table, Texts, Whole
from interviewer.study.settings import STUDY

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("commands", "formats", "room", "coding", "guides", "benchmarks")
COMMANDS, FORMATS, ROOM, CODING, GUIDES, BENCHMARKS = (ROOT / "docs" / f"{name}.md" for name in PAGES)
WITH_EXAMPLES = ("README.md", "docs/tutorial.fr.md", "docs/tutorial.en.md", "docs/guides.md", "docs/printing.md")
HEAD = """\
# Commands

What `--help` says of each verb, in English and in French. `interviewer` alone says where you are in your study and what
to type next. Results go to standard output, questions and remarks to standard error.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | it can't be done as things are; the message says why |
| 2 | the command line asks for something that makes no sense |
| 3 | files have problems (or lines of a script), each named with its place |
| 130 | interrupted with Ctrl-C |

The language of the screens is that of `--lang`, else of `INTERVIEWER_LANG`, else of the system.

<!-- Made by `python -m tests.docs_pages`. -->
"""
TYPES: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    type(None): "null",
}


PLAIN = {
    "text": "words",
    "id": "id",
    "language": "language code",
    "truth": "true or false",
    "only_true": "`true`",
    "amount": "number",
    "positive": "number above 0",
    "empty": "",
    "anything": "mapping",
}


# --- docs/commands.md ---


def help_of(*words: str, language: str) -> str:
    """What the program prints for `interviewer words --help`, 80 columns wide."""
    env = {**os.environ, "INTERVIEWER_LANG": language, "COLUMNS": "80", "TERM": "dumb", "PYTHONUTF8": "1"}
    argv = [sys.executable, "-m", "interviewer", *words, "--help"]
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout.rstrip() + "\n"


def commands_page() -> str:
    """The whole page."""
    sections = [_command_section("interviewer")]
    sections += [_command_section(" ".join(["interviewer", *words]), *words) for words in every_verb()]
    return HEAD + "".join(sections)


def _command_section(title: str, *words: str) -> str:
    both = "\n".join(f"```text\n{help_of(*words, language=language)}```\n" for language in ("en", "fr"))
    return f"\n## `{title}`\n\n{both}"


# --- docs/formats.md ---


def actions_table() -> str:
    """The actions of an interview with their words in both languages."""
    rows = ["| action | words | takes | what it does |", "| --- | --- | --- | --- |"]
    for action in ACTIONS:
        words = " ".join(f"`/{word}`" for word in action.words)
        rows.append(f"| {action.name} | {words} | {TAKES[action.takes] or '–'} | {DOES[action.name]} |")
    return "\n".join(rows)


def reasons_table() -> str:
    """The reasons of a skip with their words."""
    rows = ["| reason | words |", "| --- | --- |"]
    return "\n".join([*rows, *(f"| {name} | {' '.join(f'`{w}`' for w in words)} |" for name, words in REASONS.items())])


def kinds_table() -> str:
    """Every kind of event with its meaning and its fields."""
    return "\n\n".join(_kind(kind, cls) for kind, cls in KINDS.items())


def _kind(kind: str, cls: type[Event]) -> str:
    says = " ".join((cls.__doc__ or "").split())
    return f"**`{kind}`** {says}\n{_fields(cls, skip=('id',))}".rstrip()


def header_table() -> str:
    """The fields of the opening record."""
    return _fields(Header)


def _fields(cls: type[msgspec.Struct], skip: tuple[str, ...] = ()) -> str:
    """One line: the fields with their types; where a default is not written, which one."""
    sparse = cls.__struct_config__.omit_defaults
    shown = [_field(one, sparse=sparse) for one in msgspec.structs.fields(cls) if one.name not in skip]
    return f"Fields: {'; '.join(shown)}." if shown else "No field of its own."


def _field(field: msgspec.structs.FieldInfo, *, sparse: bool) -> str:
    default = f" (left out when {_written(field)})" if sparse and not field.required else ""
    if field.default is msgspec.UNSET:
        default = " (mostly absent)"
    return f"`{field.encode_name}` {type_in_words(field.type)}{default}"


def _written(field: msgspec.structs.FieldInfo) -> str:
    value = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    return {"": "empty", "False": "false", "True": "true", "[]": "empty", "{}": "empty"}.get(str(value), f"`{value}`")


def type_in_words(kind: Any) -> str:
    """A type as readers of JSON know it."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in inside)
    if origin is list:
        return f"list of {_plural(inside[0])}"
    if origin is dict:
        return f"object of text to {type_in_words(inside[1])}"
    if origin is tuple:
        return f"list of {len(inside)} {_plural(inside[0])}"
    if origin is UnionType:
        return " or ".join(type_in_words(one) for one in inside if one is not msgspec.UnsetType)
    return TYPES[kind]


def _plural(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        known = msgspec.structs.fields(kind)
        names = ", ".join(f"`{field.encode_name}`" for field in known)
        what = "texts" if all(field.type is str for field in known) else "fields"
        return f"objects with the {what} {names}"
    return f"{type_in_words(kind)}s"


def columns_table() -> str:
    """The exported tables and their columns."""
    parts = []
    for table in TABLES:
        rows = [f"| `{column.name}` | {column.kind} | {column.says} |" for column in table.columns]
        head = f"### `{table.name}.csv`\n\n{table.says}\n\n| column | type | meaning |\n| --- | --- | --- |"
        parts.append("\n".join([head, *rows]))
    return "\n\n".join(parts)


def tables_in(shape: Shape) -> Iterator[Table]:
    """Every mapping with known keys inside of the shape, itself first."""
    inside: Sequence[Shape] = ()
    match shape:
        case Table():
            yield shape
            inside = [key.shape for key in shape.keys]
        case Listed():
            inside = [shape.item]
        case Keyed():
            inside = [shape.value]
        case Either():
            inside = shape.shapes
    for one in inside:
        yield from tables_in(one)


def keys_of(root: Table) -> str:
    """The keys of a file's mappings: whether they are needed, what stands under them, what they are for."""
    return "\n\n".join(map(_keys, dict.fromkeys(tables_in(root))))


def guide_keys() -> str:
    """Every mapping of a guide."""
    return keys_of(GUIDE)


def codebook_keys() -> str:
    """Every mapping of a codebook."""
    return keys_of(CODEBOOK)


def study_keys() -> str:
    """Every mapping of the settings."""
    return keys_of(STUDY)


def _keys(table: Table) -> str:
    rows = [f"{TITLES[table.name]}:", "", "| key | | type | meaning |", "| --- | --- | --- | --- |"]
    for key in table.keys:
        says = MEANINGS.get(f"{table.name}.{key.name}") or ANSWER_KEYS[key.name]
        rows.append(f"| `{key.name}` | {'required' if key.required else ''} | {shape_in_words(key.shape)} | {says} |")
    return "\n".join(rows)


def shape_in_words(shape: Shape) -> str:
    """What stands under a key, in a few words."""
    match shape:
        case Plain():
            said = PLAIN[shape.kind]
        case Whole():
            said = f"whole number, {shape.lowest:,} to {shape.highest:,}"
        case OneOf() if shape.options == QUALITY_RULES:
            said = "[rules](guides.md#the-rules)"
        case OneOf():
            said = ", ".join(f"`{option}`" for option in shape.options)
        case Texts():
            said = "text"
        case Listed():
            several = " or ".join(_plural_of(one) for one in _each(shape.item))
            said = f"list of {several}" + (", not empty" if shape.filled else "")
        case Keyed():
            least = f", at least {shape.fewest}" if shape.fewest else ""
            said = f"`{{id: {shape_in_words(shape.value)}}}`{least}"
        case Either():
            said = " or ".join(filter(None, map(shape_in_words, shape.shapes)))
        case Table():
            said = "{" + ", ".join(key.name for key in shape.keys) + "}"
    return said


def _each(shape: Shape) -> tuple[Shape, ...]:
    return shape.shapes if isinstance(shape, Either) else (shape,)


def _plural_of(shape: Shape) -> str:
    if isinstance(shape, Table):
        return {"background": "background items", "consent": "consent items"}.get(shape.name, f"{shape.name}s")
    said = shape_in_words(shape)
    return said if said.endswith(("s", ")")) else f"{said}s"


# --- docs/room.md ---

# Places of the room that a key opens, and the action that does the same by words where it bears another name.
BY_WORDS = {"rewrite": "fix", "value": "", "question": "", "words:ask": "ask"}


def keys_table() -> str:
    """The keys behind Esc, with the words that do the same."""
    rows = ["| key | does | the same by words |", "| --- | --- | --- |"]
    return "\n".join([*rows, *(f"| **Esc {key.key}** | {key.does} | {_by_words(key)} |" for key in KEYS)])


def _by_words(key: Key) -> str:
    name = key.action or BY_WORDS.get(key.opens, key.opens.removeprefix("words:"))
    if not name:
        return "–"
    action = action_word(name)
    takes = key.argument or TAKES[action.takes]
    english = f"/{action.words[0]} {takes}".rstrip()
    general = next((f" {one.words[1]}" for one in GENERAL if key.argument in one.words), "")
    french = f", `/{action.words[1]}{general}`" if len(action.words) > 1 else ""
    return f"`{english}`{french}"


def turn_keys() -> str:
    """The keys that act on the chosen turn without Esc."""
    does = {key.key: key.does for key in KEYS}
    return "\n".join(["| key | does |", "| --- | --- |", *(f"| **{key}** | {does[key]} |" for key in OF_A_TURN)])


def speaker_keys() -> str:
    """Which keys choose who speaks."""
    return f"**{SPEAKER_KEYS[0].upper()}** to **{SPEAKER_KEYS[-1].upper()}**: the persons of a group, in their order."


def signs_table() -> str:
    """The signs of the outline."""
    rows = ["| sign | the question |", "| --- | --- |"]
    return "\n".join([*rows, *(f"| `{sign}` | {COVERAGE[state]} |" for state, sign in SIGNS.items())])


def sizes() -> str:
    """What is drawn in which window."""
    return (
        f"From {WIDE} columns up the outline stands on the left. Below, it is one line at the top, and **Tab** opens it. "
        f"Below {LEAST_COLUMNS}×{LEAST_ROWS} the room says that the window is too small; typing and saving go on."
    )


# --- docs/coding.md ---


def coding_keys_table() -> str:
    """The keys behind Esc in the coding room."""
    rows = [f"| **Esc {key.key}** | {key.does} |" for key in coding_keys.KEYS]
    return "\n".join(["| key | does |", "| --- | --- |", *rows])


def coding_plain_keys() -> str:
    """The keys that act there without Esc."""
    return "\n".join(
        ["| key | does |", "| --- | --- |", *(f"| **{key}** | {does} |" for key, does in coding_keys.PLAIN)]
    )


def coding_sizes() -> str:
    """What is drawn in which window there."""
    view = coding_view
    return (
        f"From {view.WIDE} columns up the codes stand beside the turn. Below, they stand under it. In a window smaller than "
        f"{view.LEAST_COLUMNS}×{view.LEAST_ROWS} turns are coded line by line; one that is made so small later says so."
    )


# --- docs/guides.md, docs/benchmarks.md ---


def question_rules() -> str:
    """What is looked for in each wording."""
    return _rules(LABELS)


def guide_rules() -> str:
    """What is looked for in a guide as a whole."""
    return _rules(WHOLE_RULES)


def _rules(names: Sequence[str]) -> str:
    return "\n".join(
        ["| rule | what it points out |", "| --- | --- |", *(f"| `{name}` | {RULES[name]} |" for name in names)]
    )


def quality_figures() -> str:
    """How often the rules for a wording are right on each set of questions."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        for name, seen in quality.SETS:
            if (quality.DATA / name).exists():
                quality.report(name, seen)
    return said.getvalue().strip()


REGIONS = {
    GUIDES: {"rules for a question": question_rules, "rules for a guide": guide_rules},
    BENCHMARKS: {"question quality": quality_figures},
    FORMATS: {
        "guide keys": guide_keys,
        "codebook keys": codebook_keys,
        "study keys": study_keys,
        "actions": actions_table,
        "reasons": reasons_table,
        "header": header_table,
        "kinds": kinds_table,
        "columns": columns_table,
    },
    CODING: {"sizes": coding_sizes, "keys": coding_keys_table, "plain keys": coding_plain_keys},
    ROOM: {
        "signs": signs_table,
        "keys": keys_table,
        "turn keys": turn_keys,
        "speaker keys": speaker_keys,
        "sizes": sizes,
    },
}


def with_regions(path: Path) -> str:
    """The page with every part between `<!-- made: name -->` and `<!-- end -->` as the program has it."""
    page = path.read_text(encoding="utf-8")
    for name, make in REGIONS[path].items():
        begin, end = f"<!-- made: {name} -->\n", "\n<!-- end -->"
        before, mark, rest = page.partition(begin)
        if not mark or end not in rest:
            raise ValueError(f"{path.name} has no part {name}")
        page = before + mark + "\n" + make() + "\n" + end + rest.partition(end)[2]
    return page


def _with_examples() -> None:
    from tests.docs_console import follow

    for name in WITH_EXAMPLES:
        path = ROOT / name
        with tempfile.TemporaryDirectory() as folder:
            made = follow(path.read_text(encoding="utf-8"), Path(folder), rewrite=True)
        path.write_text(made, encoding="utf-8", newline="\n")


def main(argv: list[str]) -> None:
    """Write what is made; with `--examples`, the outputs in README and tutorials too."""
    COMMANDS.write_text(commands_page(), encoding="utf-8", newline="\n")
    for path in REGIONS:
        path.write_text(with_regions(path), encoding="utf-8", newline="\n")
    if "--examples" in argv:
        _with_examples()


if __name__ == "__main__":
    main(sys.argv[1:])
