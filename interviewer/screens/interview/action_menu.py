"""The completion menu of an interview: every action by its words, and what each can be given."""

from collections.abc import Callable, Iterable

from interviewer.screens.interview.asking import DOES, word_for
from interviewer.screens.labels import COVERAGE as STATES
from interviewer.screens.terminal.completion import Action, Argument
from interviewer.screens.words import _, language
from interviewer.session.actions import ACTIONS, REASONS, ActionWord
from interviewer.session.live import Live
from interviewer.session.probes import GENERAL, probe_words
from interviewer.session.standing import current, questions_named


def menu(live: Live) -> list[Action]:
    """The actions as the completion menu wants them; arguments are looked up when they are typed."""
    return [
        Action(
            tuple(f"/{word}" for word in _ordered(action)),
            _(DOES[action.name]),
            _arguments(action, live),
            takes_more=action.takes != "nothing",
        )
        for action in ACTIONS
    ]


def _ordered(action: ActionWord) -> tuple[str, ...]:
    """The word of the screens' language first."""
    first, *others = action.words
    return (others[0], first, *others[1:]) if language() == "fr" and others else action.words


def _arguments(action: ActionWord, live: Live) -> Callable[[], Iterable[Argument]] | None:
    sources: dict[str, Callable[[], Iterable[Argument]]] = {
        "question": lambda: [Argument(q, words) for q, words in questions_named(live.state)],
        "participant": lambda: [Argument(p) for p in live.state.present()],
        "code": lambda: [Argument(c, label) for c, label in live.state.codes],
        "language": lambda: [Argument(tag) for tag in live.state.guide.languages],
        "maybe_reason": lambda: [Argument(r, _(STATES[r])) for r in REASONS if r != "later"],
        "maybe_probe": lambda: _probes(live),
    }
    return sources.get(action.takes)


def _probes(live: Live) -> list[Argument]:
    here, state = current(live.state), live.state
    said = state.view.language
    prepared = enumerate(here[1].probes if here else (), 1)
    general = [(word_for(one, language()), probe_words(one.probe, said, state.guide.languages)[0]) for one in GENERAL]
    return [*(Argument(str(n), probe.ask.said_in(said)) for n, probe in prepared), *(Argument(*one) for one in general)]
