"""The words of both languages: every message is in the French catalogue, and every rule has its words."""

import ast
import re
import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from interviewer.errors import Problem
from interviewer.screens.hovers.meanings import EXAMPLES
from interviewer.screens.messages import Counted, Template, explain, place, rooms
from interviewer.screens.words import pick_language, plural, use
from tests import catalogue

PACKAGE = catalogue.PACKAGE
SOURCES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
MAKERS = {"problem", "Problem", "CannotError", "UsageError", "FilesError", "findings.add"}


def holes(text: str) -> set[str]:
    """The names in braces."""
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(template: Template) -> tuple[str, ...]:
    """The texts of a template: one, or one for each number."""
    return (template.one, template.many) if isinstance(template, Counted) else (template,)


def holes_of(template: Template) -> set[str]:
    """The values that a template wants, and those that choose its form."""
    chosen_by = {template.by, template.since} - {""} if isinstance(template, Counted) else set()
    return {hole for text in forms(template) for hole in holes(text)} | chosen_by


def commands(text: str) -> list[str]:
    """What stands between backticks."""
    return sorted(re.findall(r"`([^`]*)`", text))


def pairs() -> Iterator[tuple[str, str]]:
    """Each message with its translation; of a plural, each French form with the English form that it stands for."""
    for message in catalogue.translated():
        if not message.id:
            continue
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            yield from zip(message.id, message.string or (), strict=True)


def test_the_catalogue_is_what_the_sources_say():
    """When this fails: python -m tests.catalogue"""
    assert catalogue.PO.read_bytes() == catalogue.as_po(catalogue.updated())


def test_the_compiled_catalogue_is_the_written_one():
    assert catalogue.MO.read_bytes() == catalogue.as_mo(catalogue.updated())


def test_every_message_is_translated():
    assert catalogue.untranslated(catalogue.updated()) == []


def test_no_translation_is_a_guess():
    assert not [message.id for message in catalogue.translated() if message.id and message.fuzzy]


def test_translations_fill_the_same_holes_and_name_the_same_commands():
    # Examples of YAML are shown as they stand; nothing is filled in, and their braces hold ids of either language.
    said = [(one, dit) for one, dit in pairs() if dit and one not in EXAMPLES.values()]
    odd = [one for one, dit in said if holes(one) != holes(dit) or len(commands(one)) != len(commands(dit))]
    assert odd == []


def test_translations_begin_and_end_with_the_same_blanks():
    def edges(text: str) -> tuple[str, str]:
        plain = text.strip(" \n\t")  # a space that doesn't break, before a French sign, is no blank at an edge
        return text[: text.find(plain)], text[text.find(plain) + len(plain) :]

    assert [one for one, dit in pairs() if dit and edges(one) != edges(dit)] == []


def test_french_signs_stand_behind_a_space_that_does_not_break():
    loose = re.compile(r"(?<=[\w)}`»…]) [:;?!»]|« ")
    assert [dit for _, dit in pairs() if loose.search(re.sub(r"`[^`]*`", "``", dit))] == []


def calls(names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    for name, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node.func) in names:
                yield name, node


def _called(func: ast.expr) -> str:
    """The name of what is called; a method of the findings of a reader counts as a maker of problems."""
    if isinstance(func, ast.Attribute) and ast.unparse(func.value).endswith("findings"):
        return f"findings.{func.attr}"
    return func.id if isinstance(func, ast.Name) else ""


def test_what_is_translated_is_a_literal():
    """A message that is put together before it is looked up is never found in a catalogue."""
    for name, call in calls({"_", "N_"}):
        [message] = call.args
        assert not isinstance(message, ast.JoinedStr | ast.BinOp), f"{name}:{call.lineno}"
    for name, call in calls({"plural"}):
        assert not isinstance(call.args[0], ast.JoinedStr), f"{name}:{call.lineno}"


def counting() -> Iterator[tuple[str, ast.Call, set[str]]]:
    """Each call of `plural` with the holes of its texts: those written there, or those of the room's own templates."""
    for name, call in calls({"plural"}):
        texts = [one.value for one in call.args[:2] if isinstance(one, ast.Constant)]
        if not texts:
            own = [one.args for where, one in calls({"Counted"}) if where == name]
            assert own, f"{name}:{call.lineno} counts with texts that stand elsewhere"
            texts = [one.value for args in own for one in args if isinstance(one, ast.Constant)]
        yield name, call, {hole for text in texts for hole in holes(str(text))}


def test_what_counts_is_given_every_value_that_it_wants():
    """A hole without its value ends the program in the middle of a sentence; a value without its hole is a lost one."""
    found = [
        f"{name}:{call.lineno} {sorted(wanted)}"
        for name, call, wanted in counting()
        if wanted - {"count"} != {one.arg for one in call.keywords}
    ]
    assert found == []


def test_templates_left_open_are_those_of_messages_alone():
    """The catalogue finds texts that count by the name `plural`; with `form` they would never be translated."""
    takers = [
        name
        for name, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "interviewer.screens.words"
        if any(alias.name == "form" for alias in node.names)
    ]
    assert takers == ["screens/messages/__init__.py"]


def test_templates_that_count_are_in_the_catalogue_as_pairs():
    known = catalogue.translated()
    counted = [one for room in rooms() for said in room.values() for one in said if isinstance(one, Counted)]
    assert [one for one in counted if getattr(known.get(one.one), "id", "") != (one.one, one.many)] == []


def test_no_rule_has_two_explanations():
    names = [rule for room in rooms() for rule in room]
    assert sorted(names) == sorted(set(names))


def rules_in_the_sources() -> dict[str, str]:
    """Every rule id that stands literally where a problem is made, with a place where it does."""
    found = {}
    for name, call in calls(MAKERS):
        for first in call.args[:1]:
            options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            for option in options:
                if isinstance(option, ast.Constant) and isinstance(option.value, str):
                    found[option.value] = f"{name}:{call.lineno}"
    return found


def test_every_rule_has_its_words():
    explained = {rule for room in rooms() for rule in room}
    assert {rule: where for rule, where in rules_in_the_sources().items() if rule not in explained} == {}


def test_every_explained_rule_is_made_somewhere():
    text = "\n".join(
        path.read_text("utf-8")
        for name in SOURCES
        for path in [PACKAGE / name]
        if not name.startswith("screens/messages/")
    )
    # Some ids are put together from a stem and a kind (`journal_` and what is wrong).
    stems = set(re.findall(r"""f?["']([a-z]+_)["'{]""", text))
    unused = [
        rule
        for room in rooms()
        for rule in room
        if not re.search(rf"""["']{rule.removesuffix("_near")}(_near)?["']""", text)
        and not any(rule.startswith(stem) for stem in stems)
    ]
    assert unused == []


def test_explanations_use_only_values_that_the_problem_has():
    """Where a rule is made by name in one place, its template may use no value that is not given there."""
    templates = {rule: holes_of(message) | holes_of(hint) for room in rooms() for rule, (message, hint) in room.items()}
    given: dict[str, list[set[str] | None]] = {}
    for _name, call in calls(MAKERS - {"findings.add"}):
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
            names = None if any(k.arg is None for k in call.keywords) else {str(k.arg) for k in call.keywords}
            if names and "language" in names:
                names.add("language_name")  # explain() puts the name of a language beside its code
            given.setdefault(call.args[0].value, []).append(names)
    lacking = {
        rule: templates[rule] - names
        for rule, all_names in given.items()
        for names in all_names
        if rule in templates and names is not None and len(all_names) == 1 and templates[rule] - names
    }
    assert lacking == {}


def test_every_message_is_a_sentence():
    for rule, template, hint_template in ((rule, *both) for room in rooms() for rule, both in room.items()):
        for message in forms(template):
            assert message, rule
            assert message[0].isupper() or message[0] in "{“`" or re.match(r"[a-z_]+\.(yaml|csv)", message), rule
            assert message.endswith((".", "?", "!", "}", ")", ":")), f"{rule}: {message!r}"
        for hint in forms(hint_template):
            assert not hint or hint[0].isupper() or hint[0] in "{“`/", f"{rule}: {hint!r}"


def test_an_explanation_speaks_the_language_of_the_screens():
    use("fr")
    assert explain(Problem("no_sessions"))[0] == "Cette étude ne contient pas encore d'entretien."
    assert place(Problem("no_sessions", path="a.yaml", line=2)).startswith("a.yaml:2: erreur\xa0: ")


def test_a_rule_without_words_is_shown_by_its_name():
    assert explain(Problem("never_heard_of")) == ("never_heard_of", "")


def test_a_value_that_is_missing_never_crashes_a_message():
    assert "?" in explain(Problem("no_such_session"))[0]


@pytest.mark.parametrize(
    ("rule", "facts", "english", "french"),
    [
        ("journal_readable", {"count": 1}, "1 file in", "1 fichier de"),
        ("journal_readable", {"count": 0}, "0 files in", "0 fichier de"),
        ("journal_readable", {"count": 3}, "3 files in", "3 fichiers de"),
        ("journal_damaged", {"whole": 1, "length": 90}, "1 other record could", "1 autre enregistrement a pu"),
        ("journal_missing", {"record": 8, "last": 8}, "Record 8 is missing", "L'enregistrement 8 manque"),
        ("journal_missing", {"record": 8, "last": 9}, "Records 8 to 9 are", "Les enregistrements 8 à 9 manquent"),
    ],
)
def test_a_message_agrees_with_its_number_in_each_language(rule, facts, english, french):
    use("en")
    found = Problem(rule, values=tuple(facts.items()))
    assert english in explain(found)[0]
    use("fr")
    assert french in explain(found)[0]


def test_a_number_that_is_missing_is_many():
    assert explain(Problem("journal_readable"))[0].startswith("? files")


def test_a_fixed_value_is_said_in_the_language_of_the_screens():
    use("fr")
    said = explain(Problem("marks_not_speech", values=(("name", "ab12"), ("kind", "memo"))))[0]
    assert "(mémo)" in said


def test_values_in_messages_are_harmless():
    problem = Problem("no_such_session", values=(("text", "\x1b[2J{count}"),))
    assert "\x1b" not in explain(problem)[0]
    assert "{count}" in explain(problem)[0]


@pytest.mark.parametrize(
    ("argv", "environ", "system", "language"),
    [
        ([], {}, "", "en"),
        (["list", "--lang", "fr"], {"INTERVIEWER_LANG": "en"}, "", "fr"),
        (["--lang=fr"], {}, "", "fr"),
        (["--", "--lang", "fr"], {}, "", "en"),
        ([], {"INTERVIEWER_LANG": "fr", "LC_ALL": "en_GB.UTF-8"}, "", "fr"),
        ([], {"LC_ALL": "fr_FR.UTF-8", "LANG": "en_US"}, "", "fr"),
        ([], {"LANGUAGE": "de:fr", "LANG": "en_US"}, "", "fr"),
        ([], {"LANG": "de_DE"}, "fr", "fr"),
        ([], {"LANG": "C"}, "", "en"),
    ],
)
def test_the_language_is_asked_for_or_told_by_the_system(argv, environ, system, language):
    assert pick_language(argv, environ, system) == language


def test_what_counts_takes_other_values_too():
    assert plural("{count} of {limit}", "{count} of {limit}", 2, limit=32) == "2 of 32"
    with pytest.raises(KeyError):
        plural("{count} of {limit}", "{count} of {limit}", 2)


def test_plurals_follow_each_language():
    assert plural("{count} file", "{count} files", 0) == "0 files"
    use("fr")
    assert plural("{count} file", "{count} files", 0) == "0 fichier"
    assert plural("{count} file", "{count} files", 2) == "2 fichiers"


def test_every_file_of_messages_is_found():
    folder = Path(import_module("interviewer.screens.messages").__file__ or "").parent
    assert len(list(rooms())) == len([path for path in folder.glob("*.py") if path.name != "__init__.py"])
