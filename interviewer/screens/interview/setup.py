"""Before the first question: which guide, which group, under which pseudonym. Asked on a terminal, given as options elsewhere."""

import secrets
import time
from collections.abc import Sequence
from typing import NamedTuple

from interviewer.errors import CannotError, UsageError
from interviewer.guide.model import Date, Guide
from interviewer.guide.values import read_value
from interviewer.ids import as_id, is_id
from interviewer.matching import nearest
from interviewer.privacy.pseudonyms import may_be_a_name, pseudonym
from interviewer.screens.interview.tongues import missing_words
from interviewer.screens.messages import explain
from interviewer.screens.words import _
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.question_ids import refuse_reused_ids

WAVE = "t0"
LEAST, MOST = 2, 30  # people in a group


class Options(NamedTuple):
    """What the command line said; empty is not said."""

    guide: str = ""
    participants: tuple[str, ...] = ()
    group: str = ""
    stakeholder: str = ""
    wave: str = ""
    held_on: str = ""
    language: str = ""
    pilot: bool = False


class Plan(NamedTuple):
    """All that is settled before an interview begins. `name` is the pseudonym in the session's id."""

    guide: Guide
    participants: tuple[str, ...]
    name: str
    stakeholder: str
    wave: str
    held_on: str
    language: str
    typed_up: bool
    pilot: bool


def settle(study: Study, options: Options, *, ask: bool, kept: bool = True) -> Plan:
    """Settle everything: from the options, else by asking, else (where nobody can be asked) by the sensible default.

    Raises UsageError for an option that makes no sense or is missing where nobody can be asked, FilesError for a guide
    with errors; also for ids that earlier interviews know as another question's, where the interview is kept.
    """
    ref = options.guide or _which_guide(study, ask=ask)
    guide = study.guide(ref)
    if kept:
        refuse_reused_ids(study, study.guide_path(ref), guide)
    taken = _taken(study)
    participants = _participants(guide, options, taken, _expected(study) if ask else (), ask=ask)
    name = _known_id(options.group, "group") if options.group else ""
    if guide.group:
        name = name or pseudonym(secrets.choice, taken, prefix="g")
    elif name:
        raise UsageError("not_a_group", guide=guide.id)
    return Plan(
        guide=guide,
        participants=participants,
        name=name or participants[0],
        stakeholder=_stakeholder(guide, study, options.stakeholder, ask=ask),
        wave=_wave(guide, options.wave, ask=ask),
        held_on=_day(options.held_on) if options.held_on else time.strftime("%Y-%m-%d"),
        language=_language(guide, options.language, ask=ask),
        typed_up=bool(options.held_on),
        pilot=options.pilot,
    )


def _taken(study: Study) -> set[str]:
    """Pseudonyms that stand in the ids of sessions already, or in the vault of names."""
    return {session.split("-")[-1] for session in study.session_ids()} | _in_vault(study) | _withdrawn(study)


def _withdrawn(study: Study) -> set[str]:
    """Those whose name was in the vault and who withdrew: nobody else gets their pseudonym."""
    recipients = recipients_in_force(study) if study.may_have_keys() else None
    if recipients is None:
        return set()
    from interviewer.study.private.withdrawn_names import noted

    return set(noted(recipients))


def _in_vault(study: Study) -> set[str]:
    if not study.may_have_keys():
        return set()
    from interviewer.study.private import vault

    recipients = recipients_in_force(study)
    return set(vault.pseudonyms(recipients)) if recipients is not None else set()


def _expected(study: Study) -> list[str]:
    """Those whose name is in the vault and who were not interviewed yet."""
    return sorted(_in_vault(study) - {session.split("-")[-1] for session in study.session_ids()})


def _known_id(typed: str, option: str) -> str:
    """The id in small letters. Raises UsageError for what can't be one."""
    made = as_id(typed)
    if not is_id(made):
        raise UsageError("bad_id_option", option=option)
    return made


def _which_guide(study: Study, *, ask: bool) -> str:
    paths = study.guide_paths()
    if not paths:
        raise CannotError("no_guides")
    if len(paths) == 1:
        return str(paths[0])
    if not ask:
        raise UsageError("guide_wanted", known=", ".join(path.stem for path in paths))
    from interviewer.guide.read import read_guide
    from interviewer.screens.terminal.choose import choose

    options = []
    for path in paths:
        guide, _problems = read_guide(path.read_bytes(), study.shown(path))
        title = (
            guide.title.said_in(guide.language)
            if guide
            else _("has errors: interviewer check {path}").format(path=study.shown(path))
        )
        options.append((str(path), f"{path.stem} · {title}"))
    return choose(_("Which guide?"), options)


def _participants(
    guide: Guide, options: Options, taken: set[str], expected: Sequence[str], *, ask: bool
) -> tuple[str, ...]:
    given = tuple(_known_id(typed, "participant") for typed in options.participants)
    if len(set(given)) != len(given):
        raise UsageError("participant_twice")
    if len(given) > 1 and not guide.group:
        raise UsageError("one_participant", guide=guide.id)
    if given:
        return given
    if not ask:
        if guide.group:
            raise UsageError("participants_wanted", guide=guide.id)
        return (pseudonym(secrets.choice, taken),)
    if guide.group:
        return _ask_participants(taken)
    return (_ask_expected(expected) or _ask_participant(taken),)


def _ask_expected(expected: Sequence[str]) -> str:
    """One of those who are expected, where there are any; empty for somebody else, who comes first: Enter ties no name to words."""
    if not expected:
        return ""
    from interviewer.screens.terminal.choose import choose

    named = [(person, _("{person}, whose name is in the vault").format(person=person)) for person in expected]
    return choose(_("Who is interviewed?"), [("", _("somebody else: a new pseudonym")), *named])


def _ask_participant(taken: set[str]) -> str:
    from interviewer.screens.terminal.choose import short_text

    def fault(typed: str) -> str | None:
        return _pseudonym_fault(typed, taken)

    proposed = pseudonym(secrets.choice, taken)
    return as_id(short_text(_("Pseudonym of the participant (never a name)"), proposed, validate=fault))


def _pseudonym_fault(typed: str, taken: set[str]) -> str | None:
    """A sentence when the text can't be a pseudonym, or may be a name: letters alone, and nobody was called so before."""
    named = as_id(typed)
    if is_id(named) and named not in taken and may_be_a_name(named):
        return _(
            "This may be somebody's name, and pseudonyms stand in file names: take the one proposed, or one with a digit in it."
        )
    return _id_fault(typed)


def _id_fault(typed: str) -> str | None:
    """A sentence when the text can't be a pseudonym."""
    if is_id(as_id(typed)):
        return None
    message, hint = explain(UsageError("bad_id_typed").problem)
    return f"{message} {hint}"


def _ask_participants(taken: set[str]) -> tuple[str, ...]:
    from interviewer.screens.terminal.choose import short_text

    def fault(typed: str) -> str | None:
        fits = typed.strip().isdigit() and LEAST <= int(typed) <= MOST
        return None if fits else _("A number from {least} to {most}.").format(least=LEAST, most=MOST)

    count = int(short_text(_("How many people take part?"), "4", validate=fault))
    made: list[str] = []
    for n in range(count):
        proposed = pseudonym(secrets.choice, {*taken, *made})
        question = _("Pseudonym of person {number} (never a name)").format(number=n + 1)

        def unused(typed: str) -> str | None:
            again = _("This pseudonym is taken in this group.") if as_id(typed) in made else None
            return again or _pseudonym_fault(typed, taken)

        made.append(as_id(short_text(question, proposed, validate=unused)))
    return tuple(made)


def _stakeholder(guide: Guide, study: Study, given: str, *, ask: bool) -> str:
    declared = study.settings().stakeholders
    known = guide.stakeholders or tuple(declared)
    if given:
        wanted = _known_id(given, "stakeholder")
        if known and wanted not in known:
            raise UsageError("stakeholder_unknown", known=", ".join(known), near=nearest(wanted, known) or known[0])
        return wanted
    if len(known) <= 1:
        return known[0] if known else ""
    if not ask:
        raise UsageError("stakeholder_wanted", known=", ".join(known))
    from interviewer.screens.terminal.choose import choose

    labels = {s: declared[s].label for s in known if s in declared}
    options = [(s, f"{s} · {label.said_in(guide.language)}" if (label := labels.get(s)) else s) for s in known]
    return choose(_("Which stakeholder group does the person belong to?"), options)


def _wave(guide: Guide, given: str, *, ask: bool) -> str:
    if given:
        return _known_id(given, "wave")
    if not any(question.indicator for _theme, question in guide.questions()):
        return ""
    if not ask:
        return WAVE
    from interviewer.screens.terminal.choose import short_text

    return (
        short_text(_("Which wave of measures is this (t0 before, t1 after...)?"), WAVE, validate=_id_fault)
        .strip()
        .lower()
    )


def _language(guide: Guide, given: str, *, ask: bool) -> str:
    """The language in which the interview begins."""
    if given:
        wanted = as_id(given)
        if wanted not in guide.languages:
            raise UsageError("language_option", languages=", ".join(guide.languages), guide=guide.id)
        return wanted
    if len(guide.languages) == 1 or not ask:
        return guide.language
    from interviewer.screens.terminal.choose import choose

    return choose(
        _("In which language does the interview begin?"),
        [(tag, f"{tag}  {missing_words(guide, tag)}".rstrip()) for tag in guide.languages],
        guide.language,
    )


def _day(typed: str) -> str:
    """The day of an interview that is typed up later. Raises UsageError for what is no day, or lies ahead."""
    day, fault = read_value(Date(), typed, "")
    if fault is not None or not isinstance(day, str):
        raise UsageError("bad_day")
    if day > time.strftime("%Y-%m-%d"):
        raise UsageError("day_ahead", day=day)
    return day
