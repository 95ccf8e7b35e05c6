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
    "paper_key_replaced": (
        N_(
            "These are the words of a paper key that was replaced on {day}: they open nothing on this machine any more."
        ),
        N_(
            "Take the newer sheet, or the passphrase. With a stick or a backup from before that day the old one still gives the team's key: destroy these."
        ),
    ),
    "drill_with_former_paper": (
        N_(
            "These are the words of a paper key that was replaced on {day}: they open nothing on this machine any more."
        ),
        N_("Take the newer sheet: the drill tries the sheet itself."),
    ),
    "paper_key_unproven": (
        N_(
            "The paper key that this file names was not made by the team: what stands under `renewed` doesn't belong to it."
        ),
        N_(
            "Put `keys:` back as they were, from git or from a colleague. Until then no interview is held and no word is shown."
        ),
    ),
    "paper_key_other": (
        N_(
            "This file names another paper key than the one with which this machine began, and the team's key says nothing of it."
        ),
        N_(
            "One of the two is false: before anything else, compare the end of the paper key that `interviewer ready` shows with a colleague. If this file is wrong, put its `keys:` "
            "back as they were; if what the machine remembers is wrong, take away {kept}. Until then no interview is held, no name is taken and no word is shown."
        ),
    ),
    "paper_key_alone": (
        N_("A new paper key is made with the passphrase alone."),
        N_(
            "Leave the other options out. If the passphrase is lost too: first `interviewer unlock --paper --new-passphrase`, then "
            "`interviewer unlock --new-paper-key`."
        ),
    ),
    "paper_key_in_doubt": (
        N_(
            "The new paper key is noted on this machine, but the disk did not confirm it ({why}): after a power cut the former one may be in force."
        ),
        N_(
            "Keep the new sheets and the old ones. Have the disk looked after, type `interviewer unlock`; then `interviewer doctor --fire-drill` tells which sheet opens."
        ),
    ),
    "paper_key_not_kept": (
        N_("The new paper key could not be noted on this machine ({why}): the former one is still in force."),
        N_("Tear the new sheets up. Make room, or open your home folder to writing; then type the command again."),
    ),
    "paper_key_in_settings": (
        N_("This file names a former paper key; the one in force is of {day}."),
        N_("`interviewer unlock` writes the newer one into it."),
    ),
    "keys_for_former_paper": (
        Counted(
            "{count} key or name on this machine is still locked for a former paper key: the new sheet doesn't open it, the old one does.",
            "{count} keys and names on this machine are still locked for a former paper key: the new sheet doesn't open them, the old one does.",
        ),
        N_("`interviewer unlock` locks all of it anew; the passphrase is enough."),
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
            "Look at capitals, accents and spaces, and try again; the paper key opens everything too, and gives a new passphrase: "
            "`interviewer unlock --paper --new-passphrase`."
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
    "keys_changed": (
        N_("The interviews here are sealed for other keys than this file names."),
        N_(
            "Put its `keys:` back as they were, from git or from a colleague ({kept} has both public keys). Until then no interview is "
            "held and no word is shown, so that nothing is written in clear or sealed for somebody else."
        ),
    ),
    "sealed_goes_on_sealed": (
        N_(
            "The words of {session} are sealed, and interviewer.yaml of this study names no keys: they would go on in clear."
        ),
        N_("Put the `keys:` of interviewer.yaml back as they were, from git or from a colleague."),
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
        N_("What is asked for is sealed, and nobody can be asked for the passphrase here."),
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
    "no_keys": (
        N_("This study has no keys: nothing in it is sealed, and it has no vault of names."),
        N_("`interviewer names add` makes keys for names, `interviewer init --sealed` for all words."),
    ),
    "passphrase_wanted": (
        N_("Nobody can be asked for the passphrase here, and standard input is empty."),
        N_("Let the first line of standard input be the passphrase: `interviewer unlock < FILE`."),
    ),
    "vault_line": (
        N_("This line doesn't begin with one of: {known}."),
        N_("Write it as `{near}: ...`."),
    ),
    "vault_line_twice": (
        N_("There is a second line that begins with {field}."),
        N_("Let each begin with another word: standard input speaks of one person."),
    ),
    "vault_line_long": (
        N_("This line has more than {most} letters."),
        N_("The vault keeps contacts; what somebody said belongs into the interview."),
    ),
    "vault_input_long": (
        N_("Standard input is too long for one entry."),
        N_("Give the few lines of one person: name, phone, email, address, form, note."),
    ),
    "name_as_argument": (
        N_(
            "This is no pseudonym. A name is never typed behind a command: this window remembers each command that was typed."
        ),
        N_(
            "Make it forget: `history -c`, then Enter. Then `interviewer names add` alone asks for the name, and nothing remembers that."
        ),
    ),
    "participant_unknown": (
        N_("No interview and no entry of the vault has this pseudonym."),
        N_("`interviewer names list` has all of them; `interviewer names add --new` makes one before an interview."),
    ),
    "participant_unknown_near": (
        N_("No interview and no entry of the vault has this pseudonym; there is {near}."),
        N_("`interviewer names list` has all of them; `interviewer names add --new` makes one before an interview."),
    ),
    "participant_unknown_name": (
        N_(
            "No interview and no entry of the vault has this pseudonym. A name is never typed behind a command: this window remembers each."
        ),
        N_(
            "`interviewer names list` has all pseudonyms. If it was a name, make this window forget it: `history -c`, then Enter."
        ),
    ),
    "participant_wanted": (
        N_("Whose name is it? Nobody can be asked here."),
        N_("Give the pseudonym, or `--new` for somebody who will be interviewed."),
    ),
    "new_or_known": (
        N_("`--new` makes a pseudonym; there is one already on the command line."),
        N_("Leave one of the two out."),
    ),
    "nobody_without_name": (
        N_("Everybody who was interviewed is in the vault already."),
        N_("Give a pseudonym to change an entry, or `--new` for somebody who will be interviewed."),
    ),
    "nobody_interviewed_yet": (
        N_("Nobody has been interviewed yet."),
        N_("For somebody who will be: `interviewer names add --new`."),
    ),
    "nobody_yet": (
        N_("There are no participants yet: no interview, and no entry in the vault."),
        N_("`interviewer run` holds an interview; `interviewer names add --new` makes a pseudonym before it."),
    ),
    "names_need_keys": (
        N_("This study has no keys yet to lock names with, and they are made at a keyboard."),
        N_("Type `interviewer names add` in a terminal once; then names can come from standard input too."),
    ),
    "nothing_added": (
        N_("No name and nothing else was typed: nothing was kept."),
        "",
    ),
    "not_in_vault": (
        N_("The vault on this machine has no entry of {participant}."),
        N_(
            "`interviewer names add {participant}` makes one; `interviewer sync in FOLDER` brings those of other machines."
        ),
    ),
    "vault_shut": (
        N_("Nothing of the entry of {participant} opens with this key."),
        N_("`interviewer doctor --fire-drill` says which files no key opens."),
    ),
    "names_suffix": (
        N_("The name of the file says in which format it is written, and ends in .csv or .xlsx."),
        N_("Give it such a name."),
    ),
    "names_file_there": (
        N_("{path} is there already."),
        N_("Give another name, or `--force` to write over it."),
    ),
    "names_in_git": (
        N_("{path} lies where git would take it, and it would hold names."),
        N_("Write it outside of the folder that git watches, or into one that .gitignore names, such as exports/."),
    ),
    "nobody_to_name": (
        N_("Nobody in the vault fits: nothing was written."),
        N_("`interviewer names list` has everybody; consents stand in the interviews (`interviewer show`)."),
    ),
    "name_not_destroyed": (
        N_("The name could not be taken out of the vault ({why})."),
        N_("Type the command again: it goes on where it stopped."),
    ),
    "no_team_key_for_paper": (
        N_("The paper key opens everything else; but no team key that it could open is on this machine."),
        N_("`interviewer sync in FOLDER` brings it from another one; then the passphrase can be given anew."),
    ),
    "new_passphrase_wanted": (
        N_("The new passphrase has to be the second line of standard input, with at least {count} letters."),
        N_("Type it in a terminal, or give both lines."),
    ),
    "keys_lost": (
        Counted(
            "{count} key or name opened with neither the passphrase nor the paper key at the last fire drill.",
            "{count} keys or names opened with neither the passphrase nor the paper key at the last fire drill.",
        ),
        N_(
            "Another machine may have whole copies: `interviewer sync out` there, `sync in` here, then the drill again."
        ),
    ),
    "drill_never": (
        N_("Nobody has tried yet whether passphrase and paper key open everything."),
        N_("`interviewer doctor --fire-drill` does, in two minutes, while both are still known."),
    ),
    "drill_overdue": (
        Counted(
            "The last fire drill of the keys was {days} day ago.",
            "The last fire drill of the keys was {days} days ago.",
            "days",
        ),
        N_("`interviewer doctor --fire-drill` tries whether passphrase and paper key still open everything."),
    ),
    "keys_here_only": (
        Counted(
            "The key of {count} interview is on this machine alone.",
            "The keys of {count} interviews are on this machine alone.",
        ),
        N_("`interviewer sync out FOLDER` carries words and keys to a stick, for the safe or another machine."),
    ),
    "key_file_damaged": (
        N_("This file of a key is damaged: it opens nothing any more."),
        N_(
            "Another machine or stick may have it whole: `interviewer sync in FOLDER` brings it, and leaves this one as it is."
        ),
    ),
    "keys_damaged": (
        Counted(
            "The key of {count} interview is damaged on this machine: its words can't be read here.",
            "The keys of {count} interviews are damaged on this machine: their words can't be read here.",
        ),
        N_(
            "`interviewer doctor` names the files; `interviewer sync in FOLDER` brings whole ones, where another machine or stick has them."
        ),
    ),
    "keys_of_withdrawn": (
        Counted(
            "A withdrawal isn't finished in {count} interview: words or a key of somebody who withdrew still lie here.",
            "A withdrawal isn't finished in {count} interviews: words or keys of people who withdrew still lie here.",
        ),
        N_("`interviewer doctor --repair` destroys them."),
    ),
    "keys_missing": (
        Counted(
            "Of {count} interview a key is not here: its words can't be read on this machine.",
            "Of {count} interviews a key is not here: their words can't be read on this machine.",
        ),
        N_("`interviewer sync in FOLDER` brings it from the machine where the interview was held."),
    ),
    "nothing_to_drill": (
        N_("There is no key and no name yet to try the passphrase and the paper key on."),
        N_("Hold the drill after the first interview, or the first `interviewer names add`."),
    ),
    "both_keys_wanted": (
        N_("A fire drill takes both keys."),
        N_(
            "Type it in a terminal; or let the first line of standard input be the passphrase, the second the 24 words."
        ),
    ),
}
