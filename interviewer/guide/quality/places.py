"""Where the words of a guide stand in its file: by the steps that lead to them, and to the character."""

from interviewer.guide.spoken import Steps
from interviewer.schema import follow
from interviewer.yamlfaults import Lines
from interviewer.yamlplaces import written_at
from interviewer.yamltext import BOM, Mapping, Node, Scalar

Place = tuple[int, int]


class Places:
    """The tree of a guide's file with its text; lines and columns count from 1."""

    def __init__(self, source: str, root: Node) -> None:
        self.source, self.root = source, root
        self._shift = int(source.startswith(BOM))
        self._lines = Lines(source[self._shift :])

    def at(self, offset: int) -> Place:
        """The place of an offset in the text."""
        return self._lines.place(max(0, offset - self._shift))

    def line(self, number: int) -> str:
        """The text of that line."""
        return self._lines.line(number)

    def of(self, steps: Steps) -> Place:
        """Where the node at the end of the steps begins; a key of the file itself at its name."""
        if len(steps) == 1 and isinstance(self.root, Mapping):
            key = next((key for key, _ in self.root.entries if key.text == steps[0]), None)
            if key is not None:
                return key.line, key.column
        node = follow(self.root, *steps)
        return (node.line, node.column) if node else (1, 1)

    def of_words(self, steps: Steps, language: str, at: int) -> Place:
        """Where that character of what is said there in that language stands."""
        node = self._said(steps, language)
        return self.at(written_at(self.source, node, at)) if node else self.of(steps)

    def _said(self, steps: Steps, language: str) -> Scalar | None:
        """The scalar that holds the words: under `ask` where there is one, under the language where there are several."""
        node = follow(self.root, *steps)
        for key in ("ask", language):
            inner = follow(node, key) if isinstance(node, Mapping) else None
            node = inner or node
        return node if isinstance(node, Scalar) else None
