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
    "find_no_such_code": (
        N_("No code is called “{asked}”."),
        N_("Words to look for are never arguments: type `interviewer find` alone, and then the words. Codes: {known}."),
    ),
    "find_no_words": (
        N_("No words were given to look for."),
        N_("Type them when asked, or put them into a file, a line each: `interviewer find < words.txt`."),
    ),
    "find_bad_pattern": (
        N_("This is no regular expression: it goes wrong at character {place}."),
        N_("Write a backslash before a sign that is meant as itself, or leave out `--regex`."),
    ),
    "find_risky_pattern": (
        N_(
            "On this system, a pattern that repeats a group, or repeats without end more than {most} times, is refused."
        ),
        N_("It could take for ever. Write the repetition out, or look for its parts one after the other."),
    ),
    "took_too_long": (
        N_("The search was stopped after {seconds} seconds."),
        N_(
            "A repetition inside a repetition, such as (a+)+, takes for ever: write it simpler, or filter the interviews."
        ),
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
