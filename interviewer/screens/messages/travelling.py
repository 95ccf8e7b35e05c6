"""Words for what stops interviews on their way from one machine to another."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "travel_no_folder": (
        N_("{path} is no folder."),
        N_("Name a folder that is there, or where the stick is mounted."),
    ),
    "travel_in_git": (
        N_("{path} lies inside {tree}, which git watches."),
        N_("Keys never go where git could take them: name a stick, or a folder elsewhere."),
    ),
    "travel_in_study": (
        N_("{path} lies inside the study itself."),
        N_("Name a stick, or a folder elsewhere: a copy beside the original is lost with it."),
    ),
    "travel_broken_off": (
        N_("Not done: {path} could not be carried ({reason})."),
        N_(
            "What was copied doesn't count yet. Make room, or take another stick, and type the command again: it goes on."
        ),
    ),
    "travel_nothing": (
        N_("Nothing that `sync out` wrote is in {path}."),
        N_("Look at the path of the stick; on the other machine, `interviewer sync out` has to say that it is done."),
    ),
    "travel_other_study": (
        N_("In {path} lies another study, with the guides: {guides}."),
        N_("Go into the folder of that study, or take the stick of this one."),
    ),
    "travel_several": (
        N_("Several studies are in {path}: {found}."),
        N_("Name the folder of one of them."),
    ),
    "travel_unfinished": (
        N_("What is in {path} was never finished: `sync out` was cut before its last step."),
        N_("Type `interviewer sync out` again on the machine that it comes from."),
    ),
    "travel_list_damaged": (
        N_("This list of what was carried can't be read."),
        "",
    ),
    "travel_strange_name": (
        N_("The list names a file that is none of ours: {name}."),
        N_("It was left where it is."),
    ),
    "travel_missing": (
        N_("This file is in the list and not in the folder."),
        "",
    ),
    "travel_damaged": (
        N_("This file is not what the list says of it."),
        "",
    ),
    "travel_rest_taken": (
        N_("All else came in; what is named above did not."),
        N_(
            "Type `interviewer sync out` again on the machine that it comes from. If there is none any more, keep this stick as it is."
        ),
    ),
    "travel_settings_damaged": (
        N_("This file is damaged, and it says which keys the study has: nothing was taken in."),
        N_(
            "Put interviewer.yaml of the study, from git or from a colleague, into this empty folder; then type the command again."
        ),
    ),
    "travel_key_damaged": (
        N_("This file of a key or a name is damaged: it was not copied, and what it locks has no copy there."),
        N_(
            "Another machine or stick may have it whole: `interviewer sync in FOLDER` from there, then this command again."
        ),
    ),
    "travel_given_back_otherwise": (
        N_("This file was written, and what the stick gives back is something else."),
        "",
    ),
    "travel_no_reliance": (
        N_("Do not rely on this stick: it doesn't give back what was written to it."),
        N_(
            "Take another one, and type the command again. What is on this machine is whole; the keys in files that are "
            "named above don't count as copied."
        ),
    ),
    "travel_withdrawn_there": (
        N_("The stick says who has withdrawn, and this machine hasn't heard of it yet: {people}."),
        N_("Nothing was written. First `interviewer sync in {path}`, then `interviewer sync out {path}` again."),
    ),
    "travel_other_paper_key": (
        N_(
            "The stick names another paper key than the one with which this machine began, and the team's key says nothing of it."
        ),
        N_(
            "Nothing was taken in. Ask whoever filled the stick: somebody may have changed interviewer.yaml there. `interviewer ready` shows the ends of the keys, to compare."
        ),
    ),
    "travel_nothing_taken": (
        N_("Nothing of it was taken in."),
        N_(
            "Type `interviewer sync out` again on the machine that it comes from, with another stick if it happens again."
        ),
    ),
    "travel_in_the_way": (
        N_("{path} is in the way of a file of that name."),
        N_("Move it elsewhere, and type the command again."),
    ),
}
