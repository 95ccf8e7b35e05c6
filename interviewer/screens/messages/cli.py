"""Words for what is wrong with a command line, and for how a program ends."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

_SEE_HELP = N_("`{command} --help` shows what it takes.")

MESSAGES: Room = {
    "no_such_command": (
        N_("There is no command “{name}”."),
        N_("`interviewer --help` lists the commands."),
    ),
    "no_such_command_of": (
        N_("There is no command “{name}” here."),
        N_("`interviewer {verb} --help` lists the commands."),
    ),
    "no_such_command_near": (
        N_("There is no command “{name}”."),
        N_("Did you mean `interviewer {near}`?"),
    ),
    "no_such_option": (N_("There is no option “{option}” here."), _SEE_HELP),
    "no_such_option_near": (N_("There is no option “{option}” here. Did you mean {near}?"), _SEE_HELP),
    "option_needs_value": (N_("The option “{option}” wants a value after it."), _SEE_HELP),
    "option_takes_no_value": (N_("The option “{option}” takes no value."), _SEE_HELP),
    "missing_argument": (N_("Something is missing: {name}."), _SEE_HELP),
    "missing_option": (N_("The option “{name}” is missing."), _SEE_HELP),
    "json_or_markdown": (
        N_("JSON and Markdown can't be had at once."),
        N_("Give either `--json` or `--markdown`."),
    ),
    "two_formats": (
        N_("`--json` and `--format {other}` can't be had at once."),
        N_("Give one of them."),
    ),
    "strict_without_quality": (
        N_("`--strict` is about what `--no-quality` leaves out."),
        N_("Give one of them."),
    ),
    "not_a_choice": (N_("“{name}” must be one of: {choices}."), _SEE_HELP),
    "not_a_whole_number": (N_("“{name}” must be a whole number."), _SEE_HELP),
    "not_a_number": (N_("“{name}” must be a number."), _SEE_HELP),
    "bad_value": (N_("The value given for “{name}” doesn't fit: {why}"), _SEE_HELP),
    "extra_arguments": (N_("There is more here than the command takes: {words}"), _SEE_HELP),
    "bad_command_line": (N_("The command line isn't understood: {why}"), _SEE_HELP),
    "bad_language": (
        N_("The screens don't speak “{asked}”."),
        N_("Give `--lang fr` or `--lang en`."),
    ),
    "input_ended": (N_("The input ended before the command was done."), N_("What it had saved until then is safe.")),
    "system_refused": (
        N_("The system refused: {reason}"),
        N_("Look at the folder's rights and at the space left on the disk, then try again."),
    ),
    "system_refused_nowhere": (
        N_("The system refused: {reason}"),
        N_("Look at the space left on the disk, then try again."),
    ),
    "process_died": (
        N_("A part of the program was ended from outside, perhaps for want of memory. No file was changed."),
        N_("Close other programs and try again, or ask for less at a time."),
    ),
    "unexpected": (
        N_("Something went wrong that nobody foresaw: {type}, {place}, code {code}."),
        N_(
            "What was saved before is safe. Please send that line, which holds nothing of your interviews, "
            "to the people who look after interviewer; INTERVIEWER_DEBUG=1 before the command shows more places."
        ),
    ),
}
