"""Help pages in the language of the screens: typer's own words are English and fixed, so they are put right on their way out."""

from collections.abc import Sequence

from typer import Context
from typer._click.formatting import HelpFormatter

from interviewer.screens.words import N_, _

TYPER_WORDS = (
    N_("Usage: "),
    N_("Options"),
    N_("Arguments"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    N_("<text>"),
    N_("<path>"),
    N_("<int>"),
    N_("<integer>"),
    N_("<float>"),
)


def _spoken(word: str) -> str:
    return _(word) if word in TYPER_WORDS else word


def _spoken_name(name: str) -> str:
    return " ".join(_spoken(word) for word in name.split(" "))


def _spoken_help(text: str) -> str:
    if text.endswith("[required]"):
        return text.removesuffix("[required]") + f"[{_('required')}]"
    before, found, default = text.rpartition("[default: ")
    return f"{before}[{_('default: {value}').format(value=default[:-1])}]" if found else _spoken(text)


class SpokenFormatter(HelpFormatter):
    """Writes headings, fixed sentences and annotations of help pages in the language of the screens."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        # typer puts what is required between braces, which people take for something to type.
        bare = args.replace("{", "").replace("}", "")
        super().write_usage(prog, bare, _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(_("{heading}:").format(heading=_spoken(heading)) + "\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options, arguments or commands with what each does."""
        spoken = [(_spoken_name(name), _spoken_help(text)) for name, text in rows]
        super().write_dl(spoken, col_max, col_spacing)


class SpokenContext(Context):
    """A context whose help pages speak the language of the screens."""

    formatter_class = SpokenFormatter
