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


ENTER, ESC = "\r", "\x1b"
ALONE = ("run", "benevoles", "--participant", "p7kx3", "--wave", "t0")
FUNDER = ("run", "partenaires", "--participant", "pc3ny", "--stakeholder", "financeurs", "--language", "en")
GROUP = ("run", "recit-collectif", "--group", "gt7mk")
GROUP += tuple(word for person in ("pa2xd", "pf8wn", "pk5rv", "pz3mt") for word in ("--participant", person))

AGREED: tuple[Step, ...] = (
    ("", "Puis-je prendre des notes"),
    ("oui" + ENTER, "enregistrer nos voix"),
    ("non" + ENTER, "sans votre nom"),
    ("oui" + ENTER, "votre prénom"),
    ("non" + ENTER, "second entretien"),
    ("oui" + ENTER, "toute première fois"),
)
BEGUN: tuple[Step, ...] = (
    *AGREED,
    Later(70, "1/45"),
    ("C'est ma voisine qui m'a traînée, un mardi. J'avais peur de ne servir à rien." + ENTER, "un mardi"),
    (ESC + "1", "1"),
    Later(65, "2/45"),
    ("Une dame, Yvonne je crois. Elle m'a mis un tablier dans les mains et on a épluché." + ENTER, "épluché"),
    (ESC + "s", "★"),
    Later(80, "3/45"),
    ("/obs Elle rit, puis se tait un moment." + ENTER, "se tait"),
    Later(45, "4/45"),
    ("En repartant, je me suis dit que quelqu'un m'attendrait mardi…", "m'attendrait"),
)
SCENES = (Scene("main-80x24-fr", "interviewer run benevoles", 80, 24, "fr", ALONE, BEGUN),)
