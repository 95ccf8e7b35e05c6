"""The texts that a new study begins with, commented in the language of the screens."""

from pathlib import Path

from interviewer.screens.clean import clean
from interviewer.screens.words import _
from interviewer.study.git import is_there
from interviewer.study.layout import DIFFS, GIT_SETTINGS, Laid
from interviewer.study.schema_files import modeline


def settings_text(export: str) -> str:
    """What `interviewer.yaml` holds at first; `export` is `machine` or `excel`."""
    blocks = (
        (
            _("The settings of this study. Every line may be left out; a line that begins with # counts for nothing."),
            "",
        ),
        (_("The languages that guides and codebook may be written in."), "languages: [fr, en]"),
        (
            _(
                "The groups of people that you interview, and how many interviews you plan in each; the guides here name these."
            ),
            "# stakeholders:\n" + "\n".join(f"#   {one}" for one in _groups()),
        ),
        (_("For how many months the words are kept after an interview."), "# retention: 24"),
        (_("Which version of your information notice the participants are given."), '# notice: "1"'),
        (_("private: the words stay on this machine. git: the team shares them through git."), "sharing: private"),
        (
            _("What tables are made for. excel: a double click opens them. machine: R, Python, SPSS and the like."),
            f"export: {export}",
        ),
        (
            _("Words of your own for the rules of question quality; `fewer` are words that they leave in peace."),
            f"# cues: {{jargon: [{_('governance')}], acronym: {{fewer: [{_('NGO')}]}}}}",
        ),
    )
    return modeline("study") + "\n".join(_block(comment, lines) for comment, lines in blocks)


def _groups() -> list[str]:
    """A line for each group that the shipped guides are for, by the id that these name."""
    labels = {
        "benevoles": _("Volunteers"),
        "beneficiaires": _("People supported"),
        "partenaires": _("Partners"),
        "financeurs": _("Funders"),
        "habitants": _("People living nearby"),
    }
    return [f"{group}: {{label: {label}, planned: 5}}" for group, label in labels.items()]


def ignore_heading() -> str:
    """The comment that `.gitignore` begins with."""
    return "# " + _("What people said stays out of git: what git has seen once, deleting doesn't erase.") + "\n"


def attributes_heading() -> str:
    """The comment that `.gitattributes` begins with: what to type once on each machine."""
    typed = "".join(f"#   {line}\n" for line in GIT_SETTINGS)
    return "# " + _("So that `git diff` shows guides question by question, type once on each machine:") + f"\n{typed}"


def git_told(folder: Path, laid: Laid) -> list[str]:
    """What the schemas are for, and in git how `git diff` comes to show guides question by question."""
    about = []
    if any(name.endswith(".schema.json") for name in laid.written):
        about = [_("guides/*.schema.json help text editors to check guides while you type: leave them as they are.")]
    if not is_there(folder):
        return about
    lines = [*about, _("So that `git diff` shows guides question by question, type once on each machine:")]
    lines += [f"    {line}" for line in GIT_SETTINGS]
    return [*lines, _("and add this line to .gitattributes:"), f"    {DIFFS}"] if laid.plain else lines


def next_told(folder: Path, *, sealed: bool = False) -> list[str]:
    """Where to begin, what is to be typed behind blanks: with the guides that are there, with one of your own, or with one in Word.

    Sealed words are nothing without their keys, so a second copy of both belongs to the first interview.
    """
    steps = [] if folder.resolve() == Path.cwd() else [f"cd {_quoted(clean(str(folder)))}"]
    if sealed:
        lines = [_("Next, read the guides; then check that all is ready, and hold a first interview:")]
        steps += ["interviewer ready", "interviewer run"]
    else:
        lines = [_("Next, read the guides; then hold a first interview:")]
        steps += ["interviewer run"]
    lines += [f"    {one}" for one in steps]
    if sealed:
        lines.append(_("Right after it, carry words and keys to a second place, such as a USB stick:"))
        lines.append(f"    interviewer sync out {_('FOLDER')}")
    lines += [_("A guide of your own:"), f"    interviewer new {_('my-guide')}"]
    lines += [_("A guide that you have in Word already:"), f"    interviewer import guide {_('guide.docx')}"]
    return lines


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _block(comment: str, lines: str) -> str:
    return f"# {comment}\n" + (f"{lines}\n" if lines else "")
