"""What people read in place of the fixed values of sessions: states, kinds of turns, reasons, items of the end form."""

from interviewer.screens.words import N_, _

STATUS = {
    "empty": N_("empty"),
    "open": N_("to finish"),
    "paused": N_("paused"),
    "closing": N_("closing"),
    "done": N_("finished"),
    "refused": N_("refused"),
    "withdrawn": N_("withdrawn"),
}
KINDS = {
    "verbatim": N_("verbatim"),
    "paraphrase": N_("paraphrase"),
    "observation": N_("observation"),
    "memo": N_("memo"),
}
COVERAGE = {
    "answered": N_("answered"),
    "covered": N_("came up elsewhere"),
    "declined": N_("declined"),
    "dont_know": N_("doesn't know"),
    "not_relevant": N_("not relevant"),
    "no_time": N_("no time"),
    "later": N_("put off"),
    "not_asked": N_("not asked"),
}
FORM = {"setting": N_("Setting"), "others": N_("Others present"), "notes": N_("Field notes")}
MARKERS = {
    "silence": N_("silence"),
    "emotion": N_("emotion"),
    "interruption": N_("interruption"),
    "bookmark": N_("bookmark"),
}
LABELS = (STATUS, KINDS, COVERAGE, FORM, MARKERS)


def label(value: str) -> str:
    """The words for a fixed value, in the language of the screens; a value that isn't known is shown as it is."""
    return next((_(labels[value]) for labels in LABELS if value in labels), value)
