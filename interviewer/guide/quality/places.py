"""Where the words of a guide stand in its file: by the steps that lead to them, and to the character."""

from bisect import bisect_left, bisect_right
from functools import cached_property

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

    @cached_property
    def _indents(self) -> dict[int, int]:
        """The column where each line begins that has more on it than a comment."""
        bare = ((number, line, line.lstrip()) for number, line in self._lines.all())
        return {number: len(line) - len(rest) + 1 for number, line, rest in bare if rest and not rest.startswith("#")}

    @cached_property
    def _written(self) -> list[int]:
        return list(self._indents)

    def next_written(self, number: int) -> Place | None:
        """The first line behind that one with more on it than a comment, and the column where it begins."""
        after = bisect_right(self._written, number)
        return (self._written[after], self._indents[self._written[after]]) if after < len(self._written) else None

    def last_written(self, number: int) -> int:
        """The last line before that one with more on it than a comment; the first line where there is none."""
        before = bisect_left(self._written, number)
        return self._written[before - 1] if before else 1

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
