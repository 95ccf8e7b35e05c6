"""Words for what is wrong with keys, sealed words and the private folder of a study."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "keys_not_saved": (
        Counted(
            "{count} record is in memory only: the key that seals it can't be saved ({why}).",
            "{count} records are in memory only: the key that seals them can't be saved ({why}).",
        ),
        N_("Make room on the disk, or open your home folder to writing; saving is tried again each second."),
    ),
    "no_public_key": (
        N_("This is no public key of age (it begins with age1 and has 62 letters)."),
        N_("Put back the line as it was when the study was made, from git or from another copy of interviewer.yaml."),
    ),
    "key_of_another_study": (
        N_("This key belongs to another study: it opens nothing here."),
        N_("Take the paper, or the passphrase, of this study."),
    ),
    "no_team_key": (
        N_("The team's key is not on this machine."),
        N_(
            "Bring it here from the machine where the study was made (`interviewer sync in FOLDER`), or use the paper key: "
            "`interviewer unlock --paper`."
        ),
    ),
    "wrong_passphrase": (
        N_("This passphrase doesn't open the team's key."),
        N_(
            "Look at capitals and spaces and try again; the paper key opens everything too: `interviewer unlock --paper`."
        ),
    ),
    "paper_key_word": (
        N_("Word {word} is in no list of words for paper keys."),
        N_("Look at it on the paper again; its first four letters are enough."),
    ),
    "paper_key_wrong": (
        N_("These words don't make a key: one of them is wrong, missing, or in the wrong place."),
        N_("A paper key has 24 words. Type them in their order, all in one go or line by line."),
    ),
    "private_in_git": (
        N_("The private folder {path} would lie inside {tree}, which git watches."),
        N_("Let XDG_DATA_HOME name a folder outside of it, so that no key and no name is ever committed."),
    ),
    "has_keys_already": (
        N_("This study has its keys already."),
        N_(
            "Other keys would leave what is sealed to the first ones alone. `interviewer.yaml` names them under `keys`."
        ),
    ),
    "settings_changed_meanwhile": (
        N_("{path} was changed while the keys were made."),
        N_("Nothing was written to it. Try again."),
    ),
    "words_locked": (
        N_("The words of this study are sealed, and nobody can be asked for the passphrase here."),
        N_("Type `interviewer unlock` at a terminal first, or `interviewer unlock < FILE`, then the command again."),
    ),
    "words_covered": (
        N_("These words are sealed and can't be read here, so they can't be changed."),
        N_("`interviewer unlock` opens them; or say what is right in a turn of its own."),
    ),
    "needs_keyboard": (
        N_("The keys of a study are made at a keyboard, since the paper key has to be typed back."),
        N_("Type the command in a terminal."),
    ),
}
