"""The codebook as values."""

from typing import Literal

from msgspec import Struct

from interviewer.guide.model import NO_TEXT, Place, Text

Origin = Literal["a_priori", "emergent", "in_vivo"]
ORIGINS: tuple[Origin, ...] = ("a_priori", "emergent", "in_vivo")


class Code(Struct, frozen=True):
    """One code: when to use it, when not, and an example.

    `status` is `retired` where it is no longer applied. `was` are ids that it bore before, `merged_into` is the code
    that took its place: marks under these ids count as marks of the code that stands for them now.
    """

    id: str
    label: Text
    definition: Text = NO_TEXT
    use_when: Text = NO_TEXT
    not_when: Text = NO_TEXT
    example: Text = NO_TEXT
    parent: str = ""
    origin: Origin = "a_priori"
    groups: tuple[str, ...] = ()
    colour: str = ""
    status: str = ""
    was: tuple[str, ...] = ()
    merged_into: str = ""
    place: Place = Place()


class Codebook(Struct, frozen=True):
    """All codes, in the order of the file. A parent comes before or after its children, never in a circle."""

    codes: tuple[Code, ...] = ()

    def find(self, code_id: str) -> Code | None:
        """The code with that id, or None."""
        return next((code for code in self.codes if code.id == code_id), None)

    def path(self, code_id: str) -> str:
        """The code's ids from the root down, joined by `/` (`lien/rencontre`)."""
        steps: list[str] = []
        while code_id and code_id not in steps:
            steps.insert(0, code_id)
            code = self.find(code_id)
            code_id = code.parent if code else ""
        return "/".join(steps)
