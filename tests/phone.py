"""A phone, and the servers behind it: the XForm that pyxform makes, filled in, as ODK Central and KoboToolbox write it.

ODK Central: `,`, quoted where needed, LF, names joined by `-` or bare, `SubmissionDate` first and `KEY` among the last.
KoboToolbox: `;`, all quoted, CRLF, names joined by `/` or bare, or labels; `question/choice` columns of 1 and 0; `_uuid`.
"""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from interviewer.guide.xlsform.form import Written
from tests.forms import converted

XFORMS = "{http://www.w3.org/2002/xforms}"
Answers = Mapping[str, str]


class Leaf(NamedTuple):
    """A field of the form with the groups that it is in."""

    path: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path[-1]


class Phone:
    """A form as a phone reads it."""

    def __init__(self, written: Written) -> None:
        self.xform = converted(written)[0]
        model = next(ET.fromstring(self.xform).iter(f"{XFORMS}model"))
        instance = next(iter(next(model.iter(f"{XFORMS}instance"))))
        self.leaves = [leaf for leaf in _leaves(instance, ()) if leaf.path[0] != "meta"]
        self.calculated = {
            bind.get("nodeset", "").rpartition("/")[2]: bind.get("calculate", "").strip("'")
            for bind in model.iter(f"{XFORMS}bind")
            if bind.get("calculate", "").startswith("'")
        }
        head, *rows = written.sheets[0].rows
        self.rows = {row[1]: dict(zip(head, row, strict=True)) for row in rows if row[1]}
        names, *listed = written.sheets[1].rows
        self.lists: dict[str, list[dict[str, str]]] = {}
        for row in listed:
            self.lists.setdefault(row[0], []).append(dict(zip(names, row, strict=True)))

    def filled(self, answers: Answers) -> dict[str, str]:
        """Every field of the form as it would be sent."""
        unknown = set(answers) - {leaf.name for leaf in self.leaves}
        assert not unknown, unknown
        return {leaf.name: answers.get(leaf.name, self.calculated.get(leaf.name, "")) for leaf in self.leaves}

    def choices(self, name: str) -> list[dict[str, str]]:
        """The choices of a question with several answers."""
        kind, _, listed = self.rows[name]["type"].partition(" ")
        return self.lists[listed] if kind == "select_multiple" else []

    def central(self, sent: Sequence[tuple[str, Answers]], *, groups: bool = True, split: bool = False) -> str:
        """The CSV of ODK Central; `sent` are the ids of submissions with their answers."""
        head, made = ["SubmissionDate"], io.StringIO()
        for leaf in self.leaves:
            head.append("-".join(leaf.path) if groups else leaf.name)
            head += [f"{head[-1]}/{one['name']}" for one in (self.choices(leaf.name) if split else ())]
        last = ("KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status")
        head += [
            "meta-instanceID" if groups else "instanceID",
            *last,
            "ReviewState",
            "DeviceID",
            "Edits",
            "FormVersion",
        ]
        out = csv.writer(made, lineterminator="\n")
        out.writerow(head)
        for instance, answers in sent:
            filled, row = self.filled(answers), ["2026-11-30T10:00:00.000Z"]
            for leaf in self.leaves:
                row.append(filled[leaf.name])
                chosen = filled[leaf.name].split()
                row += [str(int(one["name"] in chosen)) for one in (self.choices(leaf.name) if split else ())]
            out.writerow(
                [*row, f"uuid:{instance}", f"uuid:{instance}", "12", "Awa Diop", "1", "1", "", "", "x", "0", "1"]
            )
        return made.getvalue()

    def kobo(self, sent: Sequence[tuple[str, Answers]], *, groups: bool = True, language: str = "") -> str:
        """The CSV of KoboToolbox; with `language`, labels in it instead of names."""
        head, made = [], io.StringIO()
        shown = [leaf for leaf in self.leaves if self.rows.get(leaf.name, {}).get("type") != "note"]
        for leaf in shown:
            path = leaf.path if groups else leaf.path[-1:]
            head.append("/".join(self._said(name, language) for name in path))
            head += [f"{head[-1]}/{_label(one, language)}" for one in self.choices(leaf.name)]
        head += ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by"]
        out = csv.writer(made, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        out.writerow([*head, "__version__", "_tags", "meta/rootUuid", "_index"])
        for number, (instance, answers) in enumerate(sent, 1):
            filled, row = self.filled(answers), list[str]()
            for leaf in shown:
                value = filled[leaf.name]
                row.append(self._value(leaf.name, value, language))
                row += [str(int(one["name"] in value.split())) if value else "" for one in self.choices(leaf.name)]
            own = ["501", instance, "2026-11-30T10:00:00", "", "", "submitted_via_web", "awa_diop", "vX1y2", ""]
            out.writerow([*row, *own, f"uuid:{instance}", str(number)])
        return made.getvalue()

    def _said(self, name: str, language: str) -> str:
        return (_label(self.rows[name], language) if language and name in self.rows else "") or name

    def _value(self, name: str, value: str, language: str) -> str:
        listed = self.lists.get(self.rows.get(name, {}).get("type", "").partition(" ")[2], [])
        labels = {one["name"]: _label(one, language) for one in listed}
        return " ".join(labels.get(part, part) for part in value.split()) if labels and language else value


def _label(row: Mapping[str, str], language: str) -> str:
    """The label as pyxform passes it on: its typographic quotes made straight."""
    if not language:
        return row["name"]
    said = next(cell for head, cell in row.items() if head.startswith("label::") and head.endswith(f"({language})"))
    return said.replace("\u2019", "'").replace("\u201c", '"').replace("\u201d", '"')


def _leaves(node: ET.Element, above: tuple[str, ...]) -> Iterator[Leaf]:
    for child in node:
        path = (*above, child.tag.partition("}")[2])
        if len(child):
            yield from _leaves(child, path)
        else:
            yield Leaf(path)
