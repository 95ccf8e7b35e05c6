"""Forms for tests: guides that can become one, and the tools that phones and servers read them with."""

import io
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from interviewer.guide.model import Answer, Choices, Condition, Guide, Number, Scale, Text
from interviewer.guide.xlsform.form import WIDTHS, Around, Written, form
from interviewer.sheets.write import xlsx
from tests.guides_made import guides

JAVA = shutil.which("java") is not None
AROUND = Around({"benevoles": Text({"fr": "Bénévoles", "en": "Volunteers"}), "partenaires": None}, "2026-01")


def converted(written: Written, *, validate: bool = False) -> tuple[str, Sequence[str]]:
    """The XForm that pyxform makes of the form, and its warnings; with `validate` ODK Validate looks at it too."""
    from pyxform.xls2xform import convert

    made = convert(io.BytesIO(xlsx(written.sheets, WIDTHS)), validate=validate, file_type=".xlsx")
    return made.xform, made.warnings


def form_of(guide: Guide) -> Written:
    """The form of the guide in a study with two groups."""
    return form(guide, AROUND)


@st.composite
def complete_guides(draw: st.DrawFn) -> Guide:
    """A guide without holes, whose conditions are on what it asks."""
    guide: Guide = _whole(draw(guides()), ())
    known: dict[str, Answer | None] = {item.id: item.answer for item in guide.background if guide.find(item.id) is None}

    def when() -> tuple[Condition, ...]:
        ids = draw(st.lists(st.sampled_from(sorted(known)), max_size=2, unique=True)) if known else []
        return tuple(draw(_condition(one, known[one])) for one in ids)

    themes = []
    for theme in guide.themes:
        before, questions = when(), []
        for question in theme.questions:
            questions.append(replace(question, when=when()))
            known[question.id] = question.answer
        themes.append(replace(theme, when=before, questions=tuple(questions)))
    return replace(guide, themes=tuple(themes))


def _condition(asked: str, answer: Any) -> st.SearchStrategy[Condition]:
    if isinstance(answer, Choices):
        values = st.lists(st.sampled_from(list(answer.options)), min_size=1, max_size=2).map(tuple)
        return st.builds(Condition, st.just(asked), values) | st.builds(Condition, st.just(asked), others=values)
    if isinstance(answer, Scale | Number):
        return st.builds(
            Condition, st.just(asked), lowest=st.integers(0, 9).map(float), highest=st.none() | st.just(50.5)
        )
    words = st.sampled_from(["oui", "l'un", 'dit "oui"', "l'un \"et\" l'autre"]).map(lambda word: (word,))
    return st.builds(Condition, st.just(asked), words)


def _whole(value: Any, languages: Sequence[str]) -> Any:
    """The same with every text in every language."""
    if isinstance(value, Guide):
        languages = value.languages
    if isinstance(value, Text):
        return Text({one: value.said_in(one) for one in languages}) if value.words else value
    if isinstance(value, Struct):
        return replace(value, **{name: _whole(getattr(value, name), languages) for name in value.__struct_fields__})
    if isinstance(value, tuple):
        return tuple(_whole(one, languages) for one in value)
    if isinstance(value, Mapping) and all(isinstance(one, Text) for one in value.values()):
        return {name: _whole(one, languages) for name, one in value.items()}
    return value
