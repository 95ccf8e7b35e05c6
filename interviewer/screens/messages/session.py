"""The words for what can't be done in an interview, and before it."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    # actions
    "unknown_action": (
        N_("There is no such action."),
        N_("The nearest is /{nearest}; /help lists them all. Speech that begins with a slash is typed with two: //."),
    ),
    "unknown_action_far": (
        N_("There is no such action."),
        N_("/help lists them all. Speech that begins with a slash is typed with two: //."),
    ),
    "no_words_wanted": (
        N_("The action /{action} takes no words."),
        N_("Type it alone; the words are a line of their own. Speech that begins with a slash is typed with two: //."),
    ),
    "action_not_here": (
        N_("This action has its place among the questions."),
        N_("Here there are /pause, /undo, /lang and /help. An answer that begins with a slash is typed with two: //."),
    ),
    "last_is_value": (
        N_("The last entry is a value, not words."),
        N_("/fix with another value corrects it, /undo takes it back; then the action means the words before it."),
    ),
    "cannot_begin": (
        N_("The interview can't begin: {where} can't be written ({why}), nor any other folder. Nothing was recorded."),
        N_("Free some disk space or make the folder writable, then begin again."),
    ),
    "bad_clock": (
        N_("That is no time of a recorder."),
        N_("Type it as 1:02:03 (hours, minutes, seconds), or nothing for 0."),
    ),
    "reason_near": (
        N_("This is nearly the reason {near}, but not quite."),
        N_("Type /skip {near} if you mean it, else /skip not_relevant and the note."),
    ),
    "no_turn_yet": (N_("Nothing was said yet."), N_("Type what the person says, then use the action again.")),
    "question_wanted": (N_("Which question?"), N_("Give its number, its id or a few of its words; /map lists them.")),
    "question_number": (
        N_("There is no question of that number."),
        Counted(
            "There is {count} question; /map lists the questions.", "There are {count} questions; /map lists them all."
        ),
    ),
    "question_unknown": (N_("No question has these words."), N_("/map lists the questions with their numbers.")),
    "question_ambiguous": (
        N_("Several questions fit: {candidates}."),
        N_("Give one of these ids, or its number from /map."),
    ),
    "nothing_left": (
        N_("Every question has an answer or a reason for none."),
        N_("/done ends the questions; /goto opens any question again."),
    ),
    "only_this_left": (
        N_("This question is still open; all the others have an answer or a reason for none."),
        N_("Type what the person says, /skip with the reason, or /done to end the questions."),
    ),
    "recorder_refused": (
        N_("{person} did not agree to being recorded, so the recorder's time was not noted."),
        N_("If the recorder is on all the same, switch it off; /memo notes what happened."),
    ),
    "by_speech_only": (
        N_("This turn is a note; nobody said it."),
        N_("Only words that somebody said are given to another person."),
    ),
    "already_theirs": (N_("These words stand under {person} already."), N_("Name another person who is present.")),
    "no_question_before": (N_("This is the first question."), N_("/goto opens any other.")),
    "no_question_yet": (N_("No question stands before the person yet."), N_("/goto opens one.")),
    "nothing_said_yet": (
        N_("Nothing is recorded on this question yet."),
        N_("Type the words; /skip notes why there is no answer; /next leaves it open."),
    ),
    "words_wanted": (N_("The action needs words behind it."), N_("Type the action, a space, then the words.")),
    "no_such_probe": (
        Counted(
            "There is no such probe left here; this question has {count} probe.",
            "There is no such probe left here; this question has {count} probes.",
        ),
        N_("Type /probe with a number, with more, example or meaning, or with words of your own."),
    ),
    "star_verbatim_only": (
        N_("Only exact words can be a key quotation."),
        N_("The last turn is none; type the exact words first."),
    ),
    "no_such_turn": (
        N_("This turn is no longer there."),
        N_("It was joined to another or taken back; choose that one."),
    ),
    "never_corrected": (
        N_("There is no correction to give a reason for."),
        N_("/fix with the right words corrects the last turn; then /because gives the reason."),
    ),
    "merge_first": (N_("No turn stands before it."), N_("/merge joins a turn to the one before.")),
    "merge_other_kind": (
        N_("The turn before it is of another kind."),
        N_("Exact words, a summary and notes are kept apart; only turns of one kind are joined."),
    ),
    "merge_other_speaker": (N_("Somebody else said the turn before it."), N_("Only words of one person are joined.")),
    "merge_other_question": (
        N_("The turn before it stands under another question."),
        N_("/move files it there first; then /merge joins them."),
    ),
    "merge_other_language": (
        N_("The turn before it was said in another language."),
        N_("Only turns in one language are joined."),
    ),
    "already_there": (N_("The last turn is filed under {question} already."), N_("Name another question.")),
    "split_words": (
        N_("These words don't stand inside the last turn."),
        N_("Type /split and the first words of its second part, exactly as they were typed."),
    ),
    "code_unknown": (
        N_("The codebook has no such code."),
        N_("Type a few letters of its id or label; the codes stand in codebook.yaml."),
    ),
    "code_ambiguous": (N_("Several codes fit: {candidates}."), N_("Type one of these ids.")),
    "code_speech_only": (N_("Only what was said carries codes."), N_("The last turn is a note.")),
    "speaker_unknown": (
        N_("Nobody here has this pseudonym."),
        N_("Present: {present}. A number, a few letters or the initials are enough."),
    ),
    "speaker_ambiguous": (N_("Several people fit: {candidates}."), N_("Type more letters, or the number.")),
    "yes_or_no": (N_("Please type yes or no."), ""),
    "interview_over": (N_("Everything is asked."), N_("Press Enter to finish; /undo takes the last answer back.")),
    "language_unknown": (
        N_("The guide has no words in that language."),
        N_(
            "It has: {languages}. If the person answers in it, type first the language that you ask in, then theirs: "
            "/lang {own} {asked}"
        ),
    ),
    "language_of_answers": (
        N_("The language of the answers is two or three letters."),
        N_("For instance /lang {language} ar: you ask in {language}, and the person answers in Arabic."),
    ),
    "nothing_to_undo": (
        N_("There is nothing to take back."),
        N_("Moves between questions aren't taken back; use /back or /goto."),
    ),
    # values
    "value_empty": (N_("A value is wanted here."), N_("Type it, or /skip with the reason.")),
    "value_scale": (
        N_("This question wants a whole number from {lowest} to {highest}."),
        N_(
            "Type the number alone; what the person says about it comes on the next line. /skip notes why there is none."
        ),
    ),
    "value_number": (N_("This question wants a number."), N_("Type the number alone, as in 12 or 3,5.")),
    "value_bounds": (N_("This question wants a number from {lowest} to {highest}."), N_("Check it and type it again.")),
    "value_choice": (
        N_("This question wants one of: {options}."),
        N_("Type its id, its number in the list or a few letters."),
    ),
    "value_date": (N_("This question wants a day."), N_("Type it as 2026-03-31 or 31/03/2026.")),
    # scripts
    "script_consent": (
        N_("A consent item is answered by yes or no (oui, non)."),
        N_(
            "Nothing from that line on was read. Mend the script, then delete the session that was begun, or go on with it."
        ),
    ),
    "script_not_utf8": (
        N_("The line isn't UTF-8 and was read as Windows-1252; check its accents, and save the script as UTF-8."),
        "",
    ),
    "script_block_open": (N_('A block opened by """ was never closed; its lines are kept as one turn.'), ""),
    # options
    "bad_id_typed": (
        N_("That can't be an id."),
        N_("Use small letters a-z, digits, - and _, at most 64, and never a name."),
    ),
    "bad_id_option": (
        N_("What was given for “{option}” can't be an id."),
        N_("Use small letters a-z, digits, - and _, at most 64, and never a name."),
    ),
    "not_a_group": (
        N_("{guide} is no guide for a group."),
        N_("Leave --group out, or write `group: true` in the guide."),
    ),
    "no_guides": (N_("This study has no guide yet."), N_("Write one: interviewer new my-guide")),
    "guide_wanted": (N_("Which guide?"), N_("Name one of: {known}.")),
    "participant_twice": (
        N_("Two participants have the same pseudonym."),
        N_("Give each person a pseudonym of their own."),
    ),
    "one_participant": (
        N_("{guide} is for one person at a time."),
        N_("Give one --participant, or write `group: true` in the guide."),
    ),
    "participants_wanted": (
        N_("{guide} is for a group, and nobody can be asked who takes part."),
        N_("Give each person: --participant p1 --participant p2"),
    ),
    "stakeholder_unknown": (
        N_("This stakeholder group isn't one of: {known}."),
        N_("Did you mean {near}? Groups stand in the guide and in interviewer.yaml."),
    ),
    "stakeholder_wanted": (N_("Which stakeholder group?"), N_("Give one of: {known}, as in --stakeholder ID.")),
    "language_option": (N_("{guide} has no words in that language."), N_("It has: {languages}.")),
    "bad_day": (N_("What stands for --held-on is no day."), N_("Write it as 2026-03-31.")),
    "day_ahead": (
        N_("{day} lies in the future."),
        N_("Give the day on which the interview was held: --held-on 2026-03-31"),
    ),
    "resume_alone": (
        N_("A session that is gone on with stays as it was begun."),
        N_("Leave out the guide and the other options."),
    ),
    # rehearsals
    "rehearsal_wanted": (
        N_("The options --answers, --pace and --json belong to a rehearsal."),
        N_("Add --rehearse, or leave them out."),
    ),
    "rehearsal_alone": (
        N_("A rehearsal is nobody's interview, so it takes no --resume, --held-on, --pilot or --group."),
        N_("The option --participant is taken for a guide with `group: true` only. Leave these options out."),
    ),
    "rehearsal_pace": (
        N_(
            "The option --pace is how fast prepared answers are spoken; a rehearsal that is typed runs by the real clock."
        ),
        N_("Give the answers as well: --answers FILE"),
    ),
    "rehearsal_pace_bounds": (
        N_("Nobody speaks at that pace."),
        N_("Give the words a minute, from {slowest} to {fastest}: --pace 150"),
    ),
    "rehearsal_too_long": (N_("This is too long for a script of an interview."), N_("Check which file was given.")),
    "rehearsal_empty": (
        N_("The script is empty, so nothing was rehearsed."),
        N_("Write one answer a line, as docs/formats.md describes, or rehearse by typing: leave --answers out."),
    ),
    "rehearsal_clock": (
        N_("That is no length of an answer, so the line is played as words."),
        N_("Write it alone on its line, before the answer, as @ 2:30 (minutes and seconds) or @ 45 (seconds)."),
    ),
    "rehearsal_clock_alone": (
        N_("No answer follows this length."),
        N_("Put the line before the answer whose length it tells."),
    ),
    "rehearsal_consent": (
        N_("A consent item is answered by yes or no (oui, non)."),
        N_("Nothing from that line on was played. Write one yes or no for each item, in a group for each person."),
    ),
    "rehearsal_left_over": (
        N_("Nothing from that line on was played: the interview was over, or paused."),
        N_("Take /pause or /done out of the middle, or check how many answers the consent and the background want."),
    ),
    # sessions
    "session_finished": (N_("{session} is finished."), N_("Correct its words with: interviewer edit {session}")),
    "session_refused": (
        N_("{session} ended with a refused consent; nothing can be added to it."),
        N_("Begin another one with: interviewer run"),
    ),
    "session_open_elsewhere": (
        N_("{session} is open in another window."),
        N_("Go on there, or close that window first."),
    ),
    "session_not_readable": (
        N_("What {session} was held with can't be read."),
        N_("See what is damaged, and have it repaired: interviewer doctor --repair"),
    ),
}
