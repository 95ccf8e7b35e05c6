"""Words for texts that stand in a guide where something with keys is expected: a theme, a question, an item."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "bare_theme": (
        Counted(
            "A theme has keys: its id, its title and its questions, and this is a text alone.",
            "A theme has keys: its id, its title and its questions, and {count} here are texts alone.",
        ),
        N_('Write for instance: - {{id: {proposed}, title: "{given}", questions: [...]}}'),
    ),
    "bare_question": (
        Counted(
            "A question has an id, under which its answers are kept, and its words under “ask”; this is a text alone.",
            "A question has an id, under which its answers are kept, and its words under “ask”; {count} here are texts alone.",
        ),
        N_('Write for instance: - {{id: {proposed}, ask: "{given}"}}'),
    ),
    "bare_consent": (
        Counted(
            "A consent item has an id, what it is for, and its words under “ask”; this is a text alone.",
            "A consent item has an id, what it is for, and its words under “ask”; {count} here are texts alone.",
        ),
        N_('Write for instance: - {{id: {proposed}, for: notes, ask: "{given}"}}'),
    ),
    "bare_background": (
        Counted(
            "An item of the background sheet has an id, its words under “ask” and a type; this is a text alone.",
            "An item of the background sheet has an id, its words under “ask” and a type; {count} here are texts alone.",
        ),
        N_('Write for instance: - {{id: {proposed}, ask: "{given}", text: true}}'),
    ),
}
