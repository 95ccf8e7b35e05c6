"""Ids of questions over time: `was`, ids that come to mean something else, and answers that stay joined in exports."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.guide.former_ids import current_ids, renamed_ids, reused_ids
from interviewer.guide.model import Guide, Probe, Question, Scale, Text, Theme
from interviewer.guide.same_question import Asked, has_words_of, sameness
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
    assert "guides/g.yaml:18:13: error: In interviews with version 1, “place” asked something else" in result.out
    assert "nobody has had yet" in result.out
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
    assert "id_was_former" in {one["rule"] for one in json.loads(cli("check", "--json").out)}


def test_a_question_that_was_only_put_in_other_words_is_not_refused(write: Callable[..., None], cli: Cli) -> None:
    write(1, entry("recit", STORY), entry("place", PLACE))
    hold(cli, "p1", "Par une voisine.\n/next\n7\nBien.\n")
    ask = ("Entre 1 et 5, l'équipe compte-t-elle sur vous ?", "Le sentiment d'appartenance", "scale: {from: 1, to: 5}")
    write(2, entry("recit", ("Comment est-ce que tout a commencé ?", STORY[1], STORY[2])), entry("place", ask))
    assert "error" not in cli("check").out
    assert cli("run", "g", "--participant", "p2", stdin="oui\noui\n").code == 0


MEAL = ("Quel est votre plat préféré le dimanche en famille ?", "Les habitudes de table", "must: true")


def rules(cli: Cli) -> dict[str, str]:
    """How heavily each rule about ids weighs."""
    found = json.loads(cli("check", "--no-quality", "--json").out)
    return {one["rule"]: one["severity"] for one in found}


def test_an_interview_is_refused_before_the_first_question(
    write: Callable[..., None], cli: Cli, tmp_path: Path
) -> None:
    write(1, entry("recit", STORY))
    session = hold(cli, "p1", "Par une voisine.\n")
    write(2, entry("recit", MEAL))
    refused = cli("run", "g", "--participant", "p2", stdin="oui\noui\nLe couscous.\n/done\n40\n\n\n\n")
    assert refused.code == 3
    assert "guides/g.yaml:14:13: error: In interviews with version 1, “recit” asked something else" in refused.err
    assert [one.name for one in (tmp_path / "sessions").iterdir() if one.is_dir()] == [session]
    assert cli("run", "g", "--rehearse", stdin="oui\noui\nLe couscous.\n/done\n40\n\n\n\n").code == 0
    write(2, entry("recit", MEAL, "[]"))
    assert rules(cli) == {}
    assert cli("run", "g", "--participant", "p2", stdin="oui\noui\nLe couscous.\n/done\n40\n\n\n\n").code == 0
    write(2, entry("recit", STORY, "[recit]"))
    assert "is the id of this question itself" in cli("run", "g", "--participant", "p3", stdin="oui\n").err


@pytest.mark.parametrize("version", [1, 2])
def test_words_that_share_nothing_are_warned_of(version: int, write: Callable[..., None], cli: Cli) -> None:
    write(1, entry("recit", STORY), entry("place", PLACE))
    hold(cli, "p1", "Par une voisine.\n/next\n7\nBien.\n")
    for asked in (MEAL[0], "Que mangez-vous ?"):
        write(version, entry("recit", (asked, STORY[1], STORY[2])), entry("place", PLACE))
        assert rules(cli) == {"asks_otherwise": "warning"}, asked
        said = cli("check", "--no-quality").out
        assert "“recit” shares no word with what it asked in interviews with version 1: “Racontez-moi votre" in said
    write(2, entry("recit", (MEAL[0], STORY[1], STORY[2]), "[]"), entry("place", PLACE))
    assert rules(cli) == {}


def test_ids_that_two_questions_exchanged_are_refused(write: Callable[..., None], cli: Cli) -> None:
    again = ("Racontez-moi votre départ de l'association.", "Le récit de départ", "must: true")
    write(1, entry("recit", STORY), entry("fin", again))
    hold(cli, "p1", "Par une voisine.\n/next\nEncore là.\n")
    write(2, entry("recit", again), entry("fin", STORY))
    said = cli("check").out
    assert "“recit” asked something else, and “fin” what it asks now." in said
    assert "“fin” asked something else, and “recit” what it asks now." in said
    assert cli("run", "g", "--participant", "p2", stdin="oui\noui\n").code == 3
    write(2, entry("fin", again), entry("recit", STORY))
    assert rules(cli) == {}
    write(2, entry("recit", again, "[fin]"))
    assert "error" not in rules(cli).values(), "joined on purpose"


def test_a_renamed_id_without_was_is_warned_of(write: Callable[..., None], cli: Cli) -> None:
    write(1, entry("recit", STORY), entry("place", PLACE))
    hold(cli, "p1", "Par une voisine.\n/next\n7\nBien.\n")
    write(2, entry("debut", STORY), entry("place", PLACE))
    assert rules(cli) == {"id_renamed": "warning"}
    said = cli("check").out
    assert "guides/g.yaml:14:13: warning: “debut” asks nearly what “recit” asked in interviews with version 1" in said
    assert "write `was: [recit]` below its id" in said
    for was in ("[recit]", "[]"):
        write(2, entry("debut", STORY, was), entry("place", PLACE))
        assert rules(cli) == {}
    write(2, entry("metier", WORK), entry("place", PLACE))
    assert rules(cli) == {}, "a question that went and another that came"


def test_a_renamed_id_is_known_over_several_versions() -> None:
    one, two = (
        guide(1, question("a", "Racontez votre arrivée ici")),
        guide(2, question("b", "Racontez votre arrivée ici")),
    )
    now = guide(3, question("b", "Racontez votre arrivée ici"))
    assert [fault.facts for fault in renamed_ids(now, [one, two])] == [{"given": "b", "former": "a", "version": "1"}]
    named = guide(2, question("b", "Racontez votre arrivée ici", was=("a",)))
    assert list(renamed_ids(now, [one, named])) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Racontez-moi la première fois que vous êtes venu.", "Comment s'est passée votre toute première visite ?"),
        ("Qu'est-ce qui vous donne envie de revenir ?", "Pour quelles raisons revenez-vous, semaine après semaine ?"),
        (
            "Comment décririez-vous l'ambiance de l'équipe ?",
            "Si un ami vous demandait comment est l'équipe, que diriez-vous ?",
        ),
        ("Qu'est-ce qui a été difficile ?", "Quelles difficultés avez-vous rencontrées ?"),
        ("Comment avez-vous connu l'association ?", "Par quel chemin êtes-vous arrivé dans notre association ?"),
        ("Who helped you at the beginning?", "Tell me about somebody who helped in your first weeks."),
        ("What changed in your daily life?", "How is your life different today, compared with then?"),
        ("De quoi êtes-vous fier ?", "Racontez-moi un moment dont vous êtes fière."),
    ],
)
def test_a_question_that_is_asked_better_is_the_same(before: str, after: str) -> None:
    for aim in ("", "Le récit"):
        one, other = question("a", before, aim), question("a", after, aim)
        assert sameness(Asked("t", one), Asked("t", other)) == "same"


def test_what_takes_up_an_old_probe_or_aim_is_the_same() -> None:
    probes = (Probe("1", Text({"fr": "Qui vous a amené ?"})),)
    one = question("a", "Racontez-moi votre arrivée dans l'association.", "Le chemin", probes=probes)
    for ask in ("Comment vous a-t-on amené jusqu'à nous ?", "Par quel chemin ?"):
        assert sameness(Asked("t", one), Asked("t", question("a", ask, "Le chemin"))) == "same"
    assert sameness(Asked("t", one), Asked("t", question("a", MEAL[0], "Le chemin"))) == "otherwise"


def test_without_any_aim_another_theme_or_kind_makes_another_question() -> None:
    one, other = question("a", STORY[0]), question("a", MEAL[0])
    assert sameness(Asked("t", one), Asked("t", other)) == "otherwise"
    assert sameness(Asked("t", one), Asked("u", other)) == "another"
    assert sameness(Asked("t", one), Asked("t", question("a", MEAL[0], answer=Scale(0, 10)))) == "another"


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_question_has_anothers_words_while_it_has_its_own(own: str, other: str) -> None:
    assert not has_words_of(question("b", other), question("a", own), question("a", own))


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
    assert sameness(Asked("t", one), Asked("u", two)) != "another"
    same = question("a", ask, "le sentiment de départ", answer=answer)
    assert sameness(Asked("t", one), Asked("u", same)) == "same"


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


# --- exports and figures ---


def rows(cli: Cli, *words: str) -> list[dict[str, str]]:
    result = cli("export", *words, "--for", "machine", "--out", "-")
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def two_versions(write: Callable[..., None], cli: Cli) -> None:
    """An interview with each of two versions; between them two questions got other ids."""
    write(1, entry("recit", STORY), entry("place", PLACE))
    hold(cli, "p1", "Par une voisine.\n/next\n7\nBien.\n/memo Calme.\n")
    write(2, entry("arrivee", STORY, "[recit]"), entry("appartenance", PLACE, "[place]"))
    hold(cli, "p2", "Par une affiche.\n/next\n4\nMoyen.\n")


@pytest.mark.usefixtures("two_versions")
def test_answers_stay_joined_under_the_id_of_today(cli: Cli, tmp_path: Path) -> None:
    found = rows(cli)
    assert [(one["question_id"], one["question_id_asked"]) for one in found] == [
        ("arrivee", "recit"),
        ("appartenance", "place"),
        ("arrivee", ""),
        ("appartenance", ""),
    ]
    assert {one["question"] for one in found if one["question_id"] == "arrivee"} == {STORY[0]}
    assert cli("export", "--for", "machine", "--out", tmp_path / "out").code == 0
    wide = table(tmp_path / "out", "answers")
    assert [one["q_arrivee"] for one in wide] == ["Par une voisine.", "Par une affiche."]
    assert [one["value_appartenance"] for one in wide] == ["7", "4"]
    assert [one["status_arrivee"] for one in wide] == ["answered", "answered"]
    assert not [name for name in wide[0] if name.endswith(("recit", "place"))]
    covered = table(tmp_path / "out", "coverage")
    assert [(one["question_id"], one["state"], one["order_planned"], one["question_id_asked"]) for one in covered] == [
        ("arrivee", "answered", "1", "recit"),
        ("appartenance", "answered", "2", "place"),
        ("arrivee", "answered", "1", ""),
        ("appartenance", "answered", "2", ""),
    ]
    assert [
        (one["question_id"], one["number"], one["question_id_asked"]) for one in table(tmp_path / "out", "indicators")
    ] == [
        ("appartenance", "7", "place"),
        ("appartenance", "4", ""),
    ]
    (memo,) = [one for one in table(tmp_path / "out", "notes") if one["kind"] == "memo"]
    assert (memo["question_id"], memo["question_id_asked"]) == ("appartenance", "place")


@pytest.mark.usefixtures("two_versions")
def test_an_export_of_an_old_interview_alone_knows_the_id_of_today(cli: Cli, write: Callable[..., None]) -> None:
    write(3, entry("debut", STORY, "[arrivee]"), entry("appartenance", PLACE, "[place]"))
    sessions = [one["session_id"] for one in rows(cli)]
    found = rows(cli, "--session", sessions[0])
    assert [(one["question_id"], one["question_id_asked"]) for one in found] == [
        ("debut", "recit"),
        ("appartenance", "place"),
    ]


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize("name", ["arrivee", "recit"])
def test_figures_know_a_question_by_any_id_that_it_bore(name: str, cli: Cli) -> None:
    result = cli("find", "--question", name, "--json", stdin="par une\n")
    assert result.code == 0, result.err
    assert [(one["question_id"], one["excerpt"]) for one in json.loads(result.out)] == [
        ("arrivee", "Par une"),
        ("arrivee", "Par une"),
    ]


@pytest.mark.usefixtures("two_versions")
def test_two_questions_that_became_one_are_joined(cli: Cli, write: Callable[..., None], tmp_path: Path) -> None:
    write(3, entry("tout", STORY, "[recit, place, arrivee, appartenance]"))
    assert [(one["question_id"], one["question_id_asked"]) for one in rows(cli)] == [
        ("tout", "recit"),
        ("tout", "place"),
        ("tout", "arrivee"),
        ("tout", "appartenance"),
    ]
    assert cli("export", "--for", "machine", "--out", tmp_path / "out").code == 0
    assert [one["q_tout"] for one in table(tmp_path / "out", "answers")] == [
        "Par une voisine.\n\nBien.",
        "Par une affiche.\n\nMoyen.",
    ]


@pytest.mark.usefixtures("two_versions")
def test_exporting_twice_gives_the_same_bytes(cli: Cli) -> None:
    assert cli("export", "--out", "-").out == cli("export", "--out", "-").out


def test_an_interview_goes_on_with_the_guide_that_it_was_begun_with(
    write: Callable[..., None], cli: Cli, tmp_path: Path
) -> None:
    write(1, entry("recit", STORY), entry("place", PLACE))
    begun = cli("run", "g", "--participant", "p1", stdin="oui\noui\nPar une voisine.\n")
    assert begun.code == 0
    session = begun.out.strip()
    write(2, entry("arrivee", WORK, "[recit]"))
    went_on = cli("run", "--resume", session, stdin="/next\n7\nBien.\n/done\n40\n\n\n\n")
    assert went_on.code == 0
    assert PLACE[0] in went_on.err
    shown = json.loads(cli("show", session, "--json").out)
    assert [(one["question"], one["text"]) for one in shown["turns"]] == [
        ("recit", "Par une voisine."),
        ("place", "Bien."),
    ]
    assert shown["version"] == 1
    assert [(one["question_id"], one["question_id_asked"]) for one in rows(cli)] == [
        ("arrivee", "recit"),
        ("place", ""),
    ]


@pytest.mark.usefixtures("two_versions")
def test_a_renamed_question_is_told_as_such(cli: Cli) -> None:
    sums = [one["sha256"][:8] for one in json.loads(cli("history", "g", "--json").out)["versions"]]
    result = cli("diff", f"g@sha:{sums[1]}", f"g@sha:{sums[0]}")
    assert "  = id renamed: recit → arrivee\n" in result.out
    assert "removed" not in result.out
