"""The columns of the tables of agreement: figures, and where coders disagree. Name, type and meaning, as in columns.py."""

from collections.abc import Iterator

from interviewer.export.columns import Column, Table

MEASURES = {
    "observed_agreement": "Share of pairs of ratings that agree",
    "cohen_kappa": "Cohen's kappa (two coders)",
    "fleiss_kappa": "Fleiss' kappa",
    "krippendorff_alpha": "Krippendorff's alpha, nominal",
    "gwet_ac1": "Gwet's AC1",
    "brennan_prediger": "Brennan and Prediger's coefficient",
    "krippendorff_alpha_masi": "Krippendorff's alpha of the sets of codes, MASI distance; overall only",
    "u_alpha": "Krippendorff's alpha for unitizing; spans only",
    "gamma": "Gamma; spans only, overall only",
}


def _measures() -> Iterator[Column]:
    for name, meaning in MEASURES.items():
        yield Column(name, "number", f"{meaning}; empty where it is not defined.")
        yield Column(f"{name}_low", "number", f"Where the 95 % interval of {name} begins.")
        yield Column(f"{name}_high", "number", f"Where the 95 % interval of {name} ends.")


AGREEMENT = Table(
    "agreement",
    "How far coders agree: overall (an empty code_id) and by code, then the same for each group.",
    (
        Column(
            "dimension", "string", "What the group is: question, stakeholder, coder...; empty for everything together."
        ),
        Column("key", "string", "The group; empty for everything together, or where it isn't known."),
        Column("coders", "string", "Who is compared: ids, ana@2 in another round than the first."),
        Column("unit", "string", "What is rated: turn, question or span (then units are characters)."),
        Column("code_id", "string", "The code; empty for all codes together."),
        Column("code", "string", "Its label."),
        Column("code_path", "string", "The code's ids from the root of the codebook down, joined by /."),
        Column("units", "integer", "Units that two coders or more rated."),
        Column("rated_by_each", "string", "Units that each coder rated, in the order of the coders."),
        Column("yes_by_each", "string", "Of these, units that bear the code (or any), in the order of the coders."),
        Column("not_defined", "string", "Why alpha is not defined: no_variation or not_rated_twice; else empty."),
        *_measures(),
    ),
)
DISAGREEMENTS = Table(
    "disagreements",
    "A row for each coder who rated a unit on which the coders disagree about a code.",
    (
        Column("session_id", "string", "The interview."),
        Column("participant_id", "string", "Who spoke."),
        Column("question_id", "string", "The question."),
        Column("turn_id", "string", "The turn; where several make up the unit, that of the mark."),
        Column("code_id", "string", "The code."),
        Column("code", "string", "Its label."),
        Column("kind", "string", "code: not all coders put it there; place: all did, not on the same words."),
        Column("coder", "string", "The coder, ana@2 in another round than the first."),
        Column("marked", "boolean", "Whether this coder put the code there (yes/no)."),
        Column("excerpt", "string", "The words that the coder marked."),
        Column("excerpt_start", "integer", "Where they begin, in code points of the turn."),
        Column("excerpt_end", "integer", "Where they end, the place after the last code point."),
        Column("memo", "string", "The coder's memo on the mark."),
        Column("text", "string", "The words of the turn."),
        Column("may_quote", "boolean", "Whether the person agreed to be quoted."),
    ),
)
AGREEMENT_TABLES = (AGREEMENT, DISAGREEMENTS)
