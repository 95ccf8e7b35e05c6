"""Words for what can't be carried from answers that phones collected. None of them shows what a cell holds."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "answers_not_ours": (
        N_("No column of this file holds the id of a submission (KEY, meta-instanceID or _uuid)."),
        N_("Download the answers from ODK Central or KoboToolbox as CSV, and bring that file as it is."),
    ),
    "answers_archive": (
        N_("This is an archive, not a table."),
        N_("Take the .csv file that is named after the form out of it, and bring that one."),
    ),
    "answers_no_question": (
        N_("No column of this file holds an answer to the guide {guide}."),
        N_("Is it the file of another form? In KoboToolbox choose “XML values and headers”."),
    ),
    "answers_head_twice": (
        N_(
            "More than one column, or more than one question, is called like this: nothing tells what the column holds."
        ),
        N_("In KoboToolbox choose “XML values and headers”, and bring the file as it was downloaded."),
    ),
    "answers_which_guide": (
        N_("Nothing in the file tells which guide it was collected with."),
        N_("Name it with `--guide`: {known}."),
    ),
    "answers_no_instance": (
        N_("The row has no id of a submission, so nothing could tell it from another."),
        N_("Bring the file as it was downloaded, with its columns KEY or _uuid."),
    ),
    "answers_twice": (N_("The submission stands in this file already, further up."), ""),
    "answers_deleted": (
        N_("The interview of this submission was deleted here, so it is not made again."),
        N_("If it was meant to come back, take its line out of sessions/deleted-submissions.txt."),
    ),
    "answers_other_guide": (
        N_("The row was collected with another form."),
        N_("Bring the file of each guide by itself."),
    ),
    "answers_no_guide": (
        N_("The row was collected with the guide {guide}, which is not in this study."),
        N_("Put the guide back into guides/, or go to the study that it is of."),
    ),
    "answers_bad_code": (
        N_("The code of the person is missing, or has other signs than small letters, digits, - and _."),
        N_("Correct it where the answers are kept (ODK Central, KoboToolbox), and bring the new file."),
    ),
    "answers_code_a_name": (
        N_(
            "The code of the person could be a name: it has no digit. The row was left out, since names are kept apart."
        ),
        N_("Correct it where the answers are kept (ODK Central, KoboToolbox), and bring the new file."),
    ),
    "answers_no_day": (
        N_("Nothing tells on which day the interview was held: `today` and `start` hold no day."),
        N_("Correct it where the answers are kept (ODK Central, KoboToolbox), and bring the new file."),
    ),
    "answers_no_consent": (
        N_("A consent that is required has no answer, so the words were left out."),
        N_("Ask the person; then complete it where the answers are kept, and bring the new file."),
    ),
    "answers_other_version": (
        N_(
            "The guide {guide} has changed since, and that version is nowhere to be found: its answers went to the same ids."
        ),
        N_(
            "With the guide as it was then, in git or in an interview, the questions would be kept in the words they were asked in."
        ),
    ),
    "answers_choice": (N_("This is no choice of the form; it was left out."), ""),
    "answers_value": (N_("This is no value that the question takes; it was left out."), ""),
    "answers_wave": (N_("This can't be the id of a wave; the first one was taken."), ""),
    "answers_reason_beside": (N_("There is an answer, so the reason for having none was left out."), ""),
    "answers_after_refusal": (
        Counted(
            "The person refused what is required, so {count} answer was left out.",
            "The person refused what is required, so {count} answers were left out.",
        ),
        "",
    ),
    "answers_beyond": (
        Counted(
            "{count} cell stands beyond the last column; it was left out.",
            "{count} cells stand beyond the last column; they were left out.",
        ),
        "",
    ),
    "answers_column_unknown": (
        Counted(
            "The form has no such field; {count} cell of the column was left out.",
            "The form has no such field; {count} cells of the column were left out.",
        ),
        "",
    ),
}
