"""Words for what can go wrong while tables are written."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "nothing_to_export": (
        N_("There is no interview to export."),
        N_("`interviewer list` shows the interviews of this study; `interviewer run` holds one."),
    ),
    "nothing_left_to_export": (
        N_(
            "Nothing is exported. Interviews left out: pilots {pilots}, refused {refused}, other guides or groups "
            "{filtered}, empty {empty}, unreadable {damaged}."
        ),
        N_("`interviewer list` shows them all; `--with-pilots` takes pilots in, `interviewer doctor` reports damage."),
    ),
    "export_no_such_guide": (
        N_("Nothing is exported: there is no guide “{asked}”."),
        N_("What there is: {known}."),
    ),
    "export_no_such_guide_near": (
        N_("Nothing is exported: there is no guide “{asked}”."),
        N_("Did you mean `--guide {guess}`?"),
    ),
    "export_no_such_group": (
        N_("Nothing is exported: there is no stakeholder group “{asked}”."),
        N_("What there is: {known}."),
    ),
    "export_no_such_group_near": (
        N_("Nothing is exported: there is no stakeholder group “{asked}”."),
        N_("Did you mean `--stakeholder {guess}`?"),
    ),
    "export_over_other": (
        N_("{path} is there already, and no export made it. It was left as it is."),
        N_("Name another place with `--out`, or move that file away first."),
    ),
    "export_among_sources": (
        N_("An export can't go to {path}: what it is made from is there ({source}). No file was changed."),
        N_("Name another place with `--out`; without it, the folder exports of the study."),
    ),
    "export_no_csv": (
        N_("An export is written as CSV, so {path} can't be its name."),
        N_("Name a file that ends with .csv (`--out {csv}`); for a folder of that name, write `--out {path}/`."),
    ),
    "export_stdout_closed": (
        N_("The output is closed, so nothing could be exported to it."),
        N_("Name a file or a folder with `--out`."),
    ),
    "export_not_written": (
        N_("The export could not be written to {path}: {reason}. No file was changed."),
        N_("Make room there, close the program that has the file open, or name another place with `--out`."),
    ),
    "export_cut": (
        N_("What stands in {path} is not what the interviews say, so the export was thrown away. No file was changed."),
        N_("Try another disk with `--out`; if it happens again, please report it: this should never be."),
    ),
    "export_stream_broke": (
        N_("The export to {path} broke off: {reason}. What came out so far is not the whole."),
        N_("Name a file or a folder with `--out`: it appears whole or not at all."),
    ),
    "export_not_entered": (
        N_("The export could not be entered in the register ({path}: {reason}), so nothing was exported."),
        N_("Every export is entered there. Make the study's folder writable, or make room on its disk."),
    ),
    "unknown_export_format": (
        N_("There is no export called “{asked}”."),
        N_("What there is: {known}. For the tables: `interviewer export csv`."),
    ),
    "export_option_elsewhere": (
        N_("{option} has no meaning for `interviewer export {kind}`."),
        N_("Leave it out. A guide is named with `export xlsform GUIDE`, and with `--guide` for the tables."),
    ),
    "unknown_export_dialect": (
        N_("`--for {asked}` is not known."),
        N_("`--for excel` is for a double click in a French Excel, `--for machine` for other programs."),
    ),
}
