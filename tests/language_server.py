"""The language server that editors use for YAML, as a child that is spoken to over its standard streams.

It is looked for in `YAML_LANGUAGE_SERVER` (the path of its `bin/yaml-language-server`), then in a folder beside the caches
of this user, where npm puts it when the tests are run with `INTERVIEWER_TESTS_NPM=1` (`make editors`).
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

VERSION = "1.25.0"
PATIENCE = 30
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
INSTALLING = 240


def folder() -> Path:
    """Where npm puts the server: outside of the repository."""
    home = Path(os.environ.get("INTERVIEWER_TESTS_CACHE") or Path.home() / ".cache" / "interviewer-tests")
    return home / f"yaml-language-server-{VERSION}"


def found() -> list[str] | None:
    """The command that starts the server; None where there is none, or nothing to run it."""
    node = shutil.which("node")
    named = os.environ.get("YAML_LANGUAGE_SERVER", "")
    program = Path(named) if named else folder() / "node_modules/yaml-language-server/bin/yaml-language-server"
    return [node, str(program), "--stdio"] if node and program.is_file() else None


def install() -> str:
    """Have npm fetch the server; empty when it is there, else why not."""
    npm = shutil.which("npm")
    if found() or npm is None:
        return "" if found() else "npm is not on this machine"
    folder().mkdir(parents=True, exist_ok=True)
    argv = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder()), f"yaml-language-server@{VERSION}"]
    try:
        done = subprocess.run(argv, capture_output=True, timeout=INSTALLING, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return "npm did not answer in time"
    return "" if not done.returncode and found() else "npm could not fetch the server"


class LanguageServer:
    """One running server, and the files that are open in it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._said: Queue[dict[str, Any]] = Queue()
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def begin(self, root: Path) -> None:
        """Greet the server."""
        wished = {"publishDiagnostics": {}, "completion": {"completionItem": {"snippetSupport": True}}, "hover": {}}
        greeting = {
            "processId": None,
            "rootUri": root.as_uri(),
            "capabilities": {"textDocument": wished, "workspace": {"configuration": True}},
        }
        self.ask("initialize", greeting)
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """What the server marks in a file with that text, beside `path`."""
        uri = self._show(path, text)
        while uri not in self._diagnostics:
            self._take()
        return self._diagnostics[uri]

    def at(self, method: str, path: Path, text: str, place: tuple[int, int]) -> Any:
        """What the server answers about a place (line and character, both from 0) of such a file."""
        uri = self._show(path, text)
        position = {"line": place[0], "character": place[1]}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position})

    def _show(self, path: Path, text: str) -> str:
        """Open the text under a name of its own: what is said of a name may be late, and about another text."""
        self._number += 1
        uri = path.with_name(f"{self._number}-{path.name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request."""
        self._number += 1
        mine = self._number
        self._send({"id": mine, "method": method, "params": params})
        while True:
            said = self._take()
            if said.get("id") == mine and "method" not in said:
                assert "error" not in said, said
                return said["result"]

    def _take(self) -> dict[str, Any]:
        try:
            said = self._said.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError("the server says nothing") from None
        if said.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif "method" in said and "id" in said:  # it asks us: settings, or leave to do something
            items = said["params"].get("items", []) if isinstance(said.get("params"), dict) else []
            wished = [SETTINGS if item.get("section") == "yaml" else None for item in items]
            self._send({"id": said["id"], "result": wished or None})
        return said

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        while line := out.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = out.readline()
            self._said.put(json.loads(out.read(length)))


@contextmanager
def serving(command: list[str], root: Path) -> Iterator[LanguageServer]:
    """A server that has been greeted; it is ended at the end."""
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            server = LanguageServer(process)
            server.begin(root)
            yield server
        finally:
            process.kill()
