"""Words for what is wrong in a table of marks."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

_LIST_CODES = N_("`interviewer code --coder YOU` and `/codes` there list the codes; or add it to codebook.yaml first.")
_SHOW_TURNS = N_("`interviewer show {session}` prints the beginning of each turn's id.")
_SPAN = N_(
    "Places count characters from 0, and the end is the place after the last one: the first five are 0 and 5. "
    "Leave both empty to mark the whole turn."
)
_QUOTE_CELLS = N_(
    "Put quotation marks around a cell that holds a separator, a line break or quotation marks (write those twice)."
)

MESSAGES: Room = {
    "marks_no_header": (
        N_("The table is empty."),
        N_("Its first line must name the columns: {wanted}, then excerpt_start and excerpt_end, or excerpt, and memo."),
    ),
    "marks_no_rows": (
        N_("The table names its columns and holds no marks: nothing to apply."),
        N_("Add a line for each mark and try again."),
    ),
    "marks_not_utf8": (
        N_("The byte {byte} here is not UTF-8 text; the table was probably saved in an old Windows or Mac encoding."),
        N_("Save it again as “CSV UTF-8”, then try again."),
    ),
    "marks_quotes": (
        N_("The quotation marks of this line don't match, so nothing from here on can be read."),
        _QUOTE_CELLS,
    ),
    "marks_missing_columns": (
        N_("Columns are missing: {names}."),
        N_("The first line must name session_id, turn_id and code_id."),
    ),
    "marks_half_span_columns": (
        N_("There is a column {there} and none called {lacking}."),
        N_("Add it, or leave both out and give the words in a column called excerpt."),
    ),
    "marks_unknown_column": (
        N_("“{name}” is not a column of a table of marks."),
        N_("Known are: {known}."),
    ),
    "marks_unknown_column_near": (
        N_("“{name}” is not a column of a table of marks."),
        N_("Did you mean {guess}?"),
    ),
    "marks_column_twice": (
        N_("The column {name} stands here for the second time."),
        N_("Keep one of the two columns."),
    ),
    "marks_too_many_cells": (
        N_("This line has {cells} cells and the first line names {columns} columns."),
        _QUOTE_CELLS,
    ),
    "marks_no_session": (N_("The session_id is empty."), N_("`interviewer list` shows the ids.")),
    "marks_unknown_session": (
        N_("There is no interview “{name}” in this study."),
        N_("`interviewer list` shows the ids."),
    ),
    "marks_unknown_session_near": (
        N_("There is no interview “{name}” in this study."),
        N_("Did you mean {guess}? `interviewer list` shows the ids."),
    ),
    "marks_no_turn": (N_("The turn_id is empty."), N_("The table coded_answers.csv has the ids of all turns.")),
    "marks_unknown_turn": (N_("The interview {session} has no turn “{name}”."), _SHOW_TURNS),
    "marks_turn_a_number": (
        N_("“{name}” was a turn's id before a spreadsheet took it for a number."),
        N_(
            "Give the column the format “text” before the ids are put into it, or write the first 8 characters of the id."
        ),
    ),
    "marks_turn_several": (
        N_("{count} turns have an id that begins with “{name}”."),
        N_("Write more of the id."),
    ),
    "marks_not_speech": (
        N_("The turn {name} is a note of the interviewer ({kind}); only what people said can be marked."),
        N_("Take the line out."),
    ),
    "marks_no_code": (N_("The code_id is empty."), N_("Write a code, or take the line out.")),
    "marks_unknown_code": (N_("There is no code “{name}”."), _LIST_CODES),
    "marks_unknown_code_near": (N_("There is no code “{name}”. Did you mean {guess}?"), _LIST_CODES),
    "marks_code_retired": (
        N_("The code {code} is retired; no new mark is made with it."),
        N_("Write a code that is in use; `interviewer codebook show` lists them."),
    ),
    "marks_code_now": (
        Counted(
            "{count} line names {code}, for which {now} stands now; it was taken as {now}.",
            "{count} lines name {code}, for which {now} stands now; they were taken as {now}.",
        ),
        N_("`interviewer codebook history {code}` says when and why."),
    ),
    "marks_lines_without_code": (
        Counted(
            "{count} line of the exported table has no code_id and was passed over.",
            "{count} lines of the exported table have no code_id and were passed over.",
        ),
        N_("Fill in the column code_id of the lines that you mean to mark."),
    ),
    "marks_lines_of_others": (
        Counted(
            "{count} mark of the exported table is by another coder and was passed over.",
            "{count} marks of the exported table are by other coders and were passed over.",
        ),
        N_("Each coder applies the table under an id of their own; marks made during the interview stay as they are."),
    ),
    "marks_lines_live": (
        Counted(
            "{count} mark was made during an interview and stays there as it is; its line was passed over.",
            "{count} marks were made during interviews and stay there as they are; their lines were passed over.",
        ),
        "",
    ),
    "marks_lines_of_rounds": (
        Counted(
            "{count} line of the exported table is of another round and was passed over.",
            "{count} lines of the exported table are of other rounds and were passed over.",
        ),
        N_("Without `--round`, each line is applied in its own round."),
    ),
    "marks_unknown_kind": (
        N_("“{found}” is not a kind of line. Did you mean {guess}?"),
        N_("Known are: {known}. Leave it empty for a mark."),
    ),
    "marks_code_on_no_mark": (
        N_("This line says that nothing is marked, and names a code."),
        N_("Take the code away, or write “mark” as its kind."),
    ),
    "marks_no_memo": (
        N_("This line is a memo, and has no words."),
        N_("Write them in the column memo, or take the line out."),
    ),
    "marks_no_coder": (
        N_("The line doesn't say who coded."),
        N_("Fill in the column coder, or apply the table as yours with `--coder YOU`."),
    ),
    "marks_bad_coder": (
        N_("“{found}” can't be a coder's id."),
        N_("Use a short id of small letters and digits; never a name."),
    ),
    "marks_other_round": (
        N_("This line is of the round “{found}”, and you apply the table in the round {round}."),
        N_("Take the line out, or leave `--round` away to apply each line in its own round."),
    ),
    "marks_bad_round": (
        N_("“{found}” can't be the name of a round."),
        N_("Use a short id of small letters and digits, such as 2 or agreed."),
    ),
    "marks_bad_code": (
        N_("“{found}” can't be the id of a new code."),
        N_("Use small letters, digits, - and _, and begin with a letter or digit."),
    ),
    "marks_label_hidden": (
        N_("The label of the new code has a character that nobody can see ({code})."),
        N_("Type the label again in this cell."),
    ),
    "marks_other_label": (
        N_("The new code of this line has another label in line {first}."),
        N_("Write the same label in both lines."),
    ),
    "marks_round_closed": (
        N_("{coder} has closed the round {round} of this interview, and this line would change it."),
        N_("Take the line out, or give it a round of its own, such as 2."),
    ),
    "marks_lines_without_words": (
        Counted(
            "{count} mark of the exported table has lost its words and was passed over.",
            "{count} marks of the exported table have lost their words and were passed over.",
        ),
        N_("Mark the turn again where it still holds: fill in excerpt, or code it in the terminal."),
    ),
    "marks_half_span": (N_("Of excerpt_start and excerpt_end only one is given."), _SPAN),
    "marks_not_a_number": (N_("“{found}” is not a whole number of characters."), _SPAN),
    "marks_empty_span": (N_("There are no words from {start} to {end}."), _SPAN),
    "marks_outside": (N_("The turn ends at {length}, before {end}."), _SPAN),
    "marks_excerpt_differs": (
        N_("The words of the excerpt are not those that stand from {start} to {end}."),
        N_("Correct the one or the other, or leave excerpt_start and excerpt_end empty."),
    ),
    "marks_excerpt_not_found": (
        N_("These words are not in the turn."),
        N_("Copy them from the turn as it reads today; it may have been corrected."),
    ),
    "marks_excerpt_several": (
        N_("These words stand {count} times in the turn ({places})."),
        N_("Say which ones with excerpt_start and excerpt_end, or take more words."),
    ),
    "marks_other_coder": (
        N_("This mark is by the coder “{found}”, and you apply the table as {coder}."),
        N_("Take the line out, or apply it with `--coder {found}`."),
    ),
    "marks_other_memo": (
        N_("The same mark stands in line {first} with another memo."),
        N_("Keep one of the two lines, with both notes in its memo."),
    ),
    "marks_session_not_named": (
        N_("This line is about another interview than those you named on the command line."),
        N_("Take the line out, or name no interview to apply the whole table."),
    ),
    "marks_half_applied": (
        N_("The disk refused in the middle. Marks applied: {done} ({sessions}). Marks not applied: {left}."),
        N_("Make room on the disk and apply the same table again: what is there already stays as it is."),
    ),
}
