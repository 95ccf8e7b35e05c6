"""Words for what can go wrong while tables are written."""

from interviewer.screens.words import N_

MESSAGES: dict[str, tuple[str, str]] = {
    "nothing_to_export": (
        N_("There is no interview to export."),
        N_("`interviewer list` shows the interviews of this study; `interviewer run` holds one."),
    ),
    "nothing_left_to_export": (
        N_(
            "Nothing is exported: of the interviews asked for, {pilots} are pilots, {refused} were refused, {filtered} "
            "belong to other guides or groups, {empty} hold nothing, {damaged} can't be read."
        ),
        N_("`interviewer list` shows them all; `--with-pilots` takes pilots in, `interviewer doctor` reports damage."),
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
    "export_process_died": (
        N_("A process of the export was ended from outside, perhaps for want of memory. No file was changed."),
        N_("Close other programs and try again, or export one guide at a time with `--guide`."),
    ),
    "unknown_export_format": (
        N_("There is no export called “{asked}”."),
        N_("What there is: {known}. For the tables: `interviewer export csv`."),
    ),
    "unknown_export_dialect": (
        N_("`--for {asked}` is not known."),
        N_("`--for excel` is for a double click in a French Excel, `--for machine` for other programs."),
    ),
}
