"""Words for what a scan found and nobody has decided yet."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

_DECIDE = N_(
    "On a terminal, `interviewer scan` goes through them. Else `interviewer scan --decisions FILE.csv` writes a table to "
    "fill in, and `--accept-scan FILE.csv` brings it back, also here."
)

MESSAGES: Room = {
    "scan_open": (
        Counted(
            "Nothing is written: {count} place in {sessions} may tell who somebody is, and nobody has decided about it.",
            "Nothing is written: {count} places in {sessions} may tell who somebody is, and nobody has decided about them.",
        ),
        _DECIDE,
    ),
    "scan_open_place": (N_("{text}"), ""),
    "scan_codebook": (
        N_("Nothing is written: the texts of code {code} hold what may tell who somebody is ({found})."),
        N_("Say it in other words there: whoever gets the codebook reads it."),
    ),
    "scan_label": (
        N_(
            "Nothing is written: the label of code {code}, born while coding {session}, holds what may tell who somebody is ({found})."
        ),
        N_(
            "`interviewer codebook adopt {code} --coder ID` takes the code into the codebook, with other words from a line such as "
            "`{code}.label.fr: Le voisinage`. Or give `--publishable`: it leaves such labels out."
        ),
    ),
    "scan_open_more": (Counted("{count} more place.", "{count} more places."), ""),
    "accept_alone": (
        N_("`--accept-scan` goes with an export."),
        N_("`interviewer scan --accept-scan FILE.csv` takes the decisions in by itself."),
    ),
    "scan_words_changed": (
        N_("The file not-names.txt was changed by somebody else meanwhile."),
        N_("Answer again; both changes are wanted."),
    ),
    "scan_table_there": (
        N_("{path} is there already. It was left as it is."),
        N_("Name another file: a table that somebody is filling must not be lost."),
    ),
    "scan_table_unread": (
        N_("{path} is no table of decisions that can be read."),
        N_("`interviewer scan --decisions FILE.csv` writes one; save it as CSV UTF-8."),
    ),
    "scan_table_columns": (
        N_("{path} lacks columns of a table of decisions."),
        N_("It needs {names}. `interviewer scan --decisions FILE.csv` writes one."),
    ),
    "scan_table_decision": (
        N_("{path}, line {line}: this decision is not known."),
        N_("What there is: {known}; leave the cell empty to decide later."),
    ),
    "scan_table_place": (
        N_("{path}, line {line}: start and end are no numbers."),
        N_("Fill only the columns decision and by; the others say which words are meant."),
    ),
    "scan_table_by": (
        N_("{path}, line {line}: that can't stand instead of the words; nothing of the table was taken in."),
        N_("{text}"),
    ),
    "scan_row_elsewhere": (
        N_("These words are not found there any more: the decision was not taken."),
        N_("The interview was corrected since, or the line was changed: `interviewer scan` asks about what is open."),
    ),
    "no_scan_table": (
        N_("There is no file {path}."),
        N_("`interviewer scan --decisions FILE.csv` writes such a table."),
    ),
}
