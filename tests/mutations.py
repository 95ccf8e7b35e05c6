"""Files put out of order in ways that happen, and in ways that are meant: bytes, lines, cells, and parts of archives."""

import io
import zipfile
import zlib
from random import Random

NASTY = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"\x1b[2J",
        b"\r",
        b"\t",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
    ),
    *(
        b"<<<<<<< HEAD\n",
        b"&a ",
        b"*a",
        b"!!python/object:os.system ",
        b"---\n",
        b"%YAML 9\n",
        b"? ",
        b": ",
        b"- ",
        b"#",
        b"{",
        b"]",
    ),
    *(
        b"'",
        b'"',
        b'"""',
        b"|",
        b"=1+1",
        b"${",
        b"${x} = ",
        b"9" * 400,
        b"1e999",
        b"-0",
        b"nan",
        b"[" * 300,
        b"> " * 300,
        b"((" * 200,
    ),
    *(
        b"<!DOCTYPE x>",
        b"&lt;",
        b"</w:p>",
        b"<w:tbl>",
        b"]]>",
        b"begin_group",
        b"relevant",
        b"null",
        b"~",
        b"\\u0000",
        b"\\UFFFFFFFF",
    ),
)
LONGEST = 200


def mutated(data: bytes, chance: Random) -> bytes:
    """The file with one to four things changed; in an archive, rather inside of its parts."""
    for _ in range(chance.randint(1, 4)):
        inside = data.startswith(b"PK") and chance.random() < 0.8
        data = _in_archive(data, chance) if inside else _changed(data, chance)
    return data


def _changed(data: bytes, chance: Random) -> bytes:
    """One change of the bytes, at a place or between lines."""
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 1, 4, 40, LONGEST)))
    other = chance.randrange(len(data) + 1)
    instead = (
        bytes([chance.randrange(256)]) + data[at + 1 : end],
        b"",
        data[at:end] * chance.choice((2, 3, 50)),
        chance.choice(NASTY) + data[at:end],
        chance.choice(NASTY),
        data[other : other + LONGEST],
    )
    match chance.randrange(len(instead) + 2):
        case 0:
            return data[:at]
        case 1:
            lines = data.split(b"\n")
            chance.shuffle(lines)
            return b"\n".join(lines)
        case which:
            return data[:at] + instead[which - 2] + data[end:]


def _in_archive(data: bytes, chance: Random) -> bytes:
    """One part changed, gone, there twice, or under another name; an archive that can't be opened any more is left as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(one.filename, archive.read(one)) for one in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        return _changed(data, chance)
    if not parts:
        return data
    at = chance.randrange(len(parts))
    name, inside = parts[at]
    match chance.randrange(6):
        case 0:
            del parts[at]
        case 1:
            parts[at] = (chance.choice(parts)[0] + "x", inside)
        case _:
            parts[at] = (name, _changed(inside, chance))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in dict(parts).items():
            archive.writestr(zipfile.ZipInfo(name), inside, zipfile.ZIP_DEFLATED)
    return made.getvalue()
