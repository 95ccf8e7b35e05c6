"""`sync out` and `sync in`: what is carried, and what is said of it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import typer

from interviewer.errors import CannotError, FilesError, Problem
from interviewer.screens.clean import clean
from interviewer.screens.locking_anew import settings_name_it
from interviewer.screens.paper import Paper, wrapped_for
from interviewer.screens.words import _, plural
from interviewer.session.disk import PART
from interviewer.study.deletions import Deletion
from interviewer.study.folder import Study
from interviewer.study.opening import find_study, observe_secrecy, recipients_in_force
from interviewer.study.private import sticks
from interviewer.study.private.places import TEAM_KEY, Recipients
from interviewer.study.private.remembered import refuse_other_keys
from interviewer.study.travelling.after_withdrawal import (
    Gone,
    after_arrival,
    check_arrived,
    had_interviews,
    held_before,
    withdrew_there,
)
from interviewer.study.travelling.arriving import MOST_NAMED, Taken, only_study_in, place_in, recipients_in, take_in
from interviewer.study.travelling.baggage import KEYS, folder_name
from interviewer.study.travelling.former_paper import hear, refuse_other_paper
from interviewer.study.travelling.sending import Sent, send

SHOWN = 5


def sync_out(folder: Path, *, without_deleted: bool = False) -> None:
    """Copy and tell. Raises what copying raises."""
    study = find_study()
    refuse_other_keys(study)
    _refuse_who_withdrew_there(study, folder)
    recipients = _follow_the_stick(study, recipients_in_force(study), folder)
    sent = send(study, recipients, folder, without_deleted=without_deleted)
    _say([_("In {path}:").format(path=clean(str(sent.place))) + " " + _sent(sent, locked=recipients is not None)])
    if recipients is not None:
        _say_of_withdrawn(study, recipients, sent)
        _say_of_passages(sent)
    _say_of_former(sent)
    _say_of_deleted(sent.deleted, gone=without_deleted)
    if sent.wrong:
        told = [Problem("travel_given_back_otherwise", path=str(path)) for path in sent.wrong[:MOST_NAMED]]
        raise FilesError([*told, Problem("travel_no_reliance", path=str(sent.place))])
    if sent.damaged:
        raise FilesError([Problem("travel_key_damaged", path=str(path)) for path in sent.damaged[:MOST_NAMED]])
    keys = study.settings().keys
    _warn_of_the_stick(keys.seal if keys is not None else "nothing", locked=(sent.place / KEYS / TEAM_KEY).is_file())
    _say_what_is_missing(study)


def _refuse_who_withdrew_there(study: Study, folder: Path) -> None:
    """CannotError where the stick says that somebody withdrew and this machine, which has something of theirs, hasn't heard of it."""
    people = withdrew_there(study, folder / folder_name(study, recipients_in_force(study)))
    if people:
        raise CannotError("travel_withdrawn_there", people=", ".join(people), path=str(folder))


def _say_of_withdrawn(study: Study, recipients: Recipients, sent: Sent) -> None:
    """Whose words, keys and names went from the stick with that."""
    interviewed = had_interviews(study) if sent.withdrawn else frozenset()
    for told, people in (
        (
            _("Taken off there, because they withdrew: words, keys and name of {people}."),
            [one for one in sent.withdrawn if one in interviewed],
        ),
        (
            _("Taken off there, because they withdrew: the name of {people}."),
            [one for one in sent.withdrawn if one not in interviewed],
        ),
    ):
        if people:
            _say([told.format(people=", ".join(map(clean, people)))])
    left = sticks.settle(recipients, sent.medium, sent.withdrawn, sent.known_as, passages=sent.passages)
    if left:
        told = _("Still there, although they withdrew: something of {people}.")
        Paper().say(told.format(people=", ".join(map(clean, left))), "warn")


def _say_of_passages(sent: Sent) -> None:
    if sent.passages:
        told = plural(
            "Nothing is there any more of what was taken out of {count} interview.",
            "Nothing is there any more of what was taken out of {count} interviews.",
            len(sent.passages),
        )
        _say([told])


def _follow_the_stick(
    study: Study, recipients: Recipients | None, place: Path, *, arriving: bool = False
) -> Recipients | None:
    """The keys of the study, with a newer paper key that the stick knows of: what travels next must not lower it."""
    if recipients is None:
        return None
    own = place if place.name == folder_name(study, recipients) else place / folder_name(study, recipients)
    heard = hear(study, recipients, own)
    if heard.news:
        Paper().say(_("The stick knows of a new paper key: it is in force here too from now on."), "warn")
        told = _("What is here is still locked for the former one: `interviewer unlock` locks it anew.")
        Paper().say(told, "warn")
        settings_name_it(study)
    elif heard.older and arriving:
        told = _("What is on the stick was locked for a former paper key. `interviewer sync out` brings it up to date.")
        Paper().say(told, "warn")
    return heard.recipients


def _say_of_deleted(deleted: Sequence[Deletion], *, gone: bool) -> None:
    """Of interviews that lie on the stick and were deleted here: that they went, or that they stay and why."""
    if not deleted:
        return
    if gone:
        told = plural(
            "Taken off there, because it was deleted here: {sessions}.",
            "Taken off there, because they were deleted here: {sessions}.",
            len(deleted),
            sessions=_named(deleted),
        )
        _say([told])
        return
    told = plural(
        "{count} interview there was deleted here and stays there, for it may be the only copy: {sessions}.",
        "{count} interviews there were deleted here and stay there, for they may be the only copies: {sessions}.",
        len(deleted),
        sessions=_named(deleted),
    )
    Paper().say(told, "warn")
    Paper().say(_("`interviewer sync out FOLDER --without-deleted` takes them off, for good."), "quiet")


def _say_of_left_out(deleted: Sequence[Deletion]) -> None:
    if not deleted:
        return
    told = plural(
        "{count} interview on the stick was deleted here, and left out: {sessions}.",
        "{count} interviews on the stick were deleted here, and left out: {sessions}.",
        len(deleted),
        sessions=_named(deleted),
    )
    Paper().say(told, "warn")
    Paper().say(_("`interviewer sync in FOLDER --with-deleted` takes them in again."), "quiet")


def _named(deleted: Sequence[Deletion]) -> str:
    shown = [f"{clean(one.session)} ({clean(one.day)})" for one in deleted[:SHOWN]]
    return ", ".join(shown) + (" …" if len(deleted) > SHOWN else "")


def _say_of_former(sent: Sent) -> None:
    if sent.replaced:
        told = plural(
            "{count} file there was for a former paper key, and is for the new one now.",
            "{count} files there were for a former paper key, and are for the new one now.",
            sent.replaced,
        )
        Paper().say(told)
    if sent.former:
        told = plural(
            "{count} file there is still for a former paper key: `interviewer sync in FOLDER`, `interviewer unlock`, then `interviewer sync out FOLDER` again.",
            "{count} files there are still for a former paper key: `interviewer sync in FOLDER`, `interviewer unlock`, then `interviewer sync out FOLDER` again.",
            sent.former,
        )
        Paper().say(told, "warn")


def _sent(sent: Sent, *, locked: bool) -> str:
    counts = [plural("{count} interview", "{count} interviews", sent.sessions)]
    if sent.keys:
        counts.append(plural("the keys of {count} interview", "the keys of {count} interviews", sent.keys))
    if locked and sent.names:
        counts.append(plural("the name of {count} person", "the names of {count} people", sent.names))
    fresh = plural("{count} file is new there.", "{count} files are new there.", sent.written)
    return f"{', '.join(counts)}. {fresh}"


def _say_what_is_missing(study: Study) -> None:
    from interviewer.screens.key_warnings import standings

    missing = list(standings(study).values()).count("missing")
    if missing:
        told = plural(
            "The key of {count} interview isn't on this machine, so it didn't go along.",
            "The keys of {count} interviews aren't on this machine, so they didn't go along.",
            missing,
        )
        Paper().say(told, "warn")


def _warn_of_the_stick(seal: Literal["words", "names", "nothing"], *, locked: bool) -> None:
    """`locked`: the team's key lies there, as the passphrase opens it."""
    told = {
        "words": _("What is on the stick opens with the passphrase or the paper key.")
        if locked
        else _("The team's key is neither on this machine nor on the stick: the passphrase opens nothing there yet."),
        "names": _("Whoever has the stick can read what people said: only names are locked."),
        "nothing": _("Whoever has the stick can read it: nothing locks this study."),
    }
    Paper().say(
        _("On the other machine, in the folder of this study or in an empty one: `interviewer sync in FOLDER`."),
        "quiet",
    )
    Paper().say(told[seal], "quiet" if seal == "words" and locked else "warn")


def sync_in(folder: Path, *, with_deleted: bool = False) -> None:
    """Take in and tell. Raises what taking in raises."""
    study, recipients, place = _whence(folder)
    if recipients is not None:
        refuse_other_keys(study)
        refuse_other_paper(recipients, place)
    recipients = _follow_the_stick(study, recipients, place, arriving=True)
    taken = take_in(study, recipients, place, with_deleted=with_deleted)
    observe_secrecy(study)
    gone = after_arrival(study)
    _say([*_taken(taken), *_swept(gone)])
    _warn_of_interviews_held(study)
    _say_of_left_out(taken.deleted)
    differing = [name.partition("/")[2] for name in taken.differing]
    if TEAM_KEY in differing:
        differing.remove(TEAM_KEY)
        Paper().say(_("There the team's key is locked with another passphrase; on this machine yours stays."), "warn")
    if differing:
        told = _("Otherwise there than here, and left as it is here: {names}.")
        Paper().say(told.format(names=", ".join(map(clean, differing))), "warn")
    check_arrived(study)
    if taken.problems:
        raise FilesError([*taken.problems[:MOST_NAMED], Problem("travel_rest_taken", path=str(place))])


def _warn_of_interviews_held(study: Study) -> None:
    for person in held_before(study):
        told = _(
            "{person} withdrew on another machine, where nothing was known of an interview with them; one is here: `interviewer withdraw {person}`."
        )
        Paper().say(told.format(person=clean(person)), "warn")


def _swept(gone: Gone) -> list[str]:
    if not gone.files and not gone.names:
        return []
    told = plural(
        "{count} file still had words that were taken out before: they are gone from it again.",
        "{count} files still had words that were taken out before: they are gone from them again.",
        gone.files,
    )
    names = plural(
        "{count} entry of the vault was of somebody who has withdrawn, and was taken out again.",
        "{count} entries of the vault were of somebody who has withdrawn, and were taken out again.",
        gone.names,
    )
    return [line for line, count in ((told, gone.files), (names, gone.names)) if count]


def _whence(folder: Path) -> tuple[Study, Recipients | None, Path]:
    """The study that takes in, its keys, and where they come from. In an empty folder the study is the one that comes."""
    try:
        study = find_study()
    except CannotError as error:
        if error.problem.rule != "no_study" or any(not one.name.endswith(PART) for one in Path.cwd().iterdir()):
            raise
        place = only_study_in(folder)
        return Study(Path.cwd().resolve()), recipients_in(place), place
    recipients = recipients_in_force(study)
    return study, recipients, place_in(folder, study, recipients)


def _taken(taken: Taken) -> list[str]:
    if not taken.new:
        return [
            plural(
                "Nothing is new: {count} file was here already.",
                "Nothing is new: all {count} files were here already.",
                taken.there,
            )
        ]
    interviews, keys = taken.count("sessions/"), taken.count("keys/cabinet/")
    people, files = taken.people, taken.count("study/")
    parts = [
        plural("{count} file of interviews", "{count} files of interviews", interviews) if interviews else "",
        plural("{count} key", "{count} keys", keys) if keys else "",
        plural("the name of {count} person", "the names of {count} people", people) if people else "",
        plural("{count} file of the study", "{count} files of the study", files) if files else "",
    ]
    told = ", ".join(filter(None, parts))
    lines = [_("Taken in: {what}.").format(what=told or plural("{count} file", "{count} files", len(taken.new)))]
    lines += [_("new interview: {session}").format(session=session) for session in taken.new_sessions]
    if "keys/team.key" in taken.new:
        lines.append(_("The team's key came along: its passphrase opens it here too."))
    return lines


def _say(lines: list[str]) -> None:
    typer.echo(wrapped_for(sys.stdout, "\n".join(lines)))
