"""Words for terminals that can't do what is asked of them."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "needs_terminal": (
        N_("This asks questions, and there is no terminal here to ask them in."),
        N_("Start it in a terminal, or give the answers as options; `interviewer run` also reads them from a file."),
    ),
    "no_console": (
        N_("This window is not one that questions can be drawn in (Git Bash and other mintty windows are such)."),
        N_(
            "Open Windows Terminal and start it there, or put `winpty` before the command;"
            " `interviewer run --plain` also reads its lines from a file: `interviewer run GUIDE --plain < answers.txt`."
        ),
    ),
}
