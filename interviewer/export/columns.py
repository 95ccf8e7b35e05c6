"""The columns of every table: name, type and meaning in one place. Header, datapackage and docs/formats come from here.

Columns are only ever appended, never inserted, renamed or taken away.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime"]
NUMERIC: frozenset[Kind] = frozenset({"integer", "number"})


class Column(NamedTuple):
    """One column: its name (snake_case ASCII), the Frictionless type of its cells, and what they say."""

    name: str
    kind: Kind
    says: str


class Table(NamedTuple):
    """One table: its name (also the file's, without `.csv`), what a row of it is, and its columns in order."""

    name: str
    says: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def numeric(self) -> tuple[int, ...]:
        """The places of the columns whose cells are numbers, from 0."""
        return tuple(place for place, column in enumerate(self.columns) if column.kind in NUMERIC)


SESSION = Column("session_id", "string", "The interview: date, guide and pseudonym.")
DATE = Column("interview_date", "date", "The day on which the interview was held.")
GUIDE = Column("guide_id", "string", "The guide that it was held with.")
VERSION = Column("guide_version", "integer", "The version of that guide.")
WAVE = Column("wave", "string", "The wave (t0, t1...) given when the interview started.")
PERSON = Column("participant_id", "string", "The pseudonym of the person who spoke.")
GROUP = Column("stakeholder", "string", "The stakeholder group that the person belongs to.")
THEME = Column("theme_id", "string", "The theme of the question.")
OFFSET = Column(
    "offset_s",
    "number",
    "Seconds in the recording if a recorder was marked, else since the interview began; empty if unknown.",
)
QUESTION = Column("question_id", "string", "The question under which it is filed.")
ID_THEN = Column(
    "question_id_asked", "string", "The id that the question had in the interview, where it has another one now."
)
MAY_QUOTE = Column("may_quote", "boolean", "Whether the person agreed to be quoted.")

CODED_ANSWERS = Table(
    "coded_answers",
    "A row for each turn (verbatim or paraphrase) and each mark on it; a turn without marks keeps one row.",
    (
        SESSION,
        DATE,
        GUIDE,
        VERSION,
        Column("language", "string", "The language of the turn."),
        PERSON,
        GROUP,
        THEME,
        Column("theme", "string", "The title of the theme, in the language in which the question was asked."),
        QUESTION,
        Column("question", "string", "The wording really asked; that of the probe when the turn answers a probe."),
        Column("question_origin", "string", "Where the wording came from: guide, improvised or probe."),
        Column("turn_id", "string", "The turn; the same in every export."),
        Column("turn_kind", "string", "verbatim (the person's exact words) or paraphrase (the interviewer's)."),
        Column("speaker", "string", "The pseudonym of the person who spoke."),
        OFFSET,
        Column("verbatim", "string", "The exact words; empty for a paraphrase."),
        Column("paraphrase", "string", "The interviewer's words for what was said; empty for a verbatim."),
        Column("code_id", "string", "The code of the mark; empty for a turn without marks."),
        Column("code", "string", "The label of the code."),
        Column("code_path", "string", "The code's ids from the root of the codebook down, joined by /."),
        Column("coder", "string", "Who made the mark."),
        Column("excerpt", "string", "The marked words; empty if they were corrected away since."),
        Column(
            "excerpt_start",
            "integer",
            "First code point of the excerpt in the turn, from 0; empty if the words are gone.",
        ),
        Column("excerpt_end", "integer", "The code point after the excerpt; empty if the words are gone."),
        Column("memo", "string", "The coder's note on the mark."),
        Column("key_quote", "boolean", "Whether the verbatim was starred as a key quotation."),
        MAY_QUOTE,
        Column("round", "string", "The round of coding in which the mark was made; 1 where none was named."),
        Column("suggested_by", "string", "What had proposed the code; empty where the coder thought of it."),
        Column("code_made_as", "string", "The code under which the mark was made, where the codebook changed since."),
        Column(
            "rated_by",
            "string",
            "Who marked or passed the turn, joined by '; '; ana/2 is ana in round 2. Empty: nobody has looked yet.",
        ),
        Column("language_asked", "string", "The language of the wording really asked; `language` is that of the turn."),
        ID_THEN,
    ),
)
NOTES = Table(
    "notes",
    "A row for each observation, memo, silence, emotion, interruption, bookmark, reason for a gap, and item of the end form.",
    (
        SESSION,
        DATE,
        GUIDE,
        Column("participant_id", "string", "Whose turn it was when the note was taken, if anyone's."),
        THEME,
        QUESTION,
        Column("note_id", "string", "The turn id of an observation or memo; empty for the others."),
        Column(
            "kind",
            "string",
            "observation, memo, silence, emotion, interruption, bookmark, gap, setting, others or field_notes.",
        ),
        OFFSET,
        Column("text", "string", "The note."),
        Column("codes", "string", "The ids of the codes that any coder put on it, joined by '; '."),
        Column("noted_by", "string", "The note-taker beside the interviewer; empty for the interviewer's own."),
        ID_THEN,
        Column(
            "may_quote", "boolean", "Whether everybody who was there agreed to be quoted: a note may repeat anyone."
        ),
    ),
)
SESSIONS = Table(
    "sessions",
    "A row for each interview.",
    (
        SESSION,
        DATE,
        GUIDE,
        VERSION,
        Column("guide_sha256", "string", "The SHA-256 sum of the guide's file."),
        Column("guide_commit", "string", "The git commit of the guide, if there was one."),
        Column("language", "string", "The language asked last."),
        WAVE,
        Column("status", "string", "open, paused, closing or done."),
        Column("pilot", "boolean", "Whether it was a trial of the guide."),
        Column("typed_up", "boolean", "Whether it was held on paper or by phone and typed up afterwards."),
        Column("participants", "integer", "How many people took part."),
        Column("started", "datetime", "When the tool was started, UTC."),
        Column("ended", "datetime", "When the last thing was recorded, UTC."),
        Column(
            "minutes",
            "number",
            "Net duration without pauses; of a form, from its beginning to its end; empty if typed up afterwards.",
        ),
        Column("turns", "integer", "Turns of all kinds."),
        Column("verbatims", "integer", "Verbatim turns."),
        Column("marks", "integer", "Marks of all coders."),
        Column("coders", "string", "Who coded it, joined by '; '."),
        Column("open_musts", "string", "Questions that had to be asked and were not, joined by '; '."),
        Column("clock", "string", "What offset_s counts from: recording or interview; empty if typed up afterwards."),
        Column("collected", "string", "form where a form on a phone collected it; else empty."),
    ),
)
COVERAGE = Table(
    "coverage",
    "A row for each interview and question, asked or not.",
    (
        SESSION,
        DATE,
        GUIDE,
        VERSION,
        THEME,
        QUESTION,
        Column("question", "string", "The wording of the question."),
        Column("question_origin", "string", "guide or improvised."),
        Column("must", "boolean", "Whether the guide says that it must be asked."),
        Column(
            "state",
            "string",
            "answered, covered (it came up elsewhere), declined, dont_know, not_relevant (as was said, or by other answers: see reason), no_time, later or not_asked.",
        ),
        Column("order_planned", "integer", "Its place in the guide, from 1; empty if improvised."),
        Column("order_asked", "integer", "Its place in the order really asked, from 1; empty if never put."),
        Column("turns", "integer", "Verbatim and paraphrase turns that answer it."),
        Column(
            "reason",
            "string",
            "Why there is no answer: declined, dont_know, not_relevant, no_time or later; condition: others made it superfluous.",
        ),
        Column("why", "string", "The interviewer's own note on that."),
        Column("only_if", "string", "On which other answers the guide lets it depend, such as role = accueil."),
        ID_THEN,
    ),
)
INDICATORS = Table(
    "indicators",
    "A row for each value of a closed question, tied to the words that explain it.",
    (
        SESSION,
        DATE,
        GUIDE,
        WAVE,
        Column("participant_id", "string", "The pseudonym of the person whose value it is."),
        GROUP,
        THEME,
        QUESTION,
        Column("question", "string", "The wording really asked."),
        Column("indicator", "string", "The indicator; empty for a closed question that is tied to none."),
        Column("value", "string", "The value as given; several choices are joined by '; '."),
        Column("number", "number", "The value again where it is a number."),
        Column("unit", "string", "The unit of the number."),
        Column("turn_ids", "string", "The person's verbatims on the same question, joined by '; '."),
        OFFSET,
        ID_THEN,
        MAY_QUOTE,
    ),
)
CODEBOOK = Table(
    "codebook",
    "A row for each code: those of codebook.yaml in its order, then those born while coding.",
    (
        Column("code_id", "string", "The code."),
        Column("label", "string", "Its label."),
        Column("definition", "string", "What it means."),
        Column("use_when", "string", "When to use it."),
        Column("not_when", "string", "When not."),
        Column("example", "string", "An example."),
        Column("parent", "string", "The code above it."),
        Column("path", "string", "The ids from the root down, joined by /."),
        Column("origin", "string", "a_priori, emergent or in_vivo."),
        Column("groups", "string", "Groups that it belongs to, joined by '; '."),
        Column("colour", "string", "Its colour."),
        Column(
            "status", "string", "Its status; not_adopted when it was born while coding and is not in codebook.yaml."
        ),
        Column("marks", "integer", "How many marks of this export use it."),
        Column("sessions", "integer", "In how many interviews of this export."),
        Column("was", "string", "Ids that the code bore before, joined by '; '."),
        Column("merged_into", "string", "The code that took its place; marks count as marks of that one."),
    ),
)
PARTICIPANTS = Table(
    "participants",
    "A row for each interview and person: consents, share of the talk, background sheet.",
    (
        SESSION,
        DATE,
        GUIDE,
        VERSION,
        WAVE,
        Column("participant_id", "string", "The person's pseudonym."),
        GROUP,
        Column("consent_notes", "boolean", "May notes be taken; empty if it was not asked (so for all consents)."),
        Column("consent_record", "boolean", "May it be recorded."),
        Column("consent_quote", "boolean", "May the person be quoted without the name."),
        Column("consent_name", "boolean", "May the person be quoted with the name."),
        Column("consent_recontact", "boolean", "May the person be contacted again."),
        Column("consent_archive", "boolean", "May the interview be archived."),
        Column("verbatims", "integer", "Verbatim turns of the person."),
        Column("paraphrases", "integer", "Paraphrase turns of the person."),
        Column("words", "integer", "Words in the person's verbatims."),
        Column("other_background", "string", "Background facts that have no column here, as id=value joined by '; '."),
    ),
)
ANSWERS = Table(
    "answers",
    "A row for each interview and person, columns for each question of the guides.",
    (
        SESSION,
        DATE,
        GUIDE,
        VERSION,
        WAVE,
        Column("participant_id", "string", "The person's pseudonym."),
        GROUP,
        Column("other_words", "string", "Words under questions that have no column here, such as improvised ones."),
    ),
)
REMARKS = Table(
    "remarks",
    "A row for each memo of a coder on a turn, a code or an interview; none in what is made to be shown to others.",
    (
        SESSION,
        DATE,
        GUIDE,
        Column("coder", "string", "Who wrote it."),
        Column("about", "string", "turn, code or session."),
        Column("turn_id", "string", "The turn, for a memo on a turn."),
        Column("code_id", "string", "The code, for a memo on a code."),
        Column("text", "string", "The memo."),
    ),
)
# What stands before the id in columns that the guides give, and what such a column holds.
GUIDES_GIVE = {
    ANSWERS.name: (
        Column("q_", "string", "The words on that question: verbatims, [paraphrases]."),
        Column("status_", "string", "How that question stands, as in coverage; silent: others answered it."),
        Column("value_", "string", "The value given on that question."),
    ),
    PARTICIPANTS.name: (Column("background_", "string", "What was said on that line of the background sheet."),),
}
# The order in which a folder's files are described.
TABLES = (CODED_ANSWERS, ANSWERS, NOTES, SESSIONS, PARTICIPANTS, COVERAGE, INDICATORS, CODEBOOK, REMARKS)


class Layout(NamedTuple):
    """The columns that depend on the guides: questions, those of them that are closed, items of the background sheet."""

    questions: tuple[str, ...] = ()
    closed: frozenset[str] = frozenset()
    background: tuple[str, ...] = ()


def column_names(prefix: str, ids: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """A snake_case name for each id; where two ids differ only by `-` and `_`, the later one gets `_2`, `_3`..."""
    used, names = set(taken), {}
    for one in ids:
        base = name = prefix + re.sub(r"[^a-z0-9_]", "_", one)
        count = 1
        while name in used:
            count += 1
            name = f"{base}_{count}"
        used.add(name)
        names[one] = name
    return names


def answers_table(layout: Layout) -> Table:
    """The wide table for these guides: `q_` words, `status_` coverage, and `value_` for closed questions."""
    words = column_names("q_", layout.questions)
    states = column_names("status_", layout.questions)
    values = column_names("value_", (q for q in layout.questions if q in layout.closed))
    columns = list(ANSWERS.columns)
    for question in layout.questions:
        columns.append(Column(words[question], "string", f"Words on {question}: verbatims, [paraphrases]."))
        columns.append(Column(states[question], "string", f"Coverage of {question}; silent: others answered it."))
        if question in values:
            columns.append(Column(values[question], "string", f"The value given on {question}."))
    columns.append(MAY_QUOTE)
    return ANSWERS._replace(columns=tuple(columns))


def participants_table(layout: Layout) -> Table:
    """The table of people with a `background_` column for each item of these guides."""
    names = column_names("background_", layout.background)
    extra = (Column(name, "string", f"Background sheet: {item}.") for item, name in names.items())
    return PARTICIPANTS._replace(columns=(*PARTICIPANTS.columns, *extra))


def tables_for(layout: Layout) -> dict[str, Table]:
    """All tables of a folder by name, with the columns that these guides give."""
    made = {table.name: table for table in TABLES}
    made[ANSWERS.name] = answers_table(layout)
    made[PARTICIPANTS.name] = participants_table(layout)
    return made
