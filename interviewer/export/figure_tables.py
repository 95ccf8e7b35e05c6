"""The columns of the figures' tables, each a file of its own: name, type and meaning, as in columns.py.

A column name has one type throughout all tables of the program.
"""

from interviewer.export.agreement_columns import AGREEMENT_TABLES
from interviewer.export.columns import DATE, GROUP, GUIDE, PERSON, QUESTION, SESSION, THEME, Column, Table

STATS = Table(
    "stats",
    "A row for each code, or for each value of what the figure is by.",
    (
        Column(
            "dimension", "string", "What the rows are: code, question, coder... or an item of the background sheet."
        ),
        Column("key", "string", "The id of the code, question...; empty where it isn't known."),
        Column("label", "string", "The label of the code."),
        Column("code_path", "string", "The code's ids from the root of the codebook down, joined by /."),
        Column(
            "standing", "string", "emergent where the codebook lacks the code, retired where it is no longer applied."
        ),
        Column("marks", "integer", "Marks."),
        Column("turns", "integer", "Turns that bear the code; of other rows all their turns."),
        Column("marked_turns", "integer", "Turns among them with a mark."),
        Column("rated_turns", "integer", "Turns that somebody marked or passed; the same for all codes."),
        Column("share_of_rated", "number", "marked_turns / rated_turns; empty where none was rated."),
        Column("sessions", "integer", "Interviews of these turns."),
        Column("participants", "integer", "People who said these turns, each once."),
        Column("coder_count", "integer", "Coders who made the marks; of other rows, who rated the turns."),
        Column("code_count", "integer", "Different codes on these turns."),
    ),
)
CROSSTAB = Table(
    "crosstab",
    "A row for each code and each column of the figure, those where the two never meet too.",
    (
        Column("dimension", "string", "What the columns are: code, stakeholder... or an item of the background sheet."),
        Column("unit", "string", "What is counted: span, turn, question or session."),
        Column("code_id", "string", "The code of the row."),
        Column("code", "string", "Its label."),
        Column("column_key", "string", "The code, group... of the column; empty where it isn't known."),
        Column("column_label", "string", "The label of the column's code."),
        Column("units", "integer", "Units that have both; of spans against codes, pairs that overlap."),
        Column("row_units", "integer", "Units with the row's code."),
        Column("column_units", "integer", "Rated units of the column; of a code, those with it."),
        Column("all_units", "integer", "All rated units; of spans, all that are marked."),
        Column("row_share", "number", "Of the units with the code, the share that are in the column."),
        Column("column_share", "number", "Of the units of the column, the share that have the code."),
        Column("lift", "number", "units x all_units / (row_units x column_units); empty where it isn't defined."),
    ),
)
QUOTES = Table(
    "quotes",
    "A row for each excerpt under each code; just the same words marked by several coders stand in one row.",
    (
        SESSION,
        DATE,
        GUIDE,
        PERSON,
        GROUP,
        THEME,
        QUESTION,
        Column("question", "string", "The wording really asked."),
        Column("turn_id", "string", "The turn."),
        Column("turn_kind", "string", "verbatim; with --all also paraphrase, which is the interviewer's wording."),
        Column("code_id", "string", "The code."),
        Column("code", "string", "Its label."),
        Column("code_path", "string", "The code's ids from the root of the codebook down, joined by /."),
        Column("coders", "string", "Who marked these words so, joined by '; '."),
        Column("rounds", "string", "In which rounds of coding, joined by '; '."),
        Column("context_before", "string", "What stands before the excerpt in its sentence, or the sentence before."),
        Column("excerpt", "string", "The marked words."),
        Column("context_after", "string", "What stands after it."),
        Column("excerpt_start", "integer", "First code point of the excerpt in the turn, from 0."),
        Column("excerpt_end", "integer", "The code point after the excerpt."),
        Column("memos", "string", "The coders' notes, each as coder: note, a line each; only with --all."),
        Column("key_quote", "boolean", "Whether the verbatim is a key quotation."),
        Column("may_quote", "boolean", "Whether these words may be quoted."),
    ),
)
HITS = Table(
    "hits",
    "A row for each place of the words that were looked for. Never written to a file by itself.",
    (
        SESSION,
        PERSON,
        GROUP,
        QUESTION,
        Column("turn_id", "string", "The turn."),
        Column("turn_kind", "string", "verbatim or paraphrase, which is the interviewer's wording."),
        Column("codes", "string", "The codes on any part of these words, joined by '; '."),
        Column("context_before", "string", "What stands before the words in their sentence, or the sentence before."),
        Column("excerpt", "string", "The words that were found."),
        Column("context_after", "string", "What stands after them."),
        Column("excerpt_start", "integer", "First code point of the words in the turn, from 0."),
        Column("excerpt_end", "integer", "The code point after them."),
        Column("may_quote", "boolean", "Whether these words may be quoted."),
    ),
)
SATURATION = Table(
    "saturation",
    "A row for each interview in its order, for each group and each set of codes.",
    (
        Column("by", "string", "What the groups are; empty where all interviews are one group."),
        Column("group", "string", "The group."),
        Column("code_sets", "string", "all, group, origin or branch: how codes are put into sets."),
        Column("code_set", "string", "The set of codes; empty for all, and for codes that are in none."),
        Column("order", "string", "date, coded or file: what ordered the interviews."),
        Column("place", "integer", "The place of the interview in that order, from 1."),
        Column("session_id", "string", "The interview: date, guide and pseudonym."),
        Column("borne_codes", "integer", "Codes of the set that the interview bears."),
        Column("new_codes", "integer", "Codes among them that no interview before it bears."),
        Column("total_codes", "integer", "Different codes so far."),
        Column(
            "base_codes",
            "integer",
            "Different codes in the first interviews: what runs are held against; empty with too few interviews.",
        ),
        Column("run_last", "integer", "The place of the last interview of the run that begins here, behind the base."),
        Column("run_new_codes", "integer", "New codes in that run."),
        Column("run_ratio", "number", "run_new_codes / base_codes."),
        Column("saturation", "string", "Where it stops at each threshold: `5%: 6+2`, `not reached` or `not defined`."),
    ),
)
DIFFERENCES = Table(
    "differences",
    "A row for each mark that one of two coders made and the other did not.",
    (
        Column("difference", "integer", "Which difference; the marks of one bear the same number."),
        Column(
            "difference_kind",
            "string",
            "words: one code, different words; codes: different codes for words that overlap; one: only one has it.",
        ),
        Column("decided", "string", "Whether it is decided in the agreed round: yes or no."),
        Column("session_id", "string", "The interview."),
        Column("question_id", "string", "The question under which the turn is filed."),
        Column("turn_id", "string", "The turn."),
        Column("verbatim", "string", "The words of the turn, also of a paraphrase."),
        Column("coder", "string", "Who made the mark."),
        Column("round", "string", "In which round."),
        Column("code_id", "string", "The code."),
        Column("excerpt", "string", "The marked words."),
        Column("excerpt_start", "integer", "Where they begin in the turn, in code points."),
        Column("excerpt_end", "integer", "Where they end."),
        Column("memo", "string", "The note on the mark."),
        Column("may_quote", "boolean", "Whether the person agreed to be quoted."),
    ),
)
FIGURES = (STATS, CROSSTAB, QUOTES, SATURATION, DIFFERENCES, *AGREEMENT_TABLES)
