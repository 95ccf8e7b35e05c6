"""What the type of a row asks for, in all dialects: ODK, Kobo, the old words of pyxform, SurveyCTO, CHT, formr."""

import re
from typing import Literal, NamedTuple

What = Literal[
    "begin", "end", "row", "open", "number", "scale", "select", "yes_no", "date", "short", "note", "left", "unknown"
]


class Kind(NamedTuple):
    """What a type asks for.

    `list_name` is the list of a select, `several` whether it takes more than one, `other` whether words of one's own.
    `bounds` are lowest and highest of a number or scale; `whole` says that only whole numbers are answers. `loosely` says
    that the guide has no such type and this is the nearest.
    """

    what: What
    list_name: str = ""
    several: bool = False
    other: bool = False
    bounds: tuple[float | None, float | None] = (None, None)
    whole: bool = False
    loosely: bool = False
    unit: str = ""


# Types in French stand beside ours: people write them, and no program reads them.
LEFT, NOTE, OPEN = Kind("left"), Kind("note"), Kind("open")
SHORT, LOOSELY_SHORT = Kind("short"), Kind("short", loosely=True)
DATE, WHOLE, NUMBER = Kind("date"), Kind("number", whole=True), Kind("number")

# What is asked: `q x` and `add x prompt` are how the oldest forms say `x`.
ASKED = {
    **dict.fromkeys(("text", "string", "textarea", "textbox", "multiline", "letters", "longtext", "texte"), OPEN),
    **dict.fromkeys(("audio", "video"), OPEN._replace(loosely=True)),
    **dict.fromkeys(("integer", "int", "number", "entier", "nombre entier"), WHOLE),
    **dict.fromkeys(("decimal", "numeric", "décimal", "nombre"), NUMBER),
    **dict.fromkeys(("date", "day", "jour"), DATE),
    **dict.fromkeys(("note", "instruct", "instruction", "mc heading", "consigne"), NOTE),
    "score row": Kind("row"),
    "rank level": Kind("row", loosely=True),
    **dict.fromkeys(("acknowledge", "trigger"), NOTE._replace(loosely=True)),
    **dict.fromkeys(("email", "tel", "phone number", "url", "year"), SHORT),
    **dict.fromkeys(
        ("time", "datetime", "date time", "datetime local", "month", "yearmonth", "year month"), LOOSELY_SHORT
    ),
    **dict.fromkeys(("week", "color"), LOOSELY_SHORT),
    "percentage": Kind("number", whole=True, bounds=(0.0, 100.0), unit="%"),
    **dict.fromkeys(
        ("number of days in last month", "number of days in last six months", "number of days in last year"), WHOLE
    ),
}
YES_NO = ("oui non", "oui/non", "yes no", "yesno", "yes or no", "boolean", "bool", "check", "check button", "checkbox")
# What a phone notes by itself, measures, takes as a file or reckons: a conversation has no such thing.
NOT_ASKED = frozenset(
    (
        *(
            "start",
            "end",
            "today",
            "deviceid",
            "device id",
            "subscriberid",
            "subscriber id",
            "simserial",
            "sim id",
            "imei",
        ),
        *("phonenumber", "username", "audit", "start time", "end time", "hidden", "calculate", "calculate here"),
        *("calculation", "geopoint", "geoshape", "geotrace", "gps", "location", "image", "photo", "picture"),
        *("file", "barcode", "osm", "xml external", "csv external", "caseid", "text audit", "audio audit"),
        *(
            "set form title",
            "set form id",
            "comments",
            "enum audit",
            "submit",
            "fork",
            "ip",
            "referrer",
            "server",
            "get",
            "random",
            "block",
            "include",
        ),
    )
)
NOT_ASKED_STARTS = (
    *("background ", "start geopoint", "speed violations", "sensor ", "get ", "submit ", "uri:", "db:", "db object"),
    *("include ", "random ", "geopoint ", "image ", "file ", "audio ", "video ", "hidden ", "osm ", "block "),
)

ONE, MORE = Kind("select"), Kind("select", several=True)
# How a select begins; its list follows.
SELECTS = {
    **dict.fromkeys(
        ("select one", "select one from", "select one using", "select1", "q select1", "selection one"), ONE
    ),
    **dict.fromkeys(("add select one prompt using", "mc", "mc button", "btn radio", "choose one"), ONE),
    **dict.fromkeys(("choix unique", "choix simple", "sélection unique", "liste"), ONE),
    **dict.fromkeys(("choix multiple", "choix multiples", "sélection multiple"), MORE),
    **dict.fromkeys(("select multiple", "select multiple from", "select multiple using", "q select"), MORE),
    **dict.fromkeys(("select all that apply", "select all that apply from", "add select multiple prompt using"), MORE),
    **dict.fromkeys(("mc multiple", "mc multiple button", "select many", "choose many"), MORE),
    **dict.fromkeys(("select one from file", "select one external"), ONE._replace(loosely=True)),
    **dict.fromkeys(("select multiple from file", "rank"), MORE._replace(loosely=True)),
    "select or add one": ONE._replace(other=True),
    "select or add multiple": MORE._replace(other=True),
}
LONGEST_SELECT = 5
OR_OTHER = re.compile(r"\s+or[ _](?:specify[ _])?other\s*$", re.IGNORECASE)
OLD = re.compile(r"(?:q|add|get) (?P<what>.+?)(?: prompt)?")
BOUNDED = re.compile(
    r"(?P<what>number|integer|range|range ticks|rating button|slider|visual analogue scale)\s+(?P<bounds>[-0-9.,;\s]+)"
)
GROUP = re.compile(
    r"(?P<edge>begin|end|début|debut|fin)\s*(?:de\s)?(?P<of>groupe|group|repeat|loop|lgroup|looped group|score|rank|kobomatrix)(?:\s+.*)?"
)


def plain(name: str) -> str:
    """The type in small letters, with single spaces where others write `_` or `-`."""
    return " ".join(re.sub(r"[\s_-]+", " ", name.lower()).split())


def kind(given: str) -> Kind:
    """What the type asks for; `unknown` for one that no dialect has."""
    said = plain(given)
    edge = GROUP.fullmatch(said)
    if edge:
        return Kind(
            "end" if edge["edge"] in ("end", "fin") else "begin",
            loosely=edge["of"] not in ("groupe", "group", "score", "rank", "kobomatrix"),
        )
    selected = _select(given)
    if selected is not None:
        return selected
    old = OLD.fullmatch(said)
    for name in (said, old["what"] if old else said):
        if name in ASKED:
            return ASKED[name]
        if name in YES_NO:
            return Kind("yes_no")
    return _rest(said)


def _select(given: str) -> Kind | None:
    """A select with its list, as that is written."""
    words = OR_OTHER.sub("", given).split()
    for count in range(min(LONGEST_SELECT, len(words)), 0, -1):
        found = SELECTS.get(plain(" ".join(words[:count])))
        if found is not None:
            own = found.other or bool(OR_OTHER.search(given))
            return found._replace(list_name=" ".join(words[count:]), other=own)
    return None


def _rest(said: str) -> Kind:
    bounded = BOUNDED.fullmatch(said)
    if bounded:
        return _bounded(bounded["what"], bounded["bounds"])
    if said in ("range", "slider"):
        return Kind("scale", bounds=(None, None), whole=True)
    first = said.split(" ", maxsplit=1)[0]
    if said in NOT_ASKED or said.startswith(NOT_ASKED_STARTS):
        return LEFT
    if first in ASKED and ASKED[first].what != "note":
        return ASKED[first]._replace(loosely=True)
    return Kind("unknown")


def _bounded(what: str, written: str) -> Kind:
    """`number 0,1000,1`, `range 1,100`, `rating button 5`: lowest, highest and step as formr writes them."""
    numbers = [float(part) for part in re.findall(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?", written)]
    if what == "rating button" and len(numbers) == 1:
        numbers = [1.0, *numbers]
    low, high = numbers[:2] if len(numbers) > 1 else (None, None)
    whole = all(number.is_integer() for number in numbers)
    scale = what not in ("number", "integer") and whole and low is not None and high is not None
    return Kind("scale" if scale else "number", bounds=(low, high), whole=whole)
