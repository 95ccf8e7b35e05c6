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
    "answers_bad_instance": (
        N_("This is no id of a submission: it is not as ODK Central and KoboToolbox write them."),
        N_("Bring the file as it was downloaded; a spreadsheet program may have changed the column."),
    ),
    "answers_open_quote": (
        N_(
            "A quotation mark opens here and never closes: the file was cut off, or changed by hand. Nothing of it was brought."
        ),
        N_("Download it once more, and bring it as it is."),
    ),
    "answers_busy": (
        N_("Another import of answers is at work in this study."),
        N_("Wait until it has ended, then bring the file again: what is there already is not made twice."),
    ),
    "answers_not_written": (
        N_("An interview could not be written: {why}."),
        N_("Make room on the disk, or see to it that you may write in sessions/; then bring the file again."),
    ),
    "answers_half_made": (
        N_(
            "An import of answers was broken off here; this folder may hold words of a person, and belongs to no interview."
        ),
        N_("The next `interviewer import answers` takes it away; or delete it."),
    ),
    "answers_doubled": (
        N_("This interview and {session} come from the same submission: every export counts the person twice."),
        N_("Keep the one that was worked on, and delete the other: interviewer delete {other}"),
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
        N_("The pseudonym of the person is missing, or has other signs than small letters, digits, - and _."),
        N_("Correct it where the answers are kept (ODK Central, KoboToolbox), and bring the new file."),
    ),
    "answers_code_a_name": (
        N_(
            "The pseudonym of the person could be a name: it has no digit. The row was left out, since names are kept apart."
        ),
        N_("Correct it where the answers are kept (ODK Central, KoboToolbox), and bring the new file."),
    ),
    "answers_no_day": (
        N_("Nothing tells on which day the interview was held: `today` and `start` hold no day."),
        N_("Correct it where the answers are kept (ODK Central, KoboToolbox), and bring the new file."),
    ),
    "answers_future": (
        N_(
            "The day of the interview lies behind the day on which the answers were sent: the clock of the phone was wrong."
        ),
        N_("Correct it where the answers are kept (ODK Central, KoboToolbox), and bring the new file."),
    ),
    "answers_length": (
        Counted(
            "The form stood open for {count} hour, which is no length of a conversation; the duration was left out.",
            "The form stood open for {count} hours, which is no length of a conversation; the duration was left out.",
        ),
        "",
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
