"""Words for what is wrong while coding: coders, rounds, what is typed at a turn, corrections of turns."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

_NEXT_CODES = N_("/codes lists the codes; /new ID LABEL makes a new one.")

MESSAGES: Room = {
    "bad_coder": (
        N_("That can't be a coder's id."),
        N_("Use a short id of small letters and digits, such as `--coder ana`; never a name."),
    ),
    "coder_interviewer": (
        N_("“interviewer” is the coder of what was marked during interviews."),
        N_("Use an id of your own, such as `--coder ana`."),
    ),
    "bad_round": (
        N_("That can't be the name of a round."),
        N_("Use a short id of small letters and digits, such as `--round 2`."),
    ),
    "coder_missing": (
        N_("It isn't said who codes."),
        N_("Give a short id, never a name: `interviewer code --coder ana`."),
    ),
    "tables_apart": (
        N_("`--apply` and `--export` are two steps, and `--close` is a third."),
        N_("Take one of them at a time."),
    ),
    "export_no_round": (
        N_("A table of marks is written with all rounds; each line names its own."),
        N_("Leave `--round` away; `--apply` takes one round of a table when it is given."),
    ),
    "no_marks_to_export": (
        N_("Nothing was marked or passed in these interviews, so there is no table to write."),
        N_("`interviewer code --coder YOU` codes; without `--coder`, --export writes what all coders did."),
    ),
    "lost_alone": (
        N_("`--lost` only lists marks; nothing else goes with it but interviews, `--coder` and `--round`."),
        N_("List them first: `interviewer code --lost`"),
    ),
    "close_alone": (
        N_("`--close` stands by itself, and `--incomplete` goes with it."),
        N_("Apply the table first, then close the round: `interviewer code --coder YOU --close`"),
    ),
    "several_rounds": (
        N_("{coder} has several rounds open here: {rounds}."),
        N_("Say which one is meant with --round."),
    ),
    "round_unfinished": (
        N_("Not all of it is rated yet: {sessions}. Nothing was closed."),
        N_("Go on with `interviewer code --coder {coder}`, or close the round as it is with --incomplete."),
    ),
    "round_not_begun": (
        N_("{coder} has rated nothing yet in round {round} of {sessions}. Nothing was closed."),
        N_("Rate at least one turn there first: `interviewer code --coder {coder}`. Or leave that interview out."),
    ),
    "round_none_begun": (
        N_("There is no interview in which {coder} has rated anything in round {round} and not closed it yet."),
        N_("`interviewer list` shows how far it is. `interviewer code --coder {coder}` begins."),
    ),
    "round_nothing_to_close": (
        N_("There is no interview in which {coder} has rated every turn in round {round} and not closed it yet."),
        N_("`interviewer list` shows how far it is. With --incomplete, a round is closed as it is."),
    ),
    "coding_round_closed": (
        N_("Round {round} is closed here: nothing can be marked in it any more."),
        N_("A second look is a new round, with --round; /quit leaves."),
    ),
    "coding_closed_already": (
        N_("Round {round} is closed here already."),
        N_("/others shows what others marked."),
    ),
    "coding_round_unfinished": (
        Counted(
            "{count} turn of this interview is not rated yet; the round stays open.",
            "{count} turns of this interview are not rated yet; the round stays open.",
        ),
        N_("Rate them first. To close it as it is: `interviewer code {session} --coder {coder} --close --incomplete`"),
    ),
    "coding_none_lost": (
        N_("No mark of yours here has lost its words."),
        N_("`interviewer code --lost` lists those of all interviews."),
    ),
    "coding_none_lost_here": (
        N_("No mark of yours on this turn has lost its words."),
        N_("/lost goes to the next turn that has one."),
    ),
    "coding_again_which": (
        N_("Several marks of yours on this turn have lost their words."),
        N_("Put the number of the one that is meant first: /again 2 WORDS"),
    ),
    "coding_round_goes_on": (
        N_("The interview {session} is not finished: turns may follow, so the round stays open."),
        N_("To close it as it is: `interviewer code {session} --coder {coder} --close --incomplete`"),
    ),
    "coding_blind": (
        N_("What others marked stays hidden until you have closed round {round} here."),
        N_("/close does that once all turns are rated."),
    ),
    "no_marks_file": (
        N_("There is no file {path}."),
        N_("Look at how its name is spelled, and at the folder that you are in."),
    ),
    "a_folder": (
        N_("{path} is a folder."),
        N_("Name a file in it."),
    ),
    "damaged_left_out": (
        N_("Parts of the interview {session} can't be read."),
        N_("`interviewer doctor` says what, and what can be done; what can be read is used here."),
    ),
    "nothing_to_code": (
        N_("There is no interview to code yet: none is finished or paused."),
        N_("`interviewer run` holds one; `interviewer code SESSION` codes one that is still open."),
    ),
    "coding_unknown_word": (
        N_("There is no “/{word}” here. Did you mean /{nearest}?"),
        N_("/help lists what can be typed."),
    ),
    "coding_no_words": (
        N_("After the colon come the words to mark, as in `code: those words`."),
        N_("Without the colon, the whole turn is marked."),
    ),
    "coding_no_code": (
        N_("No code fits these letters; nothing was marked."),
        _NEXT_CODES,
    ),
    "coding_no_code_near": (
        N_("No code fits these letters; nothing was marked."),
        N_("Did you mean {guess}? /codes lists the codes; /new ID LABEL makes a new one."),
    ),
    "coding_several_codes": (
        N_("“{typed}” may be {codes}; nothing was marked."),
        N_("Type a few letters more."),
    ),
    "coding_not_in_turn": (
        N_("These words are not in the turn; nothing was marked."),
        N_("Copy them from the turn, or type the first and the last ones with ... between them."),
    ),
    "coding_several_places": (
        N_("These words stand {count} times in the turn; nothing was marked."),
        N_("Add a few words, or #2 at the end for the second place."),
    ),
    "coding_unmark_none": (
        N_("You have no such mark on this turn."),
        N_("Its marks are listed with their numbers below its words."),
    ),
    "coding_unmark_several": (
        N_("{count} marks fit."),
        N_("Take one away by its number: /unmark 1."),
    ),
    "suggest_alone": (
        N_("`--suggest` is for coding turn by turn; tables, lists and closing know nothing of it."),
        N_("Leave it out, or leave out --apply, --export, --close and --lost."),
    ),
    "coding_no_offers": (
        N_("Nothing is suggested here."),
        N_("Start with `interviewer code --coder YOU --suggest`, or type a few letters of a code."),
    ),
    "coding_no_such_offer": (
        N_("There is no suggestion with that number; how many there are: {count}."),
        N_("Type a few letters of a code instead."),
    ),
    "coding_memo_no_mark": (
        N_("A memo belongs to a mark, and this turn has none of yours."),
        N_("Mark it first, then type the memo."),
    ),
    "coding_memo_empty": (N_("The memo has no words."), N_("Type it after /memo.")),
    "coding_new_form": (
        N_("A new code needs a short id of small letters and digits, then its label."),
        N_("For instance: /new pride Being proud of what one did"),
    ),
    "coding_new_hidden": (
        N_("A character that nobody can see ({code}) stands in the label; the new code was not made."),
        N_("Type the label again; what was pasted may bring such characters along."),
    ),
    "coding_new_there": (N_("There is a code {code} already."), N_("Type it to mark with it.")),
    "coding_new_alike": (
        N_("That is very much like {alike}; the new code was not made."),
        N_("Use that one, or type /new! and the same again if it is something else."),
    ),
    "coding_first_turn": (N_("This is the first turn."), N_("An empty line goes on.")),
    "coding_goto": (
        N_("There is no such turn here."),
        N_("Give a number from 1 to {last}, or the beginning of a turn's id."),
    ),
    "nothing_said": (
        N_("Nothing was said in the interview {session}, so there is nothing to correct."),
        N_("`interviewer list` shows the interviews."),
    ),
    "edit_open": (
        N_("The interview {session} is still being held or was not finished."),
        N_("Correct a turn there with `/fix`, or finish it first: `interviewer run --resume {session}`."),
    ),
    "edit_unknown_turn": (
        N_("The interview {session} has no turn “{name}”."),
        N_(
            "Give its number, which `interviewer edit {session}` shows before it asks, or the beginning of its id, which "
            "`interviewer show {session}` prints."
        ),
    ),
    "edit_turn_several": (N_("{count} turns have an id that begins with “{name}”."), N_("Write more of the id.")),
    "edit_star_verbatim_only": (
        N_("Only exact words can be a key quotation, and this turn is none."),
        N_("Choose a turn that holds what somebody said word for word."),
    ),
    "edit_no_text": (
        N_("A correction can't leave a turn without words."),
        N_("Write the turn as it should read."),
    ),
    "edit_no_reason": (
        N_("A correction needs its reason; nothing was changed."),
        N_("Write a line that says why after the new text."),
    ),
    "edit_cut_short": (
        N_("The lines end in the middle of a correction; it was not made."),
        N_("Each correction is a turn, its new text, and the reason."),
    ),
    "edit_unknown_question": (
        N_("The guide of this interview has no question “{name}”."),
        N_("`interviewer show {session}` prints the ids of the questions."),
    ),
    "edit_unknown_action": (
        N_("“{name}” is not something that can be done here."),
        N_("/star, /unstar, /move QUESTION, /under QUESTION, or the new text; text that begins with / is typed //."),
    ),
}
