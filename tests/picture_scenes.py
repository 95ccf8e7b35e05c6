"""What the pictures of the docs show: a row for each scene. What people say in them is invented."""

from typing import NamedTuple


class Later(NamedTuple):
    """So many seconds pass on the clock of the scene, until the screen holds this."""

    seconds: float
    then: str


class Full(NamedTuple):
    """The disk is full from here on."""


Step = tuple[str, str] | Later | Full


class Scene(NamedTuple):
    """A picture: its file, its title, the terminal's size, the language of the screens, the command, and what is done.

    A step is either keys with what the screen holds after them, or something that happens outside.
    """

    name: str
    title: str
    columns: int
    rows: int
    language: str
    argv: tuple[str, ...]
    steps: tuple[Step, ...]
    coded: bool = False  # in a study that has the interviews of the example, and its coders' marks


ENTER, ESC = "\r", "\x1b"
ALONE = ("run", "benevoles", "--participant", "p7kx3", "--wave", "t0")
PARTNER = (
    "run",
    "partenaires",
    "--participant",
    "pc3ny",
    "--stakeholder",
    "financeurs",
    "--language",
    "en",
    "--wave",
    "t0",
)
PEOPLE = ("pa2xd", "pf8wn", "pk5rv", "pz3mt")
GROUP = (
    "run",
    "recit-collectif",
    "--stakeholder",
    "habitants",
    "--wave",
    "t0",
    "--group",
    "gt7mk",
    *(word for one in PEOPLE for word in ("--participant", one)),
)


def line(words: str, then: str = "") -> Step:
    """Type a line and keep it; the screen holds its end, or what comes after it."""
    return words + ENTER, then or words.rsplit(maxsplit=1)[-1]


AGREED: tuple[Step, ...] = (
    ("", "Puis-je prendre des notes"),
    line("oui", "enregistrer nos voix"),
    line("non", "sans votre nom"),
    line("oui", "votre prénom"),
    line("non", "second entretien"),
    line("oui", "toute première fois"),
)
BEGUN: tuple[Step, ...] = (
    *AGREED,
    Later(70, "1/45"),
    line("C'est ma voisine qui m'a traînée, un mardi. J'avais peur de ne servir à rien."),
    (ESC + "1", "✓1"),
    Later(65, "2/45"),
    line("Une dame, Yvonne je crois. Elle m'a mis un tablier dans les mains et on a épluché."),
    (ESC + "s", "★"),
    Later(80, "3/45"),
    line("/obs Elle rit, puis se tait un moment."),
    Later(45, "4/45"),
)
TYPING: tuple[Step, ...] = (("En repartant, je me suis dit que quelqu'un m'attendrait mardi…", "m'attendrait mardi"),)
ENGLISH: tuple[Step, ...] = (
    ("", "May I take notes"),
    line("yes", "record our conversation"),
    line("yes", "May I quote you"),
    line("yes", "with your name"),
    line("no", "next year"),
    line("yes", "the story of how"),
    Later(95, "1/45"),
    line("It began with a phone call. Your coordinator asked for three crates of carrots, and stayed two hours."),
    (ESC + "2", "✓2"),
    Later(150, "4/45"),
    line("The winter the cold store broke down. You told us the same evening, before we heard it from anyone."),
    (ESC + "s", "★"),
    (ESC + "n", "your own part"),
    Later(130, "6/45"),
    line("We pay, and we listen. More the second than we had planned."),
    (ESC + "n", "Walk me through"),
    Later(60, "7/45"),
    line("In March, the open kitchen. Nobody had told the town hall, so there were no tables."),
    line("/obs She draws the square on the back of the invitation."),
    (ESC + "1", "✓1"),
    Later(50, "8/45"),
    ("People brought their own chairs, and that is how it should stay: a place where you bring", "where you bring"),
)


def _all_agree() -> tuple[Step, ...]:
    first: list[Step] = [("", "prenions des notes")]
    for after in (*PEOPLE[1:], "Pour commencer"):
        first += [line("oui", "les voix"), line("oui", "vous citions"), line("oui", "votre prénom"), line("non", after)]
    return tuple(first)


TOGETHER: tuple[Step, ...] = (
    *_all_agree(),
    Later(60, "1/100"),
    line("J'ai reçu un mot dans ma boîte aux lettres, avec un dessin d'arrosoir."),
    line("/who pf8wn", "pf8wn"),
    Later(50, "1/100"),
    line("Moi c'est pour les tomates, je ne vais pas mentir. Et puis on reste."),
    (ESC + "s", "★"),
    line("/who pz3mt", "pz3mt"),
    Later(75, "3/100"),
    line("Je venais chercher mon fils. Maintenant c'est lui qui m'attend."),
    (ESC + "n", "vécu avec ce groupe"),
    line("/who pf8wn", "pf8wn"),
    Later(180, "6/100"),
    line("Le soir de l'orage, on a tenu la bâche à huit pendant une heure. Personne n'est parti."),
    line("/obs Rires ; pa2xd acquiesce."),
    line("/who pa2xd", "pa2xd"),
    Later(90, "7/100"),
    ("C'est ce soir-là que j'ai appris vos prénoms, tous", "vos prénoms"),
)
RIGHT, SHIFT_RIGHT, PAGE_DOWN, DOWN = "\x1b[C", "\x1b[1;2C", "\x1b[6~", "\x1b[B"
CODING = ("code", "2026-03-12", "--coder", "zoe")


def _coded(welcome: str, meaning: str) -> tuple[Step, ...]:
    """Some turns of an interview are coded; the screens call these two codes so."""
    return (
        ("", "1/16"),
        (" ", "2/16"),
        ("acc", welcome),
        (ENTER, "1 ■"),
        (".", ""),
        ("renc", "› renc"),
        (ENTER, "2 ■"),
        (" ", "3/16"),
        (" ", "4/16"),
        ("sens", meaning),
        (ENTER, "1 ■"),
        *((RIGHT, ""),) * 3,
        *((SHIFT_RIGHT, ""),) * 5,
    )


SCENES = (
    Scene("room-80x24-fr", "interviewer run benevoles", 80, 24, "fr", ALONE, (*BEGUN, *TYPING)),
    Scene("room-120x35-en", "interviewer run partenaires", 120, 35, "en", PARTNER, ENGLISH),
    Scene("group-120x35-fr", "interviewer run recit-collectif", 120, 35, "fr", GROUP, TOGETHER),
    Scene("consent-80x24-fr", "interviewer run benevoles", 80, 24, "fr", ALONE, AGREED[:3]),
    Scene("help-120x35-en", "interviewer run partenaires", 120, 35, "en", PARTNER, (*ENGLISH[:6], (ESC + "?", "Alt"))),
    Scene(
        "finder-80x24-fr",
        "interviewer run benevoles",
        80,
        24,
        "fr",
        ALONE,
        (*BEGUN, (ESC + "g", "10 Comment"), ("lou", "lourd")),
    ),
    Scene(
        "not-saved-80x24-fr",
        "interviewer run benevoles",
        80,
        24,
        "fr",
        ALONE,
        (*BEGUN, Full(), *TYPING, (ENTER, "NON")),
    ),
    Scene("end-80x24-fr", "interviewer run benevoles", 80, 24, "fr", ALONE, (*BEGUN, (ESC + "D", "restent à poser"))),
    Scene(
        "coding-80x24-en",
        "interviewer code",
        80,
        24,
        "en",
        CODING,
        (*_coded("The welcome", "Meaning"), ("reco", "› reco")),
        coded=True,
    ),
    Scene("coding-120x35-fr", "interviewer code", 120, 35, "fr", CODING, _coded("L'accueil", "Le sens"), coded=True),
    Scene(
        "coding-excerpts-120x35-en",
        "interviewer code",
        120,
        35,
        "en",
        (*CODING[:1], "--coder", "ana"),
        (("", "108/108"), ("entr", "› entr"), (ESC + "w", "excerpts"), (DOWN, "")),
        coded=True,
    ),
)
