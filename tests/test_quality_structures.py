"""Structures that take something for granted or ask two things, each beside a sound wording that looks alike."""

import re

import pytest

from benchmarks.quality import LABELS, by_rules, questions
from interviewer.guide.quality.advice import ADVICE
from interviewer.guide.quality.judge import judge

PRESUMING = {
    "fr": [
        ("Quand avez-vous compris que le four était froid ?", "Comment comprenez-vous cette recette ?"),
        ("Comment avez-vous réussi à pétrir ?", "Comment arrivez-vous à la boulangerie ?"),
        ("Comment êtes-vous venu à bout du pain dur ?", "Comment venez-vous au fournil ?"),
        ("Vous disputez-vous encore avec le boulanger ?", "Habitez-vous encore au-dessus du fournil ?"),
        ("Qu'est-ce qui vous gêne encore au fournil ?", "De quoi voudriez-vous encore parler ?"),
        ("Qui vous a le plus aidé au fournil ?", "Qui voyez-vous le plus souvent au fournil ?"),
        ("Quel a été le principal apport du stage ?", "Quel a été le programme du stage ?"),
        ("Qu'avez-vous appris au fournil ?", "Qu'avez-vous appris au fournil, le cas échéant ?"),
        ("Comment le four a-t-il apaisé la rue ?", "Comment le four a-t-il été livré ?"),
        ("Qu'est-ce que le four a changé dans la rue ?", "Qu'est-ce que le four a changé, ou non, dans la rue ?"),
        ("Comment votre regard sur le pain a-t-il évolué ?", "Comment le prix du pain a-t-il évolué ?"),
        ("Parlez-moi de vos disputes avec le boulanger.", "Parlez-moi de vos échanges avec le boulanger."),
        ("Que faites-vous de la honte que vous éprouvez ?", "Que faites-vous du pain que vous achetez ?"),
        ("Quand les moqueries ont cessé, où alliez-vous ?", "Quand le stage a fini, où alliez-vous ?"),
        ("Maintenant que vous savez pétrir, que faites-vous ?", "Maintenant que vous êtes ici, que faites-vous ?"),
        ("Pourquoi en voulez-vous au boulanger ?", "Combien de pain voulez-vous ?"),
        ("D'où viennent vos dettes ?", "Vous avez parlé de vos dettes : où en sont-elles ?"),
        ("Comment gérez-vous la solitude ?", "Comment gérez-vous la caisse ?"),
    ],
    "en": [
        ("When did you realise that the oven was cold?", "How do you understand this recipe?"),
        ("How did you manage to knead it?", "How do you manage the till?"),
        ("How did you get over your fear of ovens?", "How did you get to the bakery?"),
        ("Do you still fall out with the baker?", "Do you still live above the bakery?"),
        ("What still bothers you at the bakery?", "What is still being baked?"),
        ("Who helped you the most at the bakery?", "Who do you see most often at the bakery?"),
        ("What was the main benefit of the course?", "What was the main street called in your stories?"),
        ("What did you learn at the bakery?", "What, if anything, did you learn at the bakery?"),
        ("How has the oven calmed the street?", "How has the oven been delivered?"),
        ("What has the oven changed in the street?", "What, if anything, has the oven changed in the street?"),
        ("How has your view of bread shifted?", "How has the price of bread shifted?"),
        ("Tell me about your rows with the baker.", "Tell me about your talks with the baker."),
        ("What do you do with the shame you feel?", "What do you do with the bread you buy?"),
        ("When the bullying stopped, where did you go?", "When the course stopped, where did you go?"),
        ("Now that you can knead, what do you do?", "Now that you are here, what do you do?"),
        ("Why do you resent the baker?", "What do you resell?"),
        ("Where do your debts come from?", "You mentioned your debts: where are they now?"),
        ("How do you deal with the loneliness?", "How do you deal with the deliveries?"),
    ],
}
DOUBLE = {
    "fr": [
        ("Que pensez-vous du prix/poids du pain ?", "Que fait le ou la cliente/client ?"),
        (
            "Comment faites-vous pour payer le loyer et nourrir vos poules ?",
            "Comment faites-vous pour aller et venir ?",
        ),
        ("Comment votre mari et votre fils ont-ils vécu cela ?", "Comment votre mari et votre fils s'entendent-ils ?"),
        ("Le four et le pétrin sont-ils propres ?", "Le boulanger et le maire sont-ils amis ?"),
        ("Que change le four pour vous et pour vos voisins ?", "Que change le four pour vous et vos voisins ?"),
        ("Que savez-vous du pain, mais aussi du beurre ?", "Que savez-vous, mais depuis peu, du pain ?"),
        ("Racontez-moi le premier jour et la dernière semaine.", "Racontez-moi l'arrivée et les premiers jours."),
        ("Comment est le pain, et le beurre ?", "Comment est le pain, le matin ?"),
        ("Comment vous entendez-vous avec le maire et le préfet ?", "Que faites-vous avec le maire et le préfet ?"),
        ("Décrivez le four du haut et celui du bas.", "Décrivez le passage entre le four du haut et celui du bas."),
    ],
    "en": [
        ("What do you think of the price/weight of bread?", "What does he/she sell?"),
        ("How do you go about baking bread and selling it?", "How do you combine baking bread and selling it?"),
        ("How do your kids and your ex see the bakery?", "How do your kids and your ex see each other?"),
        ("Were the baker and the mayor helpful?", "Were the baker and the mayor related?"),
        ("What does the oven change for you and for your neighbours?", "How is the future for you and your family?"),
        ("What do you know of the bread, but also of the butter?", "What do you know, but not say, of the bread?"),
        ("Tell me about the first day and the last week.", "Tell me about the arrival and the first days."),
        ("What is the bread like, and the butter?", "What works well, and what does not?"),
        ("How useful and clean is the oven?", "How clean is the oven?"),
        ("What is it like to leave the farm and to come here?", "What is it like to go to and fro?"),
        ("What do you eat, and who cooks?", "What do you eat with those who cook?"),
        ("What did you like about the bread and the butter?", "What do people like you eat?"),
    ],
}
CLOSED = {
    "fr": [
        ("Besoin d'un four ?", "Et encore ?"),
        ("Des voisins ?", "Un exemple ?"),
        ("J'aimerais savoir si le pain est cuit.", "J'aimerais savoir comment le pain est cuit."),
        ("Pouvez-vous parler au boulanger ?", "Pouvez-vous parler du boulanger ?"),
        ("Accepteriez-vous de revenir ?", "Accepteriez-vous de revenir sur ce point ?"),
    ],
    "en": [
        ("Heard of the oven?", "And then?"),
        ("Any neighbours?", "Any examples?"),
        ("I'd like to know if the bread is baked.", "I'd like to know how the bread is baked."),
        ("Which school does your son go to?", "What memories of school do you have?"),
        ("Where do you usually go?", "Where do you usually go when you have a problem?"),
    ],
}
NEGATIVE = {
    "fr": [
        ("Pourquoi ne rendez-vous jamais le pain ?", "Pourquoi le boulanger ne vient-il pas ?"),
        ("Pour quelle raison n'achetez-vous rien ?", "Dans quels cas n'achetez-vous rien ?"),
        ("Comment se fait-il que vous ne soyez jamais venu ?", "Que se passe-t-il quand vous ne venez pas ?"),
    ],
    "en": [
        ("Why don't you buy bread?", "Why don't the others buy bread?"),
        ("For what reason did you never buy bread?", "In what cases do you never buy bread?"),
        ("You have no oven?", "You have an oven?"),
        ("Have you ever not bought bread?", "Have you ever bought bread?"),
    ],
}
KINDS = {"presuming": PRESUMING, "double_barrelled": DOUBLE, "closed": CLOSED, "negative": NEGATIVE}
PAIRS = [
    (label, language, faulty, sound)
    for label, languages in KINDS.items()
    for language, pairs in languages.items()
    for faulty, sound in pairs
]


@pytest.mark.parametrize(("label", "language", "faulty", "sound"), PAIRS)
def test_a_structure_makes_the_fault_and_its_look_alike_does_not(
    label: str, language: str, faulty: str, sound: str
) -> None:
    assert label in {one.label for one in judge(faulty, language, "question")}
    assert label not in {one.label for one in judge(sound, language, "question")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_ordinary_questions_of_a_guide_are_left_alone(language: str) -> None:
    asked = [question for question in questions("question_quality_sound.csv") if question.language == language]
    assert len(asked) > 120
    cried = [question.words for question in asked if by_rules(question) & set(LABELS)]
    assert len(cried) <= len(asked) // 60, cried


def test_both_languages_have_patterns() -> None:
    assert {language for language, _ in HINTED} == {"fr", "en"}


QUOTED = {"fr": re.compile(r"«\s(.+?)\s»"), "en": re.compile("“(.+?)”")}
HINTED = [
    (language, words)
    for language, patterns in ADVICE.items()
    for pattern in patterns.values()
    for words in QUOTED[language].findall(pattern)
    if "{" not in words and words.endswith(("?", "…"))
]
FILLED = {"fr": " la salle ", "en": " the room "}


@pytest.mark.parametrize(("language", "words"), HINTED)
def test_no_pattern_of_a_hint_has_a_fault_itself(language: str, words: str) -> None:
    asked = " ".join(words.replace("…", FILLED[language]).split())
    assert not {one.label for one in judge(asked, language, "question")} & set(LABELS), asked


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("fr", "De quoi êtes-vous fier ?", "De quoi êtes-vous fier"),
        ("fr", "En quelle année êtes-vous né ?", "En quelle"),
        ("en", "In what year were you born?", "In what"),
    ],
)
def test_the_words_shown_begin_with_the_preposition(language: str, words: str, shown: str) -> None:
    (one, *_) = judge(words, language, "question")
    assert words[one.start : one.end].startswith(shown)
