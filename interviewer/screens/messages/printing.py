"""Words for what can go wrong while a guide is printed."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "print_kind": (
        N_("A guide can't be printed as “{asked}”."),
        N_("What there is: {known}. A PDF comes from one of these: print it to a file, in the browser or in Word."),
    ),
    "print_ending": (
        N_("`--to {asked}` and a file that ends with {ending} contradict each other."),
        N_("Leave out `--to`, or give the file another name."),
    ),
    "print_paper": (
        N_("There is no paper called “{asked}”."),
        N_("What there is: `--paper a4` and `--paper letter`."),
    ),
    "print_docx_on_screen": (
        N_("A Word file can't be shown on the screen."),
        N_("Name a file with `--out`, or take `--to txt`."),
    ),
    "print_folder": (
        N_("{path} is a folder."),
        N_("Name a file in it, such as `--out {path}/guide.docx`."),
    ),
    "print_not_written": (
        N_("{path} could not be written: {reason}. No file was changed."),
        N_("Make room there, close the program that has the file open, or name another place with `--out`."),
    ),
    "print_broke_off": (
        N_("The output broke off: {reason}. What came out so far is not the whole."),
        N_("Name a file with `--out`: it appears whole or not at all."),
    ),
    "print_there": (
        N_("{path} is there already. It was left as it is."),
        N_("Name another file with `--out`, or write over it with `--force`."),
    ),
}
