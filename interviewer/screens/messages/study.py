"""Words for what is wrong with the folder of a study, and for sessions that can't be found."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "not_a_folder": (
        N_("{path} is there already, and it is not a folder."),
        N_("Give another name to `interviewer init`."),
    ),
    "folder_in_the_way": (
        N_("{path} is there already, and it is not a folder, which a study needs under that name."),
        N_("Give that file another name, or lay the study out in another folder: `interviewer init DIR`."),
    ),
    "codebook_lacks_codes": (
        Counted(
            "Your codebook was kept, and it lacks {count} code that guides of this study name: {codes}.",
            "Your codebook was kept, and it lacks {count} codes that guides of this study name: {codes}.",
        ),
        N_(
            "Add them to codebook.yaml, or take them out of the guides (or the guides that you don't need away); "
            "`interviewer check` names each place."
        ),
    ),
    "folder_missing": (
        N_("There is no folder {path}."),
        N_("Look whether the path is as you meant it; or make the folder first."),
    ),
    "folder_is_file": (
        N_("{path} is a file, and a folder is wanted here."),
        N_("Name a folder, or a file with the ending that belongs to it."),
    ),
    "settings_out_of_use": (
        N_("{file} has errors, so nothing that it says counted for the guides: words of your own, rules, groups."),
        N_("`interviewer check {file}` tells them."),
    ),
    "no_study": (
        N_("There is no study in {folder}, nor in the folders around it."),
        N_(
            "Go to the folder of your study, or lay out a new one here with `interviewer init` "
            "(`interviewer init --sealed` where the interviews will be shared)."
        ),
    ),
    "no_guide_file": (
        N_("There is no guide file {path}."),
        N_("`interviewer` lists the guides of this study; `interviewer new ID` writes a new one."),
    ),
    "no_such_guide": (
        N_("There is no guide “{ref}” in this study. Its guides: {known}."),
        N_("`interviewer new {proposed}` writes one."),
    ),
    "no_such_guide_near": (
        N_("There is no guide “{ref}” in this study. Did you mean {near}?"),
        N_("Its guides: {known}."),
    ),
    "no_sessions": (
        N_("This study holds no interview yet."),
        N_("`interviewer run` holds the first one."),
    ),
    "no_such_session": (
        N_("No interview of this study is called “{text}”."),
        N_("`interviewer list` shows them all; the beginning of a name, or a pseudonym, is enough."),
    ),
    "session_gone": (
        N_("The interview {session} is no longer there: it was deleted or moved meanwhile. Nothing was written."),
        N_("`interviewer list` shows what there is."),
    ),
    "several_sessions": (
        N_("“{text}” could be {count} interviews: {candidates}."),
        N_("Type a little more of the one that you mean."),
    ),
    "session_unreadable": (
        N_("The folder can't be opened, so this interview is not shown, or not whole."),
        N_("Look at the folder's rights."),
    ),
    "not_that_id": (
        N_("That isn't the id of the interview, so nothing was deleted."),
        N_("`interviewer delete {session}` asks again; the id is typed whole."),
    ),
    "session_is_link": (
        N_("{path} is a link to another place, so nothing was deleted."),
        N_("Delete the folder that it leads to by hand, if it is what you want to delete."),
    ),
    "not_deletable": (
        N_(
            "Nothing in {path} may be deleted: its rights or its disk forbid it. So nothing was deleted, the copies neither."
        ),
        N_("Make that folder writable, then delete the interview again."),
    ),
    "not_all_deleted": (
        Counted(
            "{count} file of the interview could not be deleted, in {path}.",
            "{count} files of the interview could not be deleted; look in {path} first.",
        ),
        N_("Close the programs that have it open, then delete the interview again."),
    ),
}
