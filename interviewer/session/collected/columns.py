"""The head of a file with answers -> which column holds which field of the form.

ODK Central joins groups and names by `-`, KoboToolbox by `/`; both can leave the groups out, and KoboToolbox can write
labels instead. A choice of a question with several answers may have a column of its own, `question/choice`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from interviewer.guide.model import Guide, Question
from interviewer.guide.xlsform import names as n
from interviewer.guide.xlsform.form import Around, parts
from interviewer.guide.xlsform.rows import Choice, Row
from interviewer.guide.xlsform.wording import BREAK

JOINTS = ("/", "-", ".", ":")
SEVERAL = "select_multiple"
INSTANCE = ("key", "rootuuid", "instanceid", "_uuid")
"""What the columns with the id of a submission are called, the best first: the others change when one is edited."""
OF_THE_TOOL = frozenset(
    (
        *("submissiondate", "submitterid", "submittername", "attachmentspresent", "attachmentsexpected", "status"),
        *("reviewstate", "deviceid", "edits", "formversion", "instancename", "deprecatedid", "audit", "username"),
        *("_id", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "_tags", "_index"),
        *("__version__", "_version_", "_parent_index", "_parent_table_name", "_geolocation", "_attachments"),
        *("_xform_id_string", "_bamboo_dataset_id", "formhub/uuid", "uuid", "_duration", "_submitted_by"),
        *("_date_modified", "_media_count", "_total_media", "_media_all_received", "_edited", "_version"),
        *("parent_key", "simserial", "subscriberid", "phonenumber", "audit_url", *INSTANCE),
    )
)
"""Columns that every export of these tools has, and that say nothing of the interview."""


class Column(NamedTuple):
    """A field of the form, or one choice of a field that takes several."""

    name: str
    choice: str = ""


class Layout(NamedTuple):
    """Which column, by its place from 0, holds what; `unknown` and `twice` are those that can't be used.

    `twice` holds what another column holds, or could hold several fields.
    """

    columns: Mapping[int, Column]
    unknown: tuple[int, ...]
    twice: tuple[int, ...]


class Form(NamedTuple):
    """The fields of a guide's form: by what heads say, and the choices of each by what cells say.

    `shared` are heads that several fields have: labels that are the same.
    """

    heads: Mapping[str, Column]
    shared: frozenset[str]
    names: frozenset[str]
    choices: Mapping[str, Mapping[str, str]]


def form_of(guide: Guide, around: Around) -> Form:
    """The form of that guide, with the names that its questions had in earlier versions."""
    rows, listed = parts(guide, around)
    lists: dict[str, list[Choice]] = {}
    for choice in listed:
        lists.setdefault(choice.list_name, []).append(choice)
    by_name, by_label = _heads(rows, lists)
    former = {
        spelled: column._replace(name=column.name)
        for old, new in _former(guide)
        for spelled, column in _renamed(by_name, old, new)
    }
    heads = {**_single(by_label), **former, **_single(by_name)}
    names = frozenset(row.name for row in rows if row.name)
    asked = {row.name: lists.get(_list_of(row), []) for row in rows if _list_of(row)}
    shared = frozenset(by_label.keys() - heads.keys())
    return Form(heads, shared, names, {name: _meanings(choices) for name, choices in asked.items()})


def _former(guide: Guide) -> Iterator[tuple[str, str]]:
    """(former name, name today) of the fields of questions that had other ids."""
    asked: list[Question] = [question for _theme, question in guide.questions()]
    for question in asked:
        for old in question.was:
            for kind in (n.QUESTION, n.WORDS, n.REASON, n.OTHER + n.QUESTION):
                yield kind + old, kind + question.id


def _renamed(heads: Mapping[str, list[Column]], old: str, new: str) -> Iterator[tuple[str, Column]]:
    for spelled, columns in heads.items():
        bare, _, choice = spelled.partition("/")
        if bare == new:
            yield old + (f"/{choice}" if choice else ""), columns[0]


def _heads(
    rows: Sequence[Row], lists: Mapping[str, list[Choice]]
) -> tuple[dict[str, list[Column]], dict[str, list[Column]]]:
    """Every way to head a column -> what it may hold: by names, and by labels."""
    by_name: dict[str, list[Column]] = {}
    by_label: dict[str, list[Column]] = {}
    above: list[Row] = []
    for row in rows:
        if row.type == "end_group":
            above.pop()
            continue
        path = [one.name for one in above]
        spelled = {joint.join((*path, row.name)) for joint in JOINTS}
        labels = {label for language in row.label for label in _labels(row, above, language)}
        several = lists.get(_list_of(row), []) if row.type.startswith(SEVERAL) else []
        for heads, found in ((by_name, spelled | {row.name}), (by_label, labels)):
            for head in found:
                heads.setdefault(fold(head), []).append(Column(row.name))
                for choice in several:
                    column = Column(row.name, choice.name)
                    by_name.setdefault(fold(f"{head}/{choice.name}"), []).append(column)
                    for said in set(choice.label.values()):
                        by_label.setdefault(fold(f"{head}/{said}"), []).append(column)
        if row.type == "begin_group":
            above.append(row)
    return by_name, by_label


def _labels(row: Row, above: Sequence[Row], language: str) -> Iterator[str]:
    yield row.label[language]
    yield "/".join((*(one.label.get(language, one.name) for one in above), row.label[language]))


def _list_of(row: Row) -> str:
    kind, _, name = row.type.partition(" ")
    return name if kind in ("select_one", SEVERAL) else ""


def _single(heads: Mapping[str, list[Column]]) -> dict[str, Column]:
    """What means one thing only."""
    return {head: columns[0] for head, columns in heads.items() if head and len(set(columns)) == 1}


def _meanings(choices: Iterable[Choice]) -> dict[str, str]:
    """What a cell may say -> the choice; its name goes before anybody's label."""
    found: dict[str, str] = {}
    for choice in choices:
        for label in choice.label.values():
            found.setdefault(fold(label), choice.name)
    return found | {fold(choice.name): choice.name for choice in choices}


def fold(text: str) -> str:
    """The text without the differences that tools make on its way: quotes made straight, spaces joined."""
    said = unicodedata.normalize("NFC", text.replace(BREAK, ""))
    return " ".join(re.sub("[\u2018\u2019]", "'", re.sub("[\u201c\u201d]", '"', said)).split())


def bare_name(head: str) -> str:
    """The name of a column of the tool's own, in small letters and without the group `meta`."""
    return re.sub(r"^meta[/.:-]", "", head.strip().lower())


def layout(head: Sequence[str], form: Form) -> Layout:
    """Which column holds what. A column of the tool's own is neither held nor unknown."""
    columns: dict[int, Column] = {}
    unknown, twice = [], []
    seen: set[Column] = set()
    for place, cell in enumerate(head):
        column = _meant(cell, form)
        if column is None and fold(cell) in form.shared:
            twice.append(place)
        elif column is None:
            if cell.strip() and bare_name(cell) not in OF_THE_TOOL:
                unknown.append(place)
        elif column in seen:
            twice.append(place)
        else:
            seen.add(column)
            columns[place] = column
    return Layout(columns, tuple(unknown), tuple(twice))


def _meant(cell: str, form: Form) -> Column | None:
    head = fold(cell)
    found = form.heads.get(head)
    if found is not None or not head:
        return found
    # A theme may have had another id, or stood in a group that somebody added.
    ends = (head[place + 1 :] for place, sign in enumerate(head) if sign in JOINTS)
    return next((form.heads[end] for end in ends if end in form.heads and n.meant(end.partition("/")[0])), None)


def instance_columns(head: Sequence[str]) -> list[int]:
    """The columns that hold the id of a submission, the best first."""
    named = {bare_name(cell): place for place, cell in reversed(list(enumerate(head)))}
    return [named[name] for name in INSTANCE if name in named]
