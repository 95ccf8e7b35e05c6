"""Help pages in the language of the screens: typer's own words are English and fixed, so they are put right on their way out."""

import re
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
PLACE_HOLDERS = (
    N_("CHANGE"),
    N_("CODE"),
    N_("CODER"),
    N_("DATE"),
    N_("DIM"),
    N_("DIR"),
    N_("FILE"),
    N_("FOLDER"),
    N_("GUIDE"),
    N_("ID"),
    N_("INTO"),
    N_("ITEM"),
    N_("LANGUAGE"),
    N_("N"),
    N_("NEW"),
    N_("OLD"),
    N_("ORDER"),
    N_("P"),
    N_("PATH"),
    N_("PSEUDONYM"),
    N_("SESSION"),
    N_("SETS"),
    N_("SHARE"),
    N_("TAG"),
    N_("VALUE"),
    N_("WORDS"),
)
"""What stands for something to be typed."""
CAPITALS = re.compile(r"(?<![\w-])[A-Z]+(?!\w)")


def spoken_place_holders(name: str) -> str:
    """The name of an argument or an option with the words in it that stand for something to be typed, as `[SESSION]...`."""
    return CAPITALS.sub(lambda found: _(found[0]) if found[0] in PLACE_HOLDERS else found[0], name)


def _spoken(word: str) -> str:
    return _(word) if word in TYPER_WORDS else word


def _spoken_name(name: str) -> str:
    return " ".join(spoken_place_holders(_spoken(word)) for word in name.split(" "))


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
        super().write_usage(prog, spoken_place_holders(bare), _("Usage: ") if prefix is None else prefix)

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
