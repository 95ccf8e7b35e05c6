"""Words for what is wrong with the question that a figure shall answer."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "figures_unknown": (
        N_("`--{option} {asked}`: no interview has it."),
        N_("What there is: {known}."),
    ),
    "figures_unknown_near": (
        N_("`--{option} {asked}`: no interview has it."),
        N_("Did you mean “{guess}”? What there is: {known}."),
    ),
    "figures_several": (
        N_("`--{option} {asked}` can mean several things."),
        N_("Write more of one of these: {known}."),
    ),
    "figures_where_shape": (
        N_("`--where {asked}` says no value."),
        N_("Write an item of the background sheet and a value: `--where ITEM=VALUE`."),
    ),
    "figures_unknown_dimension": (
        N_("Nothing can be shown by “{asked}”."),
        N_("What there is: {known}."),
    ),
    "figures_several_dimensions": (
        N_("`--by {asked}` can mean several things."),
        N_("Write more of one of these: {known}."),
    ),
    "figures_unknown_choice": (
        N_("`--{option} {asked}` is not known."),
        N_("What there is: {known}."),
    ),
    "figure_wrong_ending": (
        N_("This is written as a file that ends with {ending}, so {path} can't be its name."),
        N_("Name it `{wanted}`, or write `-` for the standard output."),
    ),
    "figures_no_session_left": (
        N_("No interview is left to count ({count} in the study, {pilots} of them pilots)."),
        N_("`--with-pilots` takes pilots in; `interviewer list` shows all interviews."),
    ),
    "figures_nothing_left": (
        N_("No answer is left to count: no turn fits all filters at once."),
        N_("Leave out one of them; each of them alone names something that is there."),
    ),
    "figures_nothing_rated": (
        N_("None of these turns was marked or passed by the coders and in the rounds asked for."),
        N_("Leave out `--coder` or `--round`; `interviewer list` shows who coded what."),
    ),
}
