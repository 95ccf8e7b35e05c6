"""Words for what a form holds and a guide doesn't."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "no_form_file": (N_("There is no file {path}."), N_("Look at the name, or drag the file into the terminal.")),
    "form_no_survey": (
        N_("No sheet of this file has a column “type”: it is no XLSForm."),
        N_("An XLSForm has a sheet “survey” whose first row names the columns: type, name, label."),
    ),
    "form_nothing": (
        N_("Nothing in this form is a question of an interview, so there is no guide to write."),
        N_("What stands in it is listed above, row by row."),
    ),
    "form_not_sound": (
        N_("The guide made from this form does not pass its own check; nothing was written."),
        N_("Please report this, with the form if you can: it is a fault of the program."),
    ),
    "form_too_large": (
        N_("The guide made from this form would be larger than a guide may be; nothing was written."),
        N_("Keep the part of the form that is asked in the interview, without long lists of choices."),
    ),
    # Rows
    "form_above_head": (N_("This row stands above the names of the columns."), ""),
    "form_disabled": (N_("The row is switched off in the form."), ""),
    "form_no_type": (N_("The row has no type: a remark, or something forgotten."), ""),
    "form_no_words": (N_("There are no words that could be said or asked."), ""),
    "form_unknown_type": (
        N_("“{type}” is no type that is known here; such are text, select_one LIST, integer, date, note."),
        "",
    ),
    "form_not_asked": (
        N_("“{type}” is nothing that is asked in a conversation: a phone notes, measures or files it."),
        "",
    ),
    "form_end_alone": (N_("A group ends here that never began."), ""),
    "form_group_plain": (N_("The group has no title; its questions stand in the theme around it."), ""),
    "form_group_empty": (N_("Nothing in this group is asked in a conversation."), ""),
    "form_note_when": (N_("The note is shown on a condition; a guide has no place for it."), ""),
    "form_note_inside": (N_("The note stands between questions; in the guide it is a comment above the next one."), ""),
    "form_note_alone": (N_("There is no question that this note could open or close."), ""),
    "form_no_list": (N_("The choice belongs to no list."), ""),
    "form_no_choice": (N_("The row has neither a name nor words."), ""),
    "form_choice_twice": (N_("The list “{list}” has this choice already."), ""),
    "form_list_unused": (N_("No question of the guide uses the list “{list}”."), ""),
    "form_of_its_own": (N_("This belongs to the form, not to the guide; `export xlsform` makes it anew."), ""),
    "form_settings": (N_("Nothing in this row of settings is of use for a guide."), ""),
    # Cells
    "form_agreed": (
        N_("The form doesn't say what this agreement is for; “for: {purpose}” is a guess from its words. Correct it."),
        "",
    ),
    "form_loosely": (N_("“{type}” has no equal in a guide; the nearest kind of answer stands in for it."), ""),
    "form_file": (N_("The choices are in another file ({list}); the question takes a short text."), ""),
    "form_few_choices": (
        Counted(
            "The list “{list}” has {count} choice here, fewer than two; the question takes a short text.",
            "The list “{list}” has {count} choices here, fewer than two; the question takes a short text.",
        ),
        "",
    ),
    "form_group_open": (N_("The group “{name}” never ends; all that follows is in it."), ""),
    "form_no_label": (N_("There are no words; the name “{name}” stands in for them."), ""),
    "form_repeat": (N_("What the form asks for each of several is asked once in a guide."), ""),
    "form_condition_left": (N_("This condition is more than a guide can hold: {condition}"), ""),
    "form_hint_joined": (N_("The hint has another number of lines in another language; it is one probe here."), ""),
    "form_range_taken": (N_("The form doesn't say from where to where the scale goes; {low} to {high} is taken."), ""),
    "form_hidden": (N_("There are characters here that nobody sees; they are left out."), ""),
    "form_choice_named": (N_("The choice has no name; “{id}” was made from its words."), ""),
    "form_id_made": (N_("“{given}” can't be the id of a guide; it is “{id}” here."), ""),
    "form_language_taken": (
        N_(
            "Nothing tells the language of these words; they are taken for “{language}”. Correct `language` where it is another."
        ),
        "",
    ),
    "form_no_main": (N_("There are no words in {language}; those of another language stand in for them."), ""),
    "form_reference": (N_("A phone puts other words in here; they stay as they are written."), ""),
    "form_markup": (N_("The words are marked up for a page; what marks them is left out."), ""),
    "form_column": (N_("What the column “{column}” says has no place in a guide."), ""),
    # Sheets
    "form_no_choices": (N_("The sheet has no columns “list_name” and “name”, so it is not read."), ""),
    "form_sheet": (
        Counted("This sheet is not read: {count} row.", "This sheet is not read: {count} rows."),
        "",
    ),
}
