"""What the vault knows of a person: name, how to reach them, where their signed form lies. Entries are added up, none is changed. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interviewer.errors import Problem, problem
from interviewer.matching import nearest, unaccented

FIELDS = ("name", "phone", "email", "address", "form", "note")
"""In the order in which they are asked for and written. `form` says where the signed consent form lies."""
OTHER_WORDS = {
    **dict.fromkeys(("nom", "nom et prenom", "prenom et nom"), "name"),
    **dict.fromkeys(("telephone", "tel", "portable", "mobile"), "phone"),
    **dict.fromkeys(("e-mail", "mail", "courriel", "mel"), "email"),
    **dict.fromkeys(("adresse",), "address"),
    **dict.fromkeys(("formulaire", "consentement", "consent", "consent form"), "form"),
    **dict.fromkeys(("remarque", "notes"), "note"),
}
LINE = re.compile(r"([^\W\d_][\w\s-]{0,40}?)\s*:\s*(.*)")
EMPTIED = "-"
"""What is typed to take a field away."""
MOST = 10_000
"""Characters of one field: more is no contact but a text that was pasted."""


class Entry(NamedTuple):
    """One addition to the vault: of a participant by pseudonym, or of somebody whom an interview names (no pseudonym).

    `kind` is `person`, `third` or a word of whoever keeps something else there. An empty field takes the earlier one away.
    `wall` is when it was made, in seconds since 1970. `giver` is the participant whose words named somebody else.
    """

    kind: str
    person: str
    wall: float
    fields: Mapping[str, str]
    giver: str = ""


def added_up(entries: Iterable[Entry]) -> dict[str, dict[str, str]]:
    """What is known of each participant, by pseudonym: later entries win, field by field; what was emptied is not there."""
    known: dict[str, dict[str, str]] = {}
    for entry in sorted((one for one in entries if one.kind == "person"), key=lambda one: one.wall):
        known.setdefault(entry.person, {}).update(entry.fields)
    return {person: {field: one[field] for field in FIELDS if one.get(field)} for person, one in sorted(known.items())}


def former_values(entries: Iterable[Entry], person: str) -> dict[str, list[str]]:
    """What the entries of a participant still hold besides what is known now, by field: values that were replaced or emptied."""
    listed = [one for one in entries if one.kind == "person" and one.person == person]
    now = added_up(listed).get(person, {})
    found = {
        field: dict.fromkeys(
            one.fields[field] for one in sorted(listed, key=lambda one: one.wall) if field in one.fields
        )
        for field in FIELDS
    }
    before = {field: [one for one in values if one and one != now.get(field)] for field, values in found.items()}
    return {field: values for field, values in before.items() if values}


def names_in(entries: Iterable[Entry]) -> dict[str, str]:
    """Every name that the vault holds, former ones too, and whose it is (nobody's pseudonym for those whom an interview only names)."""
    listed = list(entries)
    found = {words: "" for one in listed if one.kind == "third" for words in one.fields.values() if words}
    found |= {one.fields["name"]: one.person for one in listed if one.kind == "person" and one.fields.get("name")}
    found |= {known["name"]: person for person, known in added_up(listed).items() if "name" in known}
    return found


def understood(text: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The fields that lines such as `name: ...` give, and what is wrong with the others by line; no words are repeated."""
    found: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        said = LINE.fullmatch(line.strip())
        field = _field(said[1]) if said else ""
        if said is None or not field:
            near = (nearest(said[1].lower(), FIELDS) if said else "") or "name"
            problems.append(problem("vault_line", number, 1, near=near, known=", ".join(FIELDS)))
        elif field in found:
            problems.append(problem("vault_line_twice", number, 1, field=field))
        elif len(said[2]) > MOST:
            problems.append(problem("vault_line_long", number, 1, most=MOST))
        else:
            found[field] = "" if said[2].strip() == EMPTIED else said[2].strip()
    return found, tuple(problems)


def _field(word: str) -> str:
    plain = re.sub(r"\s+", " ", unaccented(word.strip().lower()))
    return plain if plain in FIELDS else OTHER_WORDS.get(plain, "")
