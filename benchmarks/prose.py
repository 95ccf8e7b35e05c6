"""Invented French answers for the benchmarks: quotes, line breaks, dialogue dashes, emoji."""

from random import Random

BEGINNINGS = (
    "Au début je venais surtout pour ma voisine",
    "- Franchement, je ne sais pas trop comment dire",
    "Ce qui a changé, c'est que je sors de chez moi",
    "On m'a dit « viens, tu verras » et j'ai vu",
    "Il y a eu des semaines où je ne parlais à personne",
    "Le mardi, c'est mon jour ; personne n'y touche",
    "J'avais peur de gêner, et puis on m'a tendu un café",
    "Quand j'ai perdu mon travail, tout s'est arrêté",
    "Ma fille dit que je ris plus qu'avant",
    "+33, c'est tout ce que je savais de la France",
)
MIDDLES = (
    "et la première fois, je suis restée près de la porte",
    "parce que l'accueil, ça ne s'apprend pas dans un livre",
    'et quelqu\'un a dit "assieds-toi", simplement',
    "même si, soyons honnêtes, tout n'est pas rose",
    "alors que chez moi le téléphone ne sonne jamais",
    "et j'ai compris que je pouvais aussi aider",
    "on épluche les légumes, on parle, on se tait aussi",
    "l'équipe change souvent, ça, c'est dur",
    "je n'aurais jamais cru que ça compterait autant",
    "avec mon dossier n° 12 sous le bras, comme une écolière",
)
ENDINGS = (
    "Voilà.",
    "C'est bête, non ? 😊",
    "Je ne regrette pas.",
    "Enfin, c'est comme ça que je le vis…",
    "\n\nEt puis il y a eu l'été.",
    "(rires) Bon, pas tous les jours !",
    "Vous comprenez ? 👩🏽‍🍳",
    "\n- Et après ?\n- Après, je suis revenue.",
)


def answer(chance: Random) -> str:
    """One answer of some 60 to 500 characters."""
    parts = [chance.choice(BEGINNINGS), *chance.sample(MIDDLES, chance.randint(0, 5))]
    return ", ".join(parts) + ". " + chance.choice(ENDINGS)
