"""The screens of the room as text files: what its main states look like, drawn in memory.

    python -m tests.golden_screens     makes tests/golden/ anew

Look at the difference before you keep it: git diff tests/golden
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewer.screens.words import use
from tests.room_stage import Stage, shipped, stage
from tests.terminal import DOWN, ENTER, ESCAPE, TAB, UP

GOLDEN = Path(__file__).resolve().parent / "golden"
SIZES = ((80, 24), (120, 35))
LANGUAGES = ("en", "fr")
PAGE_DOWN, CTRL_U, F3 = "\x1b[6~", "\x15", "\x1bOR"
FULL = OSError(28, "No space left on device")
PEOPLE = ("pa2xd", "pf8wn", "pk5rv", "pz3mt")

TICKED = """\
guide: choix
version: 1
title: {fr: Choix, en: Choices}
language: fr
languages: [fr, en]
themes:
  - id: a
    title: {fr: Un thème, en: A theme}
    questions:
      - id: lesquels
        ask: {fr: "Lesquels ?", en: "Which?"}
        choices: {ami: {fr: Un ami, en: A friend}, voisin: {fr: Un voisin, en: A neighbour}, autre: {fr: Autre, en: Other}}
"""

Draw = Callable[[str], None]


def file_of(language: str, columns: int, rows: int) -> Path:
    """Where the screens of that language and size stand."""
    return GOLDEN / f"room.{columns}x{rows}.{language}.txt"


def screens(language: str) -> dict[Path, str]:
    """The text of each golden file of that language. The screens speak it, and the working folder is another one meanwhile."""
    found: dict[Path, list[str]] = {file_of(language, *size): [] for size in SIZES}

    def drawing(on: Stage) -> Draw:
        def draw(name: str) -> None:
            for columns, rows in SIZES:
                shown = on.at(columns, rows).text()
                found[file_of(language, columns, rows)].append(f"--- {name} ---\n{shown}")
            on.holding.tell("")

        return draw

    use(language)
    with _elsewhere():
        with stage(Path("alone"), shipped("benevoles")) as on:
            _alone(on, drawing(on))
        with stage(Path("group"), shipped("recit-collectif"), PEOPLE) as on:
            _together(on, drawing(on))
        with stage(Path("many"), shipped("recit-collectif"), [f"p{n}habitant" for n in range(11)]) as on:
            drawing(on.agree())("a group of more people than keys")
        with stage(Path("ticked"), TICKED) as on:
            drawing(on.keys(ESCAPE + "v", " ", DOWN, DOWN, " "))("choices are ticked")
            drawing(on.keys(ENTER))("choices were given")
    return {path: "\n".join(texts) for path, texts in found.items()}


@contextmanager
def _elsewhere() -> Iterator[None]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def _alone(on: Stage, draw: Draw) -> None:
    draw("consent")
    on.agree()
    draw("the first question")
    _say_much(on)
    draw("what was said")
    on.keys(UP)
    draw("a turn is chosen")
    on.keys(ESCAPE, ESCAPE + "r")
    draw("rewriting")
    on.keys(ESCAPE, ESCAPE + "/")
    draw("splitting")
    on.keys(ESCAPE)
    _look_around(on, draw)
    _give_values(on, draw)
    _end(on, draw)


def _say_much(on: Stage) -> None:
    on.later(70).lines_typed("C'est ma voisine qui m'a traînée, un mardi. J'avais peur de ne servir à rien.")
    on.keys(ESCAPE + "1").later(65)
    on.lines_typed("Une dame, Yvonne je crois. Elle m'a mis un tablier dans les mains et on a épluché, deux heures.")
    on.keys(ESCAPE + "s", ESCAPE + "e").later(80).lines_typed("/obs Elle rit, puis se tait un moment.")
    on.keys(ESCAPE + "z").later(400).lines_typed("Oui.")


def _look_around(on: Stage, draw: Draw) -> None:
    for keys, name in (
        ("", "the keys"),
        ("?", "help"),
        ("T", "the clock"),
        ("j", "the whole question"),
        ("g", "going to a question"),
        ("k", "skipping"),
        ("c", "coding"),
    ):
        on.keys(ESCAPE + keys)
        draw(name)
        on.keys(ESCAPE)
    on.keys(ESCAPE + "g", "lou")
    draw("finding a question by letters")
    on.keys(ESCAPE, TAB, DOWN, DOWN)
    draw("the outline")
    on.keys(ESCAPE, ESCAPE + "?", PAGE_DOWN)
    draw("help, further down")
    on.keys(ESCAPE, ESCAPE + ".")
    draw("a pause")
    on.keys(ENTER)


def _give_values(on: Stage, draw: Draw) -> None:
    on.lines_typed("/goto 5", "beaucoup")
    draw("a value that is none")
    on.keys(CTRL_U).lines_typed("12")
    draw("a value was given")
    on.lines_typed("/ask Et la voisine, elle vient encore ?")
    draw("a question made up on the spot")
    on.disk.error = FULL
    on.lines_typed("Elle vient le jeudi.").alarmed()
    draw("not saved")
    on.disk.error = None


def _end(on: Stage, draw: Draw) -> None:
    on.keys(ESCAPE + "D")
    draw("musts before the end")
    on.keys(ESCAPE + "D")
    draw("several choices")
    on.lines_typed("1", "3")
    draw("a choice")
    on.lines_typed("4", "2")
    draw("consent is read back")
    on.lines_typed("oui", "")
    draw("the end form")


def _together(on: Stage, draw: Draw) -> None:
    draw("consent in a group")
    on.agree().later(60).lines_typed("J'ai reçu un mot dans ma boîte aux lettres, avec un dessin d'arrosoir.")
    on.keys(F3).later(50).lines_typed("Moi c'est pour les tomates, je ne vais pas mentir. Et puis on reste.")
    draw("a group")
    on.keys(ESCAPE + "W")
    draw("who speaks")
    on.keys(ESCAPE).lines_typed("/goto accord", "7")
    draw("a value in a group")


def main() -> None:
    """Write all files anew."""
    GOLDEN.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for path, text in screens(language).items():
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
