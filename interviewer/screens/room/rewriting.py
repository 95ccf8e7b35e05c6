"""The words of a turn in the editor: to be rewritten, or to be cut in two where the cursor stands."""

from collections.abc import Callable

from interviewer.screens.room.looking import Looking
from interviewer.screens.words import _
from interviewer.session import events as e
from interviewer.session.live import Live
from interviewer.session.model import TurnView


def _nothing() -> str:
    return ""


class Rewriting(Looking):
    """An interview in which a turn may stand in the editor.

    `standing` gives the words that stand in the editor. `begun` is a text that the editor is to begin with (taken by
    `take_begun`), `editing` the turn whose text stands in it, to be rewritten or, with `splitting`, to be cut.
    """

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self.standing: Callable[[], str] = _nothing
        self.editing = ""
        self.splitting = False
        self.begun: str | None = None
        self._leaving: str | None = None

    def take_begun(self) -> str | None:
        """The text that the editor is to hold now, once; None when what stands in it stays."""
        begun, self.begun = self.begun, None
        return begun

    def changed(self, text: str) -> bool:
        """Whether this text of the editor is in no record yet."""
        turn = self._edited()
        return bool(text.strip()) and not (turn and turn.text == text)

    def _edited(self) -> TurnView | None:
        return self.state.view.turn(self.editing) if self.editing else None

    def _rewritten(self, text: str) -> bool:
        turn = self._edited()
        if turn is None:
            return self._without_turn()
        if self.changed(text):
            self.record(lambda _state, now: [e.Fixed(now.fresh(), turn.id, text)])
            self.tell(_("Rewritten; the words before stay in the record."), "class:done")
        self._leave_turn()
        return True

    def _cut(self, text: str, cursor: int) -> bool:
        """Cut at the cursor."""
        turn = self._edited()
        if turn is None:
            return self._without_turn()
        if not text[:cursor].strip() or not text[cursor:].strip():
            self.tell(_("Put the cursor before the first word of the second part, then press Enter; Esc leaves."))
            return False
        self.record(lambda _state, now: [e.Split(now.fresh(), turn.id, cursor)])
        self._leave_turn()
        return True

    def _without_turn(self) -> bool:
        self._leave_turn()
        self.tell(_("That turn is not there any more. The words stand here; Enter keeps them as a new turn."))
        return False

    def _leave_turn(self) -> None:
        self.editing, self.splitting, self._leaving = "", False, None

    def leave_editing(self) -> None:
        """Leave the turn whose words stand in the editor as it was; changed words only when asked twice."""
        text = self.standing()
        if self.changed(text) and self._leaving != text:
            self._leaving = text
            self.tell(_("The words were changed: Enter keeps them, Esc again leaves the turn as it was."))
            return
        self._leave_turn()
        self.begun = ""

    def _end_rewriting(self) -> bool:
        """Before going elsewhere: changed words are kept as Enter would, a split is left; whether nothing is in the way."""
        if not self._rewritten(self.standing()):
            return False
        self.begun = ""
        return True

    def only_cut(self) -> None:
        """Say why a key that would change the words does nothing."""
        self.tell(_("The words are only cut here: the arrows move, Enter cuts, Esc leaves. Esc r rewrites them."))
