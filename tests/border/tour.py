"""A tour of all verbs: how each is called on a study, so that what holds of one is tried on all.

A verb of the program without an entry here fails a test (tests/test_border_tour.py): whoever adds one adds its visits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.border.hostile_study import GROUP, HELD, ODD, OPEN

# What a visit prints on standard output: for people, JSON, or a file (then what it holds is the other tests' concern).
TEXT, JSON, FILE = "text", "json", "file"


class Stage(NamedTuple):
    """Where a tour is made: the study, lines to type that hold its words, the ids of two turns."""

    root: Path
    words: Sequence[str]
    turns: Sequence[str]


class Visit(NamedTuple):
    """One call of a verb. `stdin` is typed; `codes` are the exit codes that are right; `first` prepares the study.

    `alone`: it changes the study so that nothing else should be tried on it.
    """

    argv: tuple[str, ...]
    stdin: str = ""
    out: str = TEXT
    codes: tuple[int, ...] = (0,)
    first: Callable[[Stage], None] | None = None


Visits = Callable[[Stage], Sequence[Visit]]


def _see(*argv: str, stdin: str = "", out: str = TEXT, codes: tuple[int, ...] = (0,)) -> Visit:
    return Visit(argv, stdin, out, codes)


def _lines(stage: Stage) -> str:
    """Every text on a line of its own, as people type."""
    return "".join(f"{_one_line(text)}\n" for text in stage.words)


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _blocks(stage: Stage) -> str:
    """Every text whole, between the marks of a block."""
    return "".join(f'"""\n{text}\n"""\n' for text in stage.words)


def _figures(*argv: str, out: bool = True) -> list[Visit]:
    """A verb of figures in its shapes; 3 where a file of the study is damaged."""
    codes = (0, 1, 3)
    shapes = [Visit(argv, codes=codes), Visit((*argv, "--json"), out=JSON, codes=codes)]
    return shapes + ([Visit((*argv, "--out", "-"), out=FILE, codes=codes)] if out else [])


def _bad(*argv: str, codes: tuple[int, ...] = (1, 2, 3)) -> list[Visit]:
    """Every hostile text as what is asked of the verb: refused, and told without harm."""
    return [Visit((*argv, word), codes=codes) for word in HOSTILE_WORDS]


def _found(*argv: str) -> list[Visit]:
    """The same where codes are found by their labels too, and there is one of that label."""
    return _bad(*argv, codes=(0, 1, 2, 3))


# A command line can hold no NUL.
HOSTILE_WORDS = ("\x1b[2J\x1b[31mrouge[/]", "\u202eabc[bold red]", "=1+1\x9b31m\n\x07%s{0}{x.__class__}")
BROKEN = "casse\u202e\x1b[2J.yaml"


def _init(_: Stage) -> Sequence[Visit]:
    return [_see("init", "etude\u202e\x1b[2J"), _see("init", "etude", "--lang", "fr"), *_bad("init", "x", "--export")]


def _import(stage: Stage) -> Sequence[Visit]:
    form = "| survey |\n| | type | name | label |\n" + "".join(
        f"| | text | q{n} | {_one_line(text).replace('|', ' ')} |\n" for n, text in enumerate(stage.words)
    )
    prose = "".join(f"## {_one_line(text)}\n\n- {_one_line(text)} ?\n" for text in stage.words)
    (stage.root / "forme\u202e\x1b[2J.md").write_bytes(form.encode("utf-8", "surrogatepass"))
    (stage.root / "prose\u202e\x1b[2J.md").write_bytes(prose.encode("utf-8", "surrogatepass"))
    head = ("SubmissionDate", *stage.words[:12])
    (stage.root / "reponses.csv").write_bytes(
        (
            "\n".join([",".join(_cell(one) for one in head), ",".join(_cell(one) for one in stage.words[:13])]) + "\n"
        ).encode("utf-8", "surrogatepass")
    )
    any_end = (0, 1, 2, 3)
    return [
        *(
            _see("import", "xlsform", "forme\u202e\x1b[2J.md", "--id", "forme", *how, out=out, codes=any_end)
            for how, out in DRY
        ),
        *(
            _see("import", "guide", "prose\u202e\x1b[2J.md", "--id", "prose", *how, out=out, codes=any_end)
            for how, out in DRY
        ),
        *(
            _see("import", "answers", "reponses.csv", "--guide", "essai", *how, out=out, codes=any_end)
            for how, out in DRY
        ),
        *_bad("import", "xlsform"),
        *_bad("import", "guide"),
        *_bad("import", "answers"),
        *_bad("import", "answers", "reponses.csv", "--guide"),
    ]


DRY = ((("--dry-run",), TEXT), (("--dry-run", "--json"), JSON), ((), TEXT))


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _codebook(stage: Stage) -> Sequence[Visit]:
    lines = "".join(
        f"{key}: {_one_line(text)}\n"
        for key, text in zip(
            ("label.fr", "label.en", "definition.fr", "example.fr", "reason"), stage.words, strict=False
        )
    )
    said = [f"{key}: {_one_line(text)}\n" for text in stage.words for key in ("reason",)]
    any_end = (0, 1, 2, 3)
    visits = [
        _see("codebook", "show"),
        _see("codebook", "show", "c0"),
        _see("codebook", "show", "--json", out=JSON),
        _see("codebook", "show", "neuf0", codes=any_end),
        _see("codebook", "add", "nouveau", "--coder", "ana", stdin=lines, codes=any_end),
        _see("codebook", "add", "autre", "--coder", "ana", "--dry-run", stdin=lines, codes=any_end),
        _see("codebook", "edit", "c1", "--coder", "ana", stdin=lines, codes=any_end),
        _see("codebook", "adopt", "--coder", "ana", "--yes", codes=any_end),
    ]
    for n, reason in enumerate(said):
        visits.append(_see("codebook", "rename", "c2" if n % 2 == 0 else "c2x", "c2x" if n % 2 == 0 else "c2", "--coder", "ana", "--yes", stdin=reason, codes=any_end))  # fmt: skip
    visits += [
        _see("codebook", "merge", "c4", "c0", "--coder", "ana", "--yes", stdin=said[0], codes=any_end),
        _see("codebook", "merge", "c3", "c0", "--coder", "ana", "--dry-run", stdin=said[0], codes=any_end),
        _see("codebook", "split", "c0", "c5", "c6", "--coder", "ana", stdin=said[0], codes=any_end),
        _see("codebook", "move", "c7", "--under", "c0", "--coder", "ana", "--yes", stdin=said[0], codes=any_end),
        _see("codebook", "retire", "c8", "--coder", "ana", "--yes", stdin=said[0], codes=any_end),
        _see("codebook", "history"),
        _see("codebook", "history", "--json", out=JSON),
        _see("codebook", "undo", "--coder", "ana", "--yes", stdin=said[0], codes=any_end),
        *(_see("codebook", "export", "--to", to, "--for", who, out=FILE, codes=any_end) for to, who in BOOK_FILES),
        _see("codebook", "import", "autre.csv", "--coder", "ana", codes=any_end),
    ]
    for verb in ("show", "history", "import", "undo"):
        visits += _found("codebook", verb)
    for verb in ("add", "edit", "adopt", "retire", "move", "merge", "rename", "split"):
        visits += [v._replace(argv=(*v.argv, "--coder", "ana")) for v in _bad("codebook", verb)]
    return visits


BOOK_FILES = (("csv", "machine"), ("csv", "excel"), ("csv", "taguette"), ("qdc", ""), ("md", ""))


def _code(stage: Stage) -> Sequence[Visit]:
    table = "session_id,turn_id,code_id,excerpt,memo\n" + "".join(
        f"{_cell(HELD)},{_cell(turn)},{_cell(text)},{_cell(text)},{_cell(text)}\n"
        for turn, text in zip(stage.turns, stage.words, strict=False)
    )
    (stage.root / "marques.csv").write_bytes(table.encode("utf-8", "surrogatepass"))
    any_end = (0, 1, 2, 3)
    typed = "".join(
        f"c0: {_one_line(text)}\n/memo {_one_line(text)}\n+neuf {_one_line(text)}\n\n" for text in stage.words
    )
    return [
        _see("code", HELD, "--coder", "zoe", stdin=typed, codes=any_end),
        _see("code", "--coder", "ana", "--apply", "marques.csv", codes=any_end),
        _see("code", "--lost", codes=any_end),
        _see("code", "--export", "-", out=FILE, codes=any_end),
        _see("code", HELD, "--coder", "yan", "--suggest", stdin="\n\n\n", codes=any_end),
        _see("code", HELD, "--coder", "zoe", "--close", "--incomplete", codes=any_end),
        *_bad("code", "--coder"),
        *_bad("code", HELD, "--coder", "zoe", "--round"),
        *_bad("code", HELD, "--coder", "zoe", "--question"),
        *_bad("code", "--coder", "ana", "--apply"),
        *_bad("code", "--coder", "ana"),
    ]


def _run(stage: Stage) -> Sequence[Visit]:
    consent = "oui\noui\noui\noui\n"
    actions = "".join(
        f"/{verb} {_one_line(text)}\n"
        for verb in ("memo", "obs", "ask", "goto", "skip", "code", "zzz")
        for text in stage.words[:14]
    )
    any_end = (0, 1, 2, 3)
    return [
        _see("run", "essai", "--participant", "p9", "--stakeholder", "groupe0", stdin=consent + _lines(stage) + _blocks(stage) + actions + "/map\n/time\n/help\n/done\n" + _lines(stage), codes=any_end),
        _see("run", "--resume", OPEN, stdin="oui\noui\noui\noui\n/map\n" + _lines(stage) + "/pause\n", codes=any_end),
        _see("run", "essai", "--rehearse", "--answers", "-", stdin=consent + _lines(stage), codes=any_end),
        _see("run", "essai", "--rehearse", "--answers", "-", "--json", stdin=consent + _lines(stage), out=JSON, codes=any_end),
        *(v for name in ("participant", "group", "stakeholder", "wave", "held-on", "language") for v in _bad("run", "essai", f"--{name}")),
        *_bad("run", "--resume"),
        *_bad("run"),
    ]  # fmt: skip


def _edit(stage: Stage) -> Sequence[Visit]:
    lines = "".join(f'{n}\n"""\n{text}\n"""\n{_one_line(text)}\n' for n, text in enumerate(stage.words[:12], 1))
    return [
        _see("edit", HELD, stdin=lines, codes=(0, 1, 2, 3)),
        *_bad("edit"),
        *_bad("edit", HELD, "--turn"),
    ]


def _compare(_: Stage) -> Sequence[Visit]:
    any_end = (0, 1, 2, 3)
    return [
        _see("compare", "ana", "ben", "--list", codes=any_end),
        _see("compare", "ana", "ben", "--json", out=JSON, codes=any_end),
        _see("compare", "ana", "ben", "--out", "-", out=FILE, codes=any_end),
        _see("compare", "ana", "ben", stdin="a \x1b[2J\nb =1+1\nneither \u202e\nboth\n[bold]\n", codes=any_end),
        *_bad("compare", "ana"),
        *_bad("compare", "ana", "ben", "--as"),
        *_bad("compare", "ana", "ben", "--to"),
        *_bad("compare", "ana", "ben", "--by"),
    ]


def _find(stage: Stage) -> Sequence[Visit]:
    words = [text for text in stage.words if text.strip() and len(text) < 200]
    return [
        *(_see("find", stdin=_one_line(text) + "\n", codes=(0, 1, 2, 3)) for text in words[:12]),
        _see("find", "--regex", stdin="(\x1b[2J\n", codes=(1, 2)),
        _see("find", stdin="o\n", codes=(0, 1, 3)),
        _see("find", "--json", stdin="o\n", out=JSON, codes=(0, 1, 3)),
        _see("find", "c0", codes=(0, 1, 3)),
        *_found("find"),
    ]


def _translate(stage: Stage) -> Sequence[Visit]:
    cells = "".join(f"{_cell(text)};{_cell(text)};{_cell(text)}\n" for text in stage.words)
    (stage.root / "feuille.csv").write_bytes(("place;fr;es\n" + cells).encode("utf-8", "surrogatepass"))
    return [
        _see("translate", "essai", "es", codes=(0, 1, 2, 3)),
        _see("translate", "essai", "es", "--merge", "feuille.csv", codes=(0, 1, 2, 3)),
        _see("translate", "essai", "es", "--merge", "feuille.csv", "--json", out=JSON, codes=(0, 1, 2, 3)),
        *_bad("translate", "essai"),
        *_bad("translate"),
    ]


def _stats(_: Stage) -> Sequence[Visit]:
    by = ("code", "question", "stakeholder", "coder", "metier", "role", "participant")
    visits = [visit for one in by for visit in _figures("stats", "--by", one)]
    filters = ("session", "guide", "stakeholder", "participant", "theme", "question", "code", "coder", "round", "where")
    return visits + _bad("stats", "--by") + [v for one in filters for v in _found("stats", f"--{one}")]


def _names(stage: Stage) -> Sequence[Visit]:
    keys = ("name", "phone", "email", "address", "form", "note")
    said = "".join(f"{key}: {_one_line(text)}\n" for key, text in zip(keys, stage.words, strict=False))
    return [
        _see("names", "add", "p1", stdin=said, codes=(0, 1)),
        _see("names", "add", "p2", stdin=f"name: Zo {_one_line(stage.words[-1])}\n", codes=(0, 1)),
        _see("names", "list", codes=(0, 1)),
        _see("names", "list", "--json", out=JSON, codes=(0, 1)),
        _see("names", "list", "--unlock", codes=(0, 1, 2)),
        _see("names", "reveal", "p1", codes=(0, 1, 2)),
        _see("names", "export", "../noms.csv", codes=(0, 1)),
        _see("names", "export", "../noms.xlsx", "--recontact", codes=(0, 1)),
        *_bad("names", "add"),
        *_bad("names", "reveal"),
        *_bad("names", "export"),
        *_bad("names"),
    ]


TOUR: Mapping[str, Visits] = {
    "": lambda _: [_see(codes=(0, 3)), _see("--help"), *_bad(), *_bad("--lang")],
    "init": _init,
    "new": lambda _: [_see("new", "tout-neuf"), *_bad("new")],
    "import": _import,
    "check": lambda _: [
        _see("check", codes=(3,)),
        _see("check", "--json", out=JSON, codes=(3,)),
        _see("check", "--format", "github", codes=(3,)),
        _see("check", "--strict", "guides/essai.yaml", codes=(3,)),
        _see("check", f"guides/{BROKEN}", codes=(3,)),
        *_bad("check"),
        *_bad("check", "--format"),
    ],
    "diff": lambda _: [
        _see("diff", "essai", "guides/essai.yaml", codes=(0, 1, 2, 3)),
        _see("diff", "--outline", "guides/essai.yaml"),
        _see("diff", "guides/essai.yaml", f"guides/{BROKEN}", codes=(1, 2, 3)),
        *_bad("diff"),
        *_bad("diff", "essai"),
    ],
    "history": lambda _: [
        _see("history", "essai", codes=(0, 1, 3)),
        _see("history", "essai", "--json", out=JSON, codes=(0, 1, 3)),
        *_bad("history"),
    ],
    "translate": _translate,
    "print": lambda _: [
        *(_see("print", "essai", "--to", kind, "--out", "-", out=FILE) for kind in ("html", "md", "txt")),
        _see("print", "essai", codes=(0, 1)),
        _see("print", "essai", "--to", "docx", codes=(0, 1)),
        *_bad("print"),
        *_bad("print", "essai", "--to"),
        *_bad("print", "essai", "--language"),
    ],
    "schema": lambda _: [_see("schema", codes=(0, 1)), _see("schema", "guide", "--out", "-", out=FILE, codes=(0, 1, 2)), *_bad("schema")],
    "ready": lambda _: [
        _see("ready", codes=(0, 1)),
        _see("ready", "essai", codes=(0, 1)),
        _see("ready", f"guides/{BROKEN}", codes=(0, 1)),
        _see("ready", "--json", out=JSON, codes=(0, 1)),
        *_bad("ready"),
    ],
    "run": _run,
    "follow": lambda _: [
        _see("follow", HELD, "--once"),
        _see("follow", ODD, "--once", codes=(0, 1, 3)),
        _see("run", "--resume", ODD, codes=(0, 1, 2, 3)),
        _see("edit", ODD, stdin="1\n", codes=(0, 1, 2, 3)),
        _see("code", ODD, "--coder", "zoe", stdin="\n\n\n", codes=(0, 1, 2, 3)),
        _see("follow", OPEN, "--once", codes=(0, 3)),
        _see("follow", GROUP, "--plain", "--once"),
        *_bad("follow"),
        *_bad("follow", OPEN, "--notes"),
    ],
    "list": lambda _: [_see("list"), _see("list", "--json", out=JSON)],
    "show": lambda _: [
        *(_see("show", one, *how, out=out) for one in (HELD, GROUP, OPEN, ODD) for how, out in (((), TEXT), (("--marks",), TEXT), (("--json",), JSON), (("--markdown", "--marks"), TEXT))),
        *_bad("show"),
        *_bad("show", HELD, "--coder"),
    ],
    "edit": _edit,
    "code": _code,
    "codebook": _codebook,
    "compare": _compare,
    "stats": _stats,
    "crosstab": lambda _: [
        visit for by in ("code", "stakeholder", "metier", "question") for visit in _figures("crosstab", "--by", by)
    ] + _bad("crosstab", "--by") + _bad("crosstab", "--unit"),
    "quotes": lambda _: [
        *_figures("quotes"), *_figures("quotes", "--all"), *_figures("quotes", "c0", "--key"), *_found("quotes"),
    ],
    "find": _find,
    "agree": lambda _: [
        *_figures("agree", "--resamples", "5"), *_figures("agree", "--unit", "span", "--resamples", "5"),
        *_bad("agree", "--coders"), *_bad("agree", "--by"), *_bad("agree", "--unit"),
    ],
    "saturation": lambda _: [*_figures("saturation", "--base", "1", "--run", "1"), *_bad("saturation", "--by"), *_bad("saturation", "--order"), *_bad("saturation", "--threshold")],
    "export": lambda stage: [
        _see("export", "--out", "-", "--for", "machine", out=FILE),
        _see("export", "--out", "-", "--for", "excel", out=FILE),
        _see("export", "--out", "sortie\u202e\x1b[2J"),
        _see("export", "--publishable", "--out", "montrable"),
        _see("export", "xlsform", "essai", "--out", "essai.xlsx", codes=(0, 1, 3)),
        *_bad("export"), *_bad("export", "xlsform"), *_bad("export", "--for"), *_bad("export", "--guide"), *_bad("export", "--session"),
        *(Visit(("export", "--out", os.path.join("absent", word)), codes=(0, 1, 2)) for word in HOSTILE_WORDS),
    ],
    "audit": lambda stage: [
        *TOUR["export"](stage), _see("audit", codes=(0, 3)), _see("audit", "--json", out=JSON, codes=(0, 3)),
    ],
    "scan": lambda _: [
        _see("scan", codes=(0, 3)),
        _see("scan", "--list", "--all", "--words", codes=(0, 3)),
        _see("scan", "--json", out=JSON, codes=(0, 3)),
        _see("scan", "--json", "--all", "--words", out=JSON, codes=(0, 3)),
        _see("scan", "--decisions", "decisions.csv", codes=(0, 3)),
        _see("scan", "--accept-scan", "marques.csv", codes=(1, 3)),
        *_bad("scan"),
        *_bad("scan", "--accept-scan"),
        *_bad("scan", "--coder"),
    ],
    "doctor": lambda _: [_see("doctor", codes=(0, 3)), _see("doctor", "--repair", codes=(0, 3))],
    "names": _names,
    "unlock": lambda _: [_see("unlock", stdin="\x1b[2Jfaux\n", codes=(0, 1, 2)), *_bad("unlock", "--minutes")],
    "lock": lambda _: [_see("lock", codes=(0, 1))],
    "sync": lambda _: [
        _see("sync", "out", "../cle\u202e\x1b[2J", codes=(0, 1, 3)),
        _see("sync", "in", "../cle\u202e\x1b[2J", codes=(0, 1, 3)),
        *_bad("sync"),
        *_bad("sync", "in"),
    ],
    "redact": lambda stage: [
        *(
            _see("redact", HELD, "--turn", str(2 * n + 1), stdin=f"{_one_line(text)}\n{_one_line(text)}\noui\n", codes=(0, 1, 2, 3))
            for n, text in enumerate(stage.words[:8])
        ),
        *_bad("redact"),
        *_bad("redact", HELD, "--turn"),
    ],
    "access": lambda _: [
        *_bad("access"),
        *(_see("access", who, "--out", f"acces.{end}", "--force", codes=(0, 1, 3)) for who in ("p1", "p3") for end in ("docx", "html", "md")),
        *_bad("access", "p3", "--out"),
    ],
    "withdraw": lambda _: [
        *_bad("withdraw"),
        _see("withdraw", "p3", stdin="\x1b[2J\n", codes=(1, 2, 3)),
        _see("withdraw", "p3", stdin="p3\n", codes=(0, 1, 3)),
        _see("list", codes=(0, 3)),
        _see("show", GROUP, codes=(0, 3)),
    ],
    "delete": lambda _: [
        _see("delete", GROUP, stdin="\x1b[2J\n", codes=(1,)), *_bad("delete"), _see("delete", GROUP, stdin=f"{GROUP}\n"),
    ],
}  # fmt: skip
