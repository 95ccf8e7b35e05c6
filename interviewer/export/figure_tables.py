"""The columns of the figures' tables, each a file of its own: name, type and meaning, as in columns.py.

A column name has one type throughout all tables of the program.
"""

from interviewer.export.columns import Column, Table

STATS = Table(
    "stats",
    "A row for each code, or for each value of what the figure is by.",
    (
        Column(
            "dimension", "string", "What the rows are: code, question, coder... or an item of the background sheet."
        ),
        Column("key", "string", "The id of the code, question...; empty where it isn't known."),
        Column("label", "string", "The label of the code."),
        Column("code_path", "string", "The code's ids from the root of the codebook down, joined by /."),
        Column(
            "standing", "string", "emergent where the codebook lacks the code, retired where it is no longer applied."
        ),
        Column("marks", "integer", "Marks."),
        Column("turns", "integer", "Turns that bear the code; of other rows all their turns."),
        Column("marked_turns", "integer", "Turns among them with a mark."),
        Column("rated_turns", "integer", "Turns that somebody marked or passed; the same for all codes."),
        Column("share_of_rated", "number", "marked_turns / rated_turns; empty where none was rated."),
        Column("sessions", "integer", "Interviews of these turns."),
        Column("participants", "integer", "People who said these turns, each once."),
        Column("coder_count", "integer", "Coders who made the marks; of other rows, who rated the turns."),
        Column("code_count", "integer", "Different codes on these turns."),
    ),
)
FIGURES = (STATS,)
