"""Words for what can't be done while two coders compare what they marked."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

_CLOSE = N_("Each closes it with `interviewer code --coder ID --close`. For rounds that were never closed: --open")

MESSAGES: Room = {
    "compare_same_coder": (
        N_("{coder} can't be compared with {coder}."),
        N_("Give the ids of two coders: interviewer compare ana ben"),
    ),
    "compare_no_id": (
        N_("The ids {a} and {b} joined are too long for an id."),
        N_("Say under which id it is agreed: --as ID"),
    ),
    "compare_same_round": (
        N_("The round {round} can't be compared and agreed on at once."),
        N_("Give the agreed round a name of its own: --to agreed"),
    ),
    "compare_unknown_order": (
        N_("Differences can't be gone through by “{by}”."),
        N_("Write `--by session` or `--by question`."),
    ),
    "compare_nothing_coded": (
        N_("Neither {a} nor {b} has rated anything here in round {round}."),
        N_("`interviewer list` shows who coded in which round."),
    ),
    "compare_not_closed": (
        N_("There is no interview yet in which both {a} and {b} have closed round {round}."),
        _CLOSE,
    ),
    "compare_nothing_left": (
        N_("There is no turn here that both {a} and {b} rated."),
        N_("`interviewer list` shows how far each of them is; fewer filters take in more."),
    ),
    "compare_nothing_there": (
        N_("{coder} marked nothing here that the other has not."),
        N_("Type `neither` if no mark shall stand."),
    ),
    "compare_which_code": (
        N_("Two codes are in question here: {codes}."),
        N_("Say which one stands on these words: `code: words`"),
    ),
    "compare_which_words": (
        N_("The marks in question stand on different words."),
        N_("Say on which the code stands: `code: words`, or `: words` to keep the code."),
    ),
    "compare_nothing_to_undo": (
        N_("Nothing was decided yet in this run."),
        N_("To decide anew what was decided before, compare into another round: --to ID"),
    ),
}
