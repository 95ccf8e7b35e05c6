"""The verbs, and the border: the only place where an error becomes an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, NamedTuple

import typer
from typer._click import exceptions as typer_errors
from typer._click.core import Command, Context, Parameter
from typer._click.formatting import HelpFormatter
from typer._click.globals import get_current_context
from typer._click.shell_completion import CompletionItem
from typer.core import TyperGroup, TyperOption

from interviewer.errors import DeclinedError, FilesError, InterviewerError, LeftError, Problem, UsageError, problem
from interviewer.screens.help import SpokenContext
from interviewer.screens.words import LANGUAGES, N_, _, pick_language, use

PROGRAM = "interviewer"
DONE, CANNOT, INTERRUPTED = 0, 1, 130


class Verb(NamedTuple):
    """A command: its module in interviewer.commands, its line in the list of commands, and commands of its own, if any.

    What has commands of its own is a package, whose modules they are.
    """

    module: str
    help: str
    verbs: Mapping[str, Verb] = MappingProxyType({})


# In the order of the work; static, so that the list of commands imports none of them.
CODEBOOK = {
    "show": Verb("show", N_("Show the codes as a tree, or one code with examples.")),
    "add": Verb("add", N_("Add a code.")),
    "edit": Verb("edit", N_("Change the words of a code, its colour, its groups.")),
    "rename": Verb("rename", N_("Give a code another id.")),
    "merge": Verb("merge", N_("Merge codes into one that takes their marks.")),
    "split": Verb("split", N_("Deal the marks of a code out to others.")),
    "move": Verb("move", N_("Put a code elsewhere in the tree.")),
    "retire": Verb("retire", N_("Put a code out of use; its marks stay.")),
    "adopt": Verb("adopt", N_("Take codes that were born while coding into the codebook.")),
    "history": Verb("history", N_("List what was changed, by whom and why.")),
    "undo": Verb("undo", N_("Take a change back.")),
    "import": Verb("take_in", N_("Take codes from another program's file.")),
    "export": Verb("export", N_("Write the codebook for other programs, or to be read.")),
}
IMPORT = {
    "xlsform": Verb("xlsform", N_("Make a guide from a form for phones (ODK, KoboToolbox, SurveyCTO).")),
    "guide": Verb("prose", N_("Make a guide from one that was written in Word, Markdown or plain text.")),
    "answers": Verb("answers", N_("Make interviews from the answers that a form collected (ODK, KoboToolbox).")),
}
NAMES = {
    "add": Verb("add", N_("Put name and contact of a participant into the vault.")),
    "list": Verb("list_names", N_("List whose name is in the vault.")),
    "reveal": Verb("reveal", N_("Show the name and contact of a participant.")),
    "export": Verb("export", N_("Write names and contacts to a table, for your own hands.")),
}
SYNC = {
    "out": Verb("out", N_("Copy interviews and their keys to a folder or a USB stick.")),
    "in": Verb("take_in", N_("Take in interviews and their keys from there.")),
}
VERBS = {
    "init": Verb("init", N_("Lay out a study: guides, codebook, settings.")),
    "new": Verb("new", N_("Write the skeleton of a guide.")),
    "import": Verb("bring_in", N_("Take in forms, guides and answers that other tools hold."), IMPORT),
    "check": Verb("check", N_("Check guides and codebook, all problems at once.")),
    "diff": Verb("diff", N_("Compare two versions of a guide, question by question.")),
    "history": Verb("history", N_("List the versions of a guide, and the interviews held with each.")),
    "translate": Verb("translate", N_("Have a guide translated: write a worksheet, take it back.")),
    "print": Verb("print_guide", N_("Write the paper version of a guide.")),
    "schema": Verb("schema", N_("Write what editors need to complete and check your files.")),
    "ready": Verb("ready", N_("Check before the person sits down: folders, disk, clock, guide, terminal.")),
    "run": Verb("run", N_("Hold an interview, or go on with one.")),
    "follow": Verb("follow", N_("Read along while an interview is held, or take notes beside it.")),
    "list": Verb("list_sessions", N_("List the interviews of the study.")),
    "show": Verb("show", N_("Show what was said in an interview.")),
    "edit": Verb("edit", N_("Correct words of a finished interview.")),
    "delete": Verb("delete", N_("Delete an interview for good.")),
    "redact": Verb("redact", N_("Take words out of one turn for good.")),
    "access": Verb("access", N_("Write down what the study holds about one person, for that person.")),
    "withdraw": Verb("withdraw", N_("Take away all that a person said.")),
    "names": Verb("names", N_("Keep names and contacts apart, locked."), NAMES),
    "unlock": Verb("unlock", N_("Open sealed words for this terminal, for a while.")),
    "lock": Verb("lock", N_("Close them again.")),
    "sync": Verb("sync", N_("Carry interviews and their keys from one machine to another."), SYNC),
    "code": Verb("code", N_("Tie codes to what was said.")),
    "codebook": Verb("codebook", N_("Look at the codes and change them, marks included."), CODEBOOK),
    "compare": Verb("compare", N_("Decide together where two coders differ.")),
    "stats": Verb("stats", N_("Count marks, turns, interviews and people by code, question, group...")),
    "crosstab": Verb("crosstab", N_("Codes against groups, questions, coders..., or against each other.")),
    "quotes": Verb("quotes", N_("Excerpts by code and person, with what stands around them, by consent.")),
    "find": Verb("find", N_("Find words in what people said, or what bears a code.")),
    "agree": Verb("agree", N_("Say how far coders agree, and where they don't.")),
    "saturation": Verb("saturation", N_("Say how little was new in the last interviews.")),
    "scan": Verb("scan", N_("Find what could tell who somebody is, and decide about it.")),
    "export": Verb("export", N_("Write the tables that other programs open.")),
    "audit": Verb("audit", N_("Say what is due, what was exported, what a report still lacks.")),
    "doctor": Verb("doctor", N_("Verify that every interview is whole.")),
}


class VerbGroup(TyperGroup):
    """A list of verbs; a verb's module is imported when it is called, not when it is listed."""

    context_class = SpokenContext
    above: tuple[str, ...] = ()
    verbs: Mapping[str, Verb] = VERBS

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - typer's signature
        """The verbs in the order of the work."""
        return list(self.verbs)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 - typer's signature
        """The verb, loaded; None when there is none of that name."""
        return load(*self.above, cmd_name) if cmd_name in self.verbs else None

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 - typer's signature
        """Write the list of verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _(verb.help)) for name, verb in self.verbs.items()])

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Names of verbs and of options that begin so."""
        verbs = [CompletionItem(n, help=_(v.help)) for n, v in self.verbs.items() if n.startswith(incomplete)]
        return verbs + Command.shell_complete(self, ctx, incomplete)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The verb that was asked for; UsageError names the nearest one when there is none."""
        if args[0] not in self.verbs and not ctx.resilient_parsing:
            raise _no_such_command(args[0], self.above, self.verbs)
        return args[0], self.get_command(ctx, args[0]), args[1:]


def _no_such_command(name: str, above: Sequence[str], verbs: Mapping[str, Verb]) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, verbs, n=1)
    if near:
        return UsageError("no_such_command_near", name=name, near=" ".join([*above, near[0]]))
    if above:
        return UsageError("no_such_command_of", name=name, verb=" ".join(above))
    return UsageError("no_such_command", name=name)


def every_verb() -> tuple[tuple[str, ...], ...]:
    """The words of every verb, those that belong to another behind it."""
    return tuple(words for name, verb in VERBS.items() for words in ((name,), *((name, one) for one in verb.verbs)))


def load(*words: str) -> Command:
    """The verb as typer wants it, its help in the language of the screens."""
    verb = VERBS[words[0]]
    module = f"interviewer.commands.{verb.module}"
    for word in words[1:]:
        verb = verb.verbs[word]
        module += f".{verb.module}"
    imported = import_module(module)
    command = _group(words, verb) if verb.verbs else _single(imported.app)
    command.name = words[-1]
    command.help = _(imported.HELP)
    command.epilog = _("Example:") + "\n\n\b\n  " + imported.EXAMPLE
    command.context_class = SpokenContext
    command.params.append(_language_option())
    return command


def _single(app: typer.Typer) -> Command:
    app.rich_markup_mode, app._add_completion = None, False  # noqa: SLF001 - no public way after the fact
    return typer.main.get_command(app)


def _group(words: tuple[str, ...], verb: Verb) -> VerbGroup:
    group = VerbGroup(
        invoke_without_command=True,
        callback=_say_help,
        rich_markup_mode=None,
        subcommand_metavar=_("COMMAND [ARGS]..."),
    )
    group.above, group.verbs = words, verb.verbs
    return group


def _say_help() -> None:
    context = get_current_context()
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _language_option() -> TyperOption:
    return TyperOption(
        param_decls=["--lang"],
        metavar="|".join(LANGUAGES),
        help=_("The language of the screens."),
        expose_value=False,
        callback=_known_language,
        autocompletion=lambda: list(LANGUAGES),
    )


def _known_language(_context: Context, _option: Parameter, value: str | None) -> str | None:
    if value is not None and value[:2].lower() not in LANGUAGES:
        raise UsageError("bad_language", asked=value)
    return value


def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help=_("Show the version and exit."))] = False,  # noqa: FBT002 - an option
) -> int | None:
    if version:
        from interviewer import __version__

        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from interviewer.commands.status import status

        return status()
    return None


def _program() -> Command:
    app = typer.Typer(
        cls=VerbGroup,
        help=_("From a YAML guide to coded answers: semi-structured interviews in the terminal."),
        epilog=_("`interviewer` alone says where you are in this study and what to type next."),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    program = typer.main.get_command(app)
    program.params.append(_language_option())
    return program


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code (0 done, 1 cannot, 2 usage, 3 files, 130 interrupted)."""
    words = list(sys.argv[1:] if argv is None else argv)
    _open_streams()
    use(pick_language(words, os.environ, _system_language()))
    try:
        result = _program().main(words, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the border: whatever it is becomes an exit code
        return _ending(error)
    return result if isinstance(result, int) else DONE


def _open_streams() -> None:
    """Make printing unable to fail for want of a character; what goes through a pipe is UTF-8 on every system."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as the program
    wanted = ((sys.stdin, "surrogateescape"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace"))
    for stream, errors in wanted:
        if isinstance(stream, io.TextIOWrapper):
            piped = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if piped else stream.encoding, errors=errors)


def _system_language() -> str:
    """What Windows speaks where no variable says it: `fr`, `en` or nothing."""
    if sys.platform == "win32" and not any(map(os.environ.get, ("INTERVIEWER_LANG", "LC_ALL", "LANG"))):
        import ctypes

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return {0x0C: "fr", 0x09: "en"}.get(primary, "")
    return ""


def _ending(error: BaseException) -> int:
    """Say what went wrong, once, and choose the exit code."""
    problems, code = _verdict(error)
    try:
        if problems:
            from interviewer.screens.messages import places
            from interviewer.screens.paper import wrapped_for

            with suppress(OSError):  # nobody is there any more
                typer.echo(wrapped_for(sys.stderr, places(problems)), err=True)
    finally:
        _flush_or_let_go()
    return code


def _verdict(error: BaseException) -> tuple[Sequence[Problem], int]:
    """The problems to tell (none where silence is right) and the exit code."""
    verdict: tuple[Sequence[Problem], int]
    match error:
        case SystemExit():
            verdict = (), error.code if isinstance(error.code, int) else DONE if error.code is None else CANNOT
        case LeftError() | KeyboardInterrupt():
            verdict = (), INTERRUPTED
        case DeclinedError():
            verdict = (), error.exit_code
        case EOFError() | typer.Abort():
            verdict = [problem("input_ended")], INTERRUPTED
        case FilesError():
            verdict = error.problems, error.exit_code
        case InterviewerError():
            verdict = [error.problem], error.exit_code
        case typer_errors.ClickException():
            verdict = [_usage(error)], error.exit_code
        case BrokenPipeError():
            verdict = (), CANNOT
        case OSError():
            verdict = [_refusal(error)], CANNOT
        case _:
            verdict = _unforeseen(error), CANNOT
    return verdict


def _usage(error: typer_errors.ClickException) -> Problem:
    from interviewer.screens.usage import usage_problem

    return usage_problem(error)


def _refusal(error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    if isinstance(error.filename, str):
        return problem("system_refused", reason=reason, path=error.filename)
    return problem("system_refused_nowhere", reason=reason)


def _unforeseen(error: BaseException) -> list[Problem]:
    from interviewer.screens.crash import crash_places, crash_problem

    if os.environ.get("INTERVIEWER_DEBUG"):
        typer.echo("\n".join(crash_places(error)), err=True)
    return [crash_problem(error)]


def _flush_or_let_go() -> None:
    """Write what is pending; a stream that takes nothing points nowhere then, so that Python finds nothing to complain of."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
