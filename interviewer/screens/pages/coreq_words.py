"""The items of the checklist for reports in words, and what the data of a study tell of each."""

from collections.abc import Callable

from interviewer.report.coreq import Item
from interviewer.screens.words import N_, _, plural

TOPICS = {
    1: N_("Who held the interviews"),
    2: N_("Qualifications of the interviewers"),
    3: N_("Occupation of the interviewers"),
    4: N_("Gender of the interviewers"),
    5: N_("Experience and training of the interviewers"),
    6: N_("Whether they knew the people before"),
    7: N_("What people knew about the interviewers"),
    8: N_("What the interviewers brought along: interests, assumptions, reasons"),
    9: N_("Method and theory behind the study"),
    10: N_("How people were chosen"),
    11: N_("How people were approached"),
    12: N_("How many people took part"),
    13: N_("How many refused or dropped out, and why"),
    14: N_("Where the interviews were held"),
    15: N_("Who else was present"),
    16: N_("What characterises the people"),
    17: N_("The guide, and whether it was tried out"),
    18: N_("Repeat interviews"),
    19: N_("Recording"),
    20: N_("Field notes"),
    21: N_("How long the interviews lasted"),
    22: N_("Saturation"),
    23: N_("Whether people read their transcripts"),
    24: N_("How many people coded"),
    25: N_("The coding tree"),
    26: N_("Where the codes come from"),
    27: N_("Software"),
    28: N_("Whether people commented on the findings"),
    29: N_("Quotations, and whose they are"),
    30: N_("Whether findings agree with the data"),
    31: N_("Whether the main themes are clear"),
    32: N_("Minor themes and diverging cases"),
}


def topic(item: Item) -> str:
    """What the item is about."""
    return _(TOPICS[item.number])


def told(item: Item) -> str:
    """What the data tell of the item, in a sentence or two; nothing where they can't."""
    return SENTENCES[item.number](dict(item.facts)) if item.number in SENTENCES else ""


Told = dict[str, int | str]


def _interviews(count: int | str) -> str:
    return plural("{count} interview", "{count} interviews", int(count))


def _people(count: int | str) -> str:
    return plural("{count} person", "{count} people", int(count))


def _sampling(f: Told) -> str:
    held, groups = _interviews(f["held"]), plural("{count} group", "{count} groups", int(f["groups"]))
    if not f["planned"]:
        return _("{interviews} with people of {groups}; interviewer.yaml plans no number (`planned`).").format(
            interviews=held, groups=groups
        )
    template = _("{interviews} with people of {groups}; {planned} are planned. Why these people, you have to say.")
    return template.format(interviews=held, groups=groups, planned=f["planned"])


def _sample_size(f: Told) -> str:
    return _("{interviews} with {people}.").format(interviews=_interviews(f["interviews"]), people=_people(f["people"]))


def _refusals(f: Told) -> str:
    parts = [_("Refused: {interviews}.").format(interviews=_interviews(f["refused"]))]
    if f["left"]:
        parts.append(_("Left out of a group: {people}.").format(people=_people(f["left"])))
    if f["declined"]:
        answers = plural("{count} question", "{count} questions", int(f["declined"]))
        parts.append(_("Not answered on purpose: {questions}.").format(questions=answers))
    return " ".join([*parts, _("Who refused beforehand stands nowhere here.")])


def _setting(f: Told) -> str:
    return _("The end form says it for {interviews}.").format(interviews=_interviews(f["told"]))


def _sample(f: Told) -> str:
    facts = plural("{count} fact", "{count} facts", int(f["items"]))
    return _("The background sheet tells up to {facts} for {interviews}.").format(
        facts=facts, interviews=_interviews(f["told"])
    )


def _guide(f: Told) -> str:
    guides = plural("{count} guide", "{count} guides", int(f["guides"]))
    versions = plural("{count} version", "{count} versions", int(f["versions"]))
    pilots = plural("{count} pilot interview", "{count} pilot interviews", int(f["pilots"]))
    return _("{guides} in {versions}; {pilots}. `interviewer print` writes a guide for the annex.").format(
        guides=guides, versions=versions, pilots=pilots
    )


def _repeats(f: Told) -> str:
    return _("Interviewed more than once: {people}.").format(people=_people(f["people"]))


def _recording(f: Told) -> str:
    return _("With a recorder (`/recorder`): {recorded} of {interviews}.").format(
        recorded=f["recorded"], interviews=_interviews(f["held"])
    )


def _field_notes(f: Told) -> str:
    return _("Observations, memos or notes at the end: {interviews}.").format(interviews=_interviews(f["told"]))


def _duration(f: Told) -> str:
    if not f["timed"]:
        return _("No interview was timed.")
    template = _("{least} to {most} minutes, median {middle}, pauses left out ({interviews}).")
    return template.format(least=f["least"], most=f["most"], middle=f["middle"], interviews=_interviews(f["timed"]))


def _saturation(f: Told) -> str:
    template = _("Coded: {coded} of {interviews}. `interviewer saturation` says how little was new in the last ones.")
    return template.format(coded=f["coded"], interviews=_interviews(f["held"]))


def _coders(f: Told) -> str:
    coders = plural("{count} coder", "{count} coders", int(f["coders"]))
    template = _("{coders}; {twice} of {interviews} coded by several. `interviewer agree` says how far they agree.")
    said = template.format(coders=coders, twice=f["twice"], interviews=_interviews(f["held"]))
    begun = int(f["begun"])
    if not begun:
        return said
    more = plural(
        "{count} person has begun and is through no interview.",
        "{count} people have begun and are through no interview.",
        begun,
    )
    return f"{said} {more}"


def _tree(f: Told) -> str:
    codes = plural("{count} code", "{count} codes", int(f["codes"]))
    return _("{codes}. `interviewer export --publishable` writes a codebook.csv that may be shown.").format(codes=codes)


def _derivation(f: Told) -> str:
    template = _("Set up beforehand: {before}; while coding: {emergent}; from people's own words: {in_vivo}.")
    return template.format(before=f["a_priori"], emergent=f["emergent"], in_vivo=f["in_vivo"])


def _software(f: Told) -> str:
    return _("{program}.").format(program=f["program"])


def _quotations(f: Told) -> str:
    return plural(
        "{count} key quotation may be shown, of {people}.",
        "{count} key quotations may be shown, of {people}.",
        int(f["quotations"]),
        people=_people(f["people"]),
    )


SENTENCES: dict[int, Callable[[Told], str]] = {
    10: _sampling,
    12: _sample_size,
    13: _refusals,
    14: _setting,
    15: _setting,
    16: _sample,
    17: _guide,
    18: _repeats,
    19: _recording,
    20: _field_notes,
    21: _duration,
    22: _saturation,
    24: _coders,
    25: _tree,
    26: _derivation,
    27: _software,
    29: _quotations,
}
