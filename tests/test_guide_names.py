"""Which guide is meant by what people type."""

import pytest

from interviewer.errors import CannotError
from interviewer.study.opening import find_study


@pytest.mark.parametrize("typed", ["benevoles", "bénévoles", "BENEVOLES", "Bénévoles", "guides/benevoles.yaml"])
def test_accents_and_capitals_of_a_guide_do_not_count(typed, study):
    assert find_study().guide(typed).id == "benevoles"


def test_of_two_guides_that_differ_in_signs_only_the_exact_one_is_taken(study):
    text = (study / "guides" / "benevoles.yaml").read_text(encoding="utf-8")
    (study / "guides" / "bene_voles.yaml").write_text(
        text.replace("guide: benevoles", "guide: bene_voles"), encoding="utf-8"
    )
    (study / "guides" / "bene-voles.yaml").write_text(
        text.replace("guide: benevoles", "guide: bene-voles"), encoding="utf-8"
    )
    assert find_study().guide("bene-voles").id == "bene-voles"
    with pytest.raises(CannotError) as refused:
        find_study().guide("Bene voles")
    assert refused.value.problem.rule == "no_such_guide_near"


def test_a_name_that_is_nearly_one_is_answered_with_it(cli, study):
    said = cli("run", "bénévole", stdin="")
    assert (said.code, said.out) == (1, "")
    assert "Did you mean benevoles?" in said.err


def test_a_name_that_is_none_is_answered_with_a_command_that_works(cli, study):
    said = cli("run", "Élus d'été", stdin="")
    assert said.code == 1
    assert "`interviewer new elus-d-ete`" in said.err
    assert cli("new", "elus-d-ete").code == 0
