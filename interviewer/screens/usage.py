"""What typer finds wrong with a command line, as one of our problems: the words are chosen by the kind of error."""

from typer._click import exceptions as typer_errors
from typer._click.core import Context, Parameter

from interviewer.errors import Problem, problem
from interviewer.screens.help import spoken_place_holders


def usage_problem(error: typer_errors.ClickException) -> Problem:
    """The problem that stands behind an exception of typer; `command` is what to ask for help."""
    command = _command(getattr(error, "ctx", None))
    if isinstance(error, typer_errors.NoSuchOption | typer_errors.BadOptionUsage):
        return _about_option(error, command)
    if isinstance(error, typer_errors.MissingParameter):
        return _missing(error.param, command)
    if isinstance(error, typer_errors.BadParameter):
        return _bad_value(error.param, error.message, command)
    if error.message.startswith("Got unexpected extra argument"):
        return problem("extra_arguments", words=_in_brackets(error.message), command=command)
    return problem("bad_command_line", why=error.message, command=command)


def _about_option(error: typer_errors.NoSuchOption | typer_errors.BadOptionUsage, command: str) -> Problem:
    option = error.option_name
    if isinstance(error, typer_errors.BadOptionUsage):
        rule = "option_takes_no_value" if "not take" in error.message else "option_needs_value"
        return problem(rule, option=option, command=command)
    if error.possibilities:
        return problem(
            "no_such_option_near", option=option, near=", ".join(sorted(error.possibilities)), command=command
        )
    return problem("no_such_option", option=option, command=command)


def _command(context: Context | None) -> str:
    return context.command_path if context else "interviewer"


def _in_brackets(message: str) -> str:
    return message[message.rfind("(") + 1 :].rstrip(")")


def _name(param: Parameter | None) -> str:
    if param and param.param_type_name == "option":
        return "/".join(param.opts)
    return spoken_place_holders(getattr(param, "human_readable_name", ""))


def _missing(param: Parameter | None, command: str) -> Problem:
    kind = "missing_option" if param and param.param_type_name == "option" else "missing_argument"
    return problem(kind, name=_name(param), command=command)


def _bad_value(param: Parameter | None, why: str, command: str) -> Problem:
    choices = getattr(param.type, "choices", None) if param else None
    if choices:
        return problem("not_a_choice", name=_name(param), choices=", ".join(map(str, choices)), command=command)
    if param and param.type.name in {"int", "integer", "integer range"}:
        return problem("not_a_whole_number", name=_name(param), command=command)
    if param and param.type.name in {"float", "float range"}:
        return problem("not_a_number", name=_name(param), command=command)
    return problem("bad_value", name=_name(param), why=why, command=command)
