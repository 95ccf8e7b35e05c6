"""The words for what can happen to a session's files."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

REPAIR = N_("`interviewer doctor --repair` writes it to a new file; this one stays as it is.")
BACKUP = N_(
    "If there is a backup of this file, put it beside this one, under a name that begins the same: both are read."
)

MESSAGES: Room = {
    "not_saved": (
        Counted(
            "NOT SAVED: {count} entry is in memory only. {where} can't be written ({why}), nor any other folder.",
            "NOT SAVED: {count} entries are in memory only. {where} can't be written ({why}), nor any other folder.",
        ),
        N_(
            "Leave the program open and free some disk space, or make the folder writable. It is tried again by itself."
        ),
    ),
    "saving_stumbled": (
        Counted(
            "NOT SAVED: {count} entry is in memory only. Something unforeseen happened while saving ({what}).",
            "NOT SAVED: {count} entries are in memory only. Something unforeseen happened while saving ({what}).",
        ),
        N_("Leave the program open: it is tried again by itself. If it goes on, close other programs to free memory."),
    ),
    "saved_elsewhere": (
        N_("The interview's own folder can't be written ({why}). The words are safe in {where}."),
        N_("Go on with the interview. Later, `interviewer doctor --repair` brings them to their own folder."),
    ),
    "saved_again": (
        N_("The file of this interview could not be written any more ({why}). All of it was saved again in {where}."),
        N_("Nothing is lost. If it happens again, see whether a sync program or another window works in that folder."),
    ),
    "left_away": (
        N_(
            "The run has ended, but its file could not be copied to the interview's own folder ({why}). It is safe in {where}."
        ),
        N_(
            "It is read from there. The next `interviewer run` or `interviewer doctor --repair` on this machine brings it home."
        ),
    ),
    "journal_shut": (
        Counted(
            "{count} record stays covered: the key that seals it is not on this machine.",
            "{count} records stay covered: the keys that seal them are not on this machine.",
        ),
        N_(
            "Bring the keys here from where the interview was held: `interviewer sync out` there, `interviewer sync in` here. "
            "Where somebody withdrew since, their key was destroyed: their words stay covered for good."
        ),
    ),
    "journal_damaged": (
        Counted(
            "Record {record} is damaged from byte {byte} on (length: {length}). {whole} other record could be read.",
            "Record {record} is damaged from byte {byte} on (length: {length}). {whole} other records could be read.",
            by="whole",
        ),
        BACKUP,
    ),
    "journal_repairable": (
        N_("Record {record}, at byte {byte}, has one flipped bit. Its words can be restored exactly."),
        REPAIR,
    ),
    "journal_mended": (
        N_("Record {record}, at byte {byte}, is damaged here, and whole in another file of this interview."),
        N_("There is nothing to do."),
    ),
    "journal_missing": (
        Counted(
            "Record {record} is missing before byte {byte}. Other records that could be read: {whole}.",
            "Records {record} to {last} are missing before byte {byte}. Other records that could be read: {whole}.",
            by="last",
            since="record",
        ),
        BACKUP,
    ),
    "journal_no_header": (
        Counted(
            "The opening record of this file is missing. {whole} other record could be read.",
            "The opening record of this file is missing. {whole} other records could be read.",
            by="whole",
        ),
        BACKUP,
    ),
    "journal_edited": (
        N_("Record {record}, at byte {byte}, is not the one that the next record was written after: it was replaced."),
        N_(
            "Journals are never edited by hand; `interviewer edit` corrects words. If there is a backup, compare with it."
        ),
    ),
    "journal_cut": (
        N_("This file is shorter than when a later run read it: records from {record} on were cut off."),
        BACKUP,
    ),
    "journal_torn": (
        Counted(
            "The last line, at byte {byte}, was never finished. It had not been reported as saved; {whole} record before it is whole.",
            "The last line, at byte {byte}, was never finished. It had not been reported as saved; {whole} records before it are whole.",
            by="whole",
        ),
        N_("There is nothing to do."),
    ),
    "journal_repeated": (
        N_("Record {record}, at byte {byte}, stands here again, or out of order. It is read once."),
        N_("There is nothing to do."),
    ),
    "journal_foreign": (
        Counted(
            "{length} byte at byte {byte} is no record, and no record is missing there.",
            "{length} bytes from byte {byte} on are no record, and no record is missing there.",
            by="length",
        ),
        N_("There is nothing to do."),
    ),
    "journal_conflict": (
        N_("Byte {byte} begins a conflict marker of git. The records around it are read all the same."),
        N_("There is nothing to do."),
    ),
    "journal_crlf": (
        N_("The line ends were changed (by git or an editor). All records are read all the same."),
        N_("Put `*.jsonl -text` in .gitattributes, so that git leaves journals as they are."),
    ),
    "journal_no_newline": (
        N_("The line feed after the last record is missing. The record itself is whole."),
        N_("There is nothing to do."),
    ),
    "journal_unreadable": (
        N_("This file can't be read ({why})."),
        N_("See to it that you may read it and that the disk is well, then run `interviewer doctor` again."),
    ),
    "journal_two_keys": (
        N_("This file belongs to another interview that bears the same name. It is not read with this one."),
        N_("Move it to a folder of its own in sessions/, and it is an interview of its own."),
    ),
    "journal_elsewhere": (
        Counted(
            "Words of {session} stand in this fall-back file only ({count} record): its own folder could not be written then.",
            "Words of {session} stand in this fall-back file only ({count} records): its own folder could not be written then.",
        ),
        N_("`interviewer doctor --repair` writes them to the interview's own folder too."),
    ),
    "journal_not_home": (
        Counted(
            "Words of {session} are on this machine only ({count} record): the run that wrote them was cut short before they came home.",
            "Words of {session} are on this machine only ({count} records): the run that wrote them was cut short before they came home.",
        ),
        N_(
            "`interviewer doctor --repair` brings the file to the interview's own folder; so does the next `interviewer run`."
        ),
    ),
    "journal_readable": (
        Counted(
            "{count} file in this folder can be opened by other people who use this machine.",
            "{count} files in this folder can be opened by other people who use this machine.",
        ),
        N_("On Linux and macOS: `chmod -R go= sessions`"),
    ),
    "journal_copy": (
        N_("A fall-back copy of {session}. `interviewer delete` deletes it together with the interview."),
        "",
    ),
    "journal_stray": (
        N_("A fall-back file of another interview of the name {session}, perhaps of one that was deleted."),
        N_("Delete the file if its interview was deleted on purpose."),
    ),
    "journal_unsealed": (
        Counted(
            "This run of {session} did not end in order (power cut, closed window). What was saved is here: {count} record.",
            "This run of {session} did not end in order (power cut, closed window). What was saved is here: {count} records.",
        ),
        "",
    ),
    "journal_open": (
        Counted(
            "{session} is open in another window: {count} record so far.",
            "{session} is open in another window: {count} records so far.",
        ),
        "",
    ),
    "journal_draft": (
        N_("Words of {session} that were being typed when the program ended."),
        N_("`interviewer run --resume {session}` puts them into the interview."),
    ),
    "journal_draft_correction": (
        N_("Words of a correction of {session} that were being typed when the program ended."),
        N_("`interviewer edit {session}` has them in the prompt of their turn."),
    ),
    "journal_draft_note": (
        N_("Words of a note-taker of {session} that were being typed when the program ended."),
        N_("`interviewer follow {session} --notes ID` puts them among the notes of that ID."),
    ),
    "journal_mended_here": (
        N_("Record {record} is not where it should be, before byte {byte}; it stands whole elsewhere in this file."),
        N_("There is nothing to do."),
    ),
    "git_takes_sessions": (
        N_("Nothing keeps git from taking in what people said: what git has seen once, deleting doesn't erase."),
        N_(
            "Add the line `/sessions/` to .gitignore. If the team means to share its interviews through git, "
            "write `sharing: git` in interviewer.yaml."
        ),
    ),
    "no_journals": (
        N_("There is no interview to verify in this study."),
        N_("`interviewer run` holds the first one."),
    ),
}
