"""The words for what can stand in the way of a withdrawal or a redaction."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "no_such_person": (
        N_("Nobody in this study is called {person}."),
        N_("`interviewer list` shows the pseudonyms, in the column of who took part."),
    ),
    "not_that_pseudonym": (
        N_("That isn't the pseudonym, so nothing was taken away."),
        N_("`interviewer withdraw {person}` asks again; the pseudonym is typed whole."),
    ),
    "withdrawal_not_begun": (
        N_("{session} can't be written ({why}), so nothing was taken away."),
        N_("Free some disk space, or make the folder writable, and do it again."),
    ),
    "withdrawal_unfinished": (
        N_("{session}: not all files could be written anew ({why}). What was to go is hidden, and still on the disk."),
        N_("Free some disk space, or make the folder writable, and do it again: it goes on where it stopped."),
    ),
    "keys_not_destroyed": (
        N_(
            "{session}: the keys of what was said can't be taken away ({why}). What was to go is hidden, and still there."
        ),
        N_("Make the private folder of the study writable, and do it again: it goes on where it stopped."),
    ),
    "certificate_exists": (
        N_("{path} exists already, so nothing was taken away."),
        N_("Give the certificate another name."),
    ),
    "certificate_not_written": (
        N_("{path} can't be written ({why}). The withdrawal itself is done."),
        N_(
            "`interviewer withdraw {person} --certificate FILE` makes the certificate again; nothing more is taken away by it."
        ),
    ),
    "certificate_not_shown": (
        N_(
            "The withdrawal of {person} is done, but its certificate could be shown nowhere, and written nowhere ({why})."
        ),
        N_("Make room, then type `interviewer withdraw {person}`: it takes nothing more away, and prints it again."),
    ),
    "certificate_kept": (
        N_("The withdrawal of {person} is done, but standard output could not be written ({why})."),
        N_("The certificate is in {path}. `interviewer withdraw {person}` prints it again at any time."),
    ),
    "access_not_written": (
        N_("{path} could not be written ({why})."),
        N_("Make room there, close the program that has the file open, or name another place with `--out`."),
    ),
    "paper_kind": (
        N_("{path} says by its ending no kind of file that can be written here."),
        N_("End it with one of {known}; .docx is for Word, to print and to sign."),
    ),
    "redact_no_such_words": (
        N_("The turn doesn't say these words, so nothing was taken out."),
        N_("`interviewer redact {session}` shows the turn; type the words as they stand there."),
    ),
    "redact_which": (
        N_("Which interview? Nobody can be asked here."),
        N_("Name it by its id, the beginning of it, or a pseudonym: `interviewer list` shows them."),
    ),
    "access_which": (
        N_("Of whom? Nobody can be asked here."),
        N_("Name the person by pseudonym: `interviewer list` shows them."),
    ),
    "nothing_to_redact": (
        N_("Nothing was said in any interview of this study."),
        N_("`interviewer list` shows the interviews."),
    ),
    "redact_declined": (N_("Nothing was taken out."), N_("Type y, or o, to take the words out.")),
    "interview_withdrawn": (
        N_("Who was interviewed in {session} has withdrawn; nothing can be added to it."),
        N_("Begin another one with: interviewer run"),
    ),
    "withdrawn_words": (
        Counted(
            "{count} file still holds words of somebody who withdrew, or words that were taken out: "
            "an old copy came back.",
            "{count} files still hold words of somebody who withdrew, or words that were taken out: "
            "old copies came back.",
        ),
        N_("They are shown nowhere. `interviewer doctor --repair` takes them off the files too."),
    ),
}
