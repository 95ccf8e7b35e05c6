"""What `check` says of a codebook beside the marks of the whole study."""

from collections import Counter
from collections.abc import Iterator

from interviewer.coding.codebook import read_codebook
from interviewer.coding.model import Codebook
from interviewer.coding.tree import CodeTree
from interviewer.errors import Problem, problem
from interviewer.study.codebook_history import read_history
from interviewer.study.folder import Study
from interviewer.study.reading import read_all


def cut_short(study: Study, shown: str) -> Iterator[Problem]:
    """A warning for a change of the codebook that was begun and not done."""
    past = read_history(study).unfinished()
    if past is not None:
        change, codes = past.change, " ".join(past.change.codes)
        yield problem("codebook_unfinished", 0, 0, "warning", shown, change=change.id, verb=change.verb, codes=codes)


def marks_without_code(study: Study, data: bytes, shown: str) -> Iterator[Problem]:
    """A warning for each code that marks bear and the codebook lacks; asked of a whole study only, for it reads all of it."""
    tree = CodeTree(read_codebook(data)[0] or Codebook())
    marks: Counter[str] = Counter()
    born: set[str] = set()
    for one in read_all(study):
        marks.update(mark.code for mark in one.view.marks)
        born.update(one.view.new_codes)
    for code, count in sorted(marks.items()):
        if tree.current(code) not in tree.codes:
            rule = "codebook_marks_emergent" if code in born else "codebook_marks_unknown"
            yield problem(rule, severity="warning", path=shown, code=code, count=count)
