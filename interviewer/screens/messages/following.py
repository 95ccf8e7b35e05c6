"""The words for what can't be done by somebody who follows an interview or takes notes beside it."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "nothing_to_follow": (
        N_("Nothing of this interview can be read just now."),
        N_("See what is there: interviewer doctor"),
    ),
    "once_or_notes": (
        N_("With --once nothing is typed, so there are no notes to take."),
        N_("Give either --once or --notes."),
    ),
    "bad_note_taker": (
        N_("That can't be the id of a note-taker."),
        N_("Use small letters a-z, digits, - and _, at most 64, and never a name: --notes ana"),
    ),
    "note_taker_takes_part": (
        N_("{by} is the pseudonym of somebody who is interviewed."),
        N_("Choose another id for the one who takes notes: --notes ID"),
    ),
    "notes_open_elsewhere": (
        N_("{by} takes notes of this interview in another window."),
        N_("Go on there, or close that window first; a second note-taker needs an id of their own."),
    ),
    "cannot_take_notes": (
        N_("No notes can be taken: {where} can't be written ({why}), nor any other folder."),
        N_("Free some disk space or make the folder writable. To read along without notes, leave out --notes."),
    ),
    "note_action": (
        N_("This action is the interviewer's."),
        N_("Beside an interview there are plain words (an observation), /memo, /fix, /undo and /help."),
    ),
    "no_note_yet": (
        N_("You have noted nothing here yet."),
        N_("Type a note first; only your own notes can be corrected or taken back."),
    ),
}
