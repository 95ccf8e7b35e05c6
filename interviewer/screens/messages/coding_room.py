"""Words for what can't be done in the coding room."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "desk_not_saved": (
        Counted(
            "{count} thing that you did last could not be saved.",
            "{count} things that you did last could not be saved.",
        ),
        N_("Free some disk space or plug in a drive, and do them again."),
    ),
    "desk_nothing_here": (N_("There is no turn to code here."), N_("Esc n goes to the next one.")),
    "question_needs_room": (
        N_("One question across all interviews can be coded in the coding room only."),
        N_(
            "Run it in a terminal of at least 40×10, without INTERVIEWER_PROMPT; without --question it goes turn by turn."
        ),
    ),
    "question_alone": (
        N_("`--question` chooses what is shown in the coding room; tables and closing know nothing of it."),
        N_("Leave it out, or leave out --apply, --export and --close."),
    ),
    "desk_nothing_in_scope": (
        N_("No turn of these interviews answers the question {question}."),
        N_("Without --question all turns are coded."),
    ),
    "desk_round_closed": (
        N_("You have closed the round {round} in this interview, so your marks of it stay as they are."),
        N_("`interviewer compare` or another round goes on from here."),
    ),
    "desk_marked_already": (N_("These words bear {code} already."), ""),
    "desk_no_code": (N_("No code is chosen."), N_("Type a few letters of one, or make a new one with Esc +.")),
    "desk_no_mark": (N_("No mark is chosen."), N_("Tab chooses one.")),
    "desk_no_marks": (N_("There is no mark on this turn."), ""),
    "desk_no_own_marks": (N_("No mark on this turn is yours in this round."), ""),
    "desk_not_yours": (N_("This mark is another coder's, or is gone already."), ""),
    "desk_bears_marks": (N_("The turn bears marks, so it is coded."), N_("Take the marks away first, with Delete.")),
    "desk_not_passed": (N_("This turn is not coded yet."), ""),
    "desk_been_nowhere": (N_("You were nowhere else before."), ""),
    "desk_no_list": (N_("You came here from no list."), N_("Esc w lists a code's excerpts, Esc / searches.")),
    "desk_nothing_to_undo": (N_("There is nothing to take back."), ""),
    "desk_nothing_to_redo": (N_("There is nothing to do again."), ""),
    "search_bad": (N_("The pattern can't be read; something is wrong at its character {place}."), ""),
    "search_long": (N_("The pattern is longer than {most} characters."), ""),
    "search_dangerous": (
        N_("This pattern might search for ever: something repeats inside something that repeats."),
        N_("Write it without * or + around a part that holds * or + or |."),
    ),
    "search_slow": (N_("The search took too long on these words and was stopped."), N_("Try a simpler pattern.")),
}
