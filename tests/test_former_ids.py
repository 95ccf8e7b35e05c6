"""Ids of questions over time: `was`, ids that come to mean something else, and answers that stay joined in exports."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.guide.former_ids import asks_something_else, current_ids, reused_ids
from interviewer.guide.model import Guide, Question, Scale, Text, Theme
from tests.conftest import Cli

GUIDE = """\
guide: g
version: {version}
title: Essai
language: fr
opening: Bonjour.
consent:
  - {{id: notes, for: notes, ask: "Puis-je noter ?", required: true}}
  - {{id: citer, for: quote, ask: "Puis-je vous citer ?"}}
themes:
  - id: t
    title: Le début
    aim: Savoir.
    questions:
{questions}
background:
  - {{id: age, ask: "Votre âge ?", number: {{from: 0, to: 120}}}}
closing: Merci.
"""
PLACE = (
    "À quel point vous sentez-vous à votre place dans le groupe ?",
    "Le sentiment d'appartenance",
    "scale: {from: 0, to: 10}\n        indicator: place",
)
STORY = ("Racontez-moi votre arrivée dans l'association.", "Le récit de départ", "must: true")
WORK = ("Racontez-moi votre métier et votre parcours professionnel.", "La carrière avant le bénévolat", "must: true")


def entry(name: str, about: tuple[str, str, str], was: str = "") -> str:
    ask, aim, more = about
    former = f"\n        was: {was}" if was else ""
    return f'      - id: {name}{former}\n        ask: "{ask}"\n        aim: "{aim}"\n        {more}'


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Write the guide of a study with these questions."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "interviewer.yaml").write_text("languages: [fr]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def written(version: int, *questions: str) -> None:
        text = GUIDE.format(version=version, questions="\n".join(questions))
        (tmp_path / "guides" / "g.yaml").write_text(text, encoding="utf-8")

    return written


def hold(cli: Cli, person: str, lines: str) -> str:
    result = cli("run", "g", "--participant", person, stdin=f"oui\noui\n{lines}/done\n40\n\n\n\n")
    assert result.code == 0, result.err
    return result.out.strip()


# --- check ---


def test_an_id_that_asked_something_else_is_refused(write: Callable[..., None], cli: Cli) -> None:
    write(1, entry("recit", STORY), entry("place", PLACE))
    hold(cli, "p1", "Par une voisine.\n/next\n7\nBien.\n")
    write(2, entry("recit", STORY), entry("place", WORK))
    result = cli("check")
    assert result.code == 3
    assert "guides/g.yaml:17:13: error: In interviews with version 1, “place” asked something else" in result.out
    assert "new" not in result.out or "nobody has had yet" in result.out
    write(2, entry("recit", STORY), entry("place", WORK, "[]"))
    assert "error" not in cli("check").out
    write(2, entry("recit", STORY), entry("metier", WORK))
    assert "error" not in cli("check").out


def test_an_id_that_was_anothers_is_refused(write: Callable[..., None], cli: Cli) -> None:
    write(2, entry("arrivee", STORY, "[recit]"), entry("place", PLACE))
    hold(cli, "p1", "Par une voisine.\n/next\n7\nBien.\n")
    write(3, entry("arrivee", STORY), entry("recit", WORK), entry("place", PLACE))
    result = cli("check")
    assert result.code == 3
    assert "“recit” was the former id of “arrivee”" in result.out
    assert json.loads(cli("check", "--json").out)[0]["rule"] == "id_was_former"


def test_a_question_that_was_only_put_in_other_words_is_not_refused(write: Callable[..., None], cli: Cli) -> None:
    write(1, entry("recit", STORY), entry("place", PLACE))
    hold(cli, "p1", "Par une voisine.\n/next\n7\nBien.\n")
    ask = ("Entre 1 et 5, l'équipe compte-t-elle sur vous ?", "Le sentiment d'appartenance", "scale: {from: 1, to: 5}")
    write(2, entry("recit", ("Comment est-ce que tout a commencé ?", STORY[1], STORY[2])), entry("place", ask))
    assert "error" not in cli("check").out


def test_a_reworded_question_points_to_diff_and_its_spelling_to_nothing(write: Callable[..., None], cli: Cli) -> None:
    write(1, entry("recit", STORY))
    hold(cli, "p1", "Par une voisine.\n")
    write(1, entry("recit", (STORY[0].replace("association.", "Association"), *STORY[1:])))
    assert "wording" not in cli("check").out
    write(1, entry("recit", (STORY[0].replace("arrivée", "premier jour"), *STORY[1:])))
    said = cli("check").out
    assert "warning: The wording of “recit” changed" in said
    command = said.partition("`interviewer ")[2].partition("`")[0].split()
    assert command[0] == "diff"
    assert "[-arrivée-]{+premier jour+}" in cli(*command).out


def question(name: str, ask: str, aim: str = "", **more: object) -> Question:
    return Question(name, Text({"fr": ask}), Text({"fr": aim} if aim else {}), **more)  # type: ignore[arg-type]


def guide(version: int, *questions: Question) -> Guide:
    return Guide("g", version, Text({"fr": "G"}), "fr", ("fr",), (Theme("t", Text({"fr": "T"}), questions=questions),))


@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_what_shares_its_aim_or_its_words_is_the_same_question(ask: str, other: str, typed: bool) -> None:  # noqa: FBT001
    answer = Scale(0, 10) if typed else None
    one, two = question("a", ask, "le sentiment"), question("a", other, "le sentiment", answer=answer)
    assert not asks_something_else(guide(1, one), one, guide(2, two), two)
    same = question("a", ask, "la carrière", answer=answer)
    assert not asks_something_else(guide(1, one), one, guide(2, same), same)


def test_a_former_id_is_followed_over_several_versions() -> None:
    held = [guide(1, question("a", "A")), guide(2, question("b", "A", was=("a",))), guide(2, question("z", "Z"))]
    assert current_ids(guide(3, question("c", "A", was=("b",))), held) == {"b": "c", "a": "c"}
    assert current_ids(None, held) == {"a": "b"}
    assert current_ids(None) == {}


def test_an_id_that_is_in_use_stands_for_itself() -> None:
    now = guide(3, question("a", "Neu"), question("b", "A", was=("a",)))
    assert current_ids(now) == {}


def test_a_question_that_got_its_old_id_back_is_fine() -> None:
    held = [guide(2, question("b", "Racontez votre arrivée ici", was=("a",)))]
    assert list(reused_ids(guide(3, question("a", "Racontez votre arrivée ici")), held)) == []
