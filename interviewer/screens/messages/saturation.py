"""Words for what is wrong with a question about saturation, and with a file that orders interviews."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

_ONE_A_LINE = N_("Write one interview on each line; `interviewer list` shows their ids.")

MESSAGES: Room = {
    "saturation_by_code": (
        N_("Codes don't make groups of interviews."),
        N_("For one figure a set of codes: `--codes group`, `--codes origin` or `--codes branch`."),
    ),
    "saturation_unknown_sets": (
        N_("“{asked}” is no way to put codes into sets."),
        N_("What there is: {known}."),
    ),
    "saturation_threshold": (
        N_("“{asked}” is no threshold."),
        N_("Write a share below 1: `5%`, `0`, `0.05` or `1/20`."),
    ),
    "order_no_file": (
        N_("`--order {asked}`: there is no such order and no such file."),
        N_("Write `date`, `coded`, or the path of a file with an interview on each line."),
    ),
    "order_not_utf8": (
        N_("This is not UTF-8 text."),
        N_("Save the file again as UTF-8, then try again."),
    ),
    "order_empty": (N_("The file names no interview."), _ONE_A_LINE),
    "order_unknown": (N_("This line names no interview of this study."), _ONE_A_LINE),
    "order_several": (
        N_("This line can mean several interviews."),
        N_("Write the whole id; `interviewer list` shows it."),
    ),
    "order_twice": (
        N_("The interview {session} stands here for the second time; the first is line {first}."),
        N_("Keep one of the two lines."),
    ),
}
