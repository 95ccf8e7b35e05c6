"""The words of the check before an interview."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "ready_guide_ok": (N_("Without errors: {guides}."), ""),
    "ready_guide_none": (
        N_("This study has no guide yet."),
        N_("`interviewer new ID` writes a first one; `interviewer init` lays out a whole study."),
    ),
    "ready_guide_no": (
        Counted(
            "{count} error. `interviewer run` refuses such a guide.",
            "{count} errors. `interviewer run` refuses such guides.",
        ),
        "",
    ),
    "ready_refused": (
        N_("This could not be looked at: {why}."),
        N_("See to it that you may read the folders of the study."),
    ),
    "ready_codebook_faulty": (
        Counted(
            "{count} error in codebook.yaml: no codes can be given while listening.",
            "{count} errors in codebook.yaml: no codes can be given while listening.",
        ),
        "",
    ),
    "ready_consent_ok": (N_("People are asked for their consent; the information notice is “{notice}”."), ""),
    "ready_consent_none": (
        N_("Asks for no consent: {guides}."),
        N_("Add `consent:` to the guide, with one item for each purpose."),
    ),
    "ready_notice_none": (
        N_("The study doesn't say which information notice people are given."),
        N_("Add `notice:` to interviewer.yaml, such as `notice: 2026-03`; it is kept with each interview."),
    ),
    "ready_languages_ok": (N_("Everything that is said can be said in: {languages}."), ""),
    "ready_languages_holes": (
        N_("Lacks words in one of its languages: {guides}."),
        N_(
            "These are asked in the guide's own language. `interviewer check` lists them, `interviewer translate` fills them."
        ),
    ),
    "ready_stakeholders_ok": (N_("Groups that interviewer.yaml knows: {groups}."), ""),
    "ready_stakeholders_none": (
        N_("interviewer.yaml names no groups of people, so none can be checked."),
        N_("Add `stakeholders:` to interviewer.yaml."),
    ),
    "ready_folders_ok": (
        Counted(
            "{count} folder takes what is written.",
            "{count} folders take what is written.",
        ),
        "",
    ),
    "ready_folder_no": (
        N_("{where} takes no file ({why})."),
        N_("Make the folder writable, or free some disk space, before the interview."),
    ),
    "ready_fallback_no": (
        N_("The fall-back folder {where} takes no file ({why})."),
        N_(
            "If the study's own folder fails during the interview, words stay in memory only. Set INTERVIEWER_SPARE to a folder on a USB stick."
        ),
    ),
    "ready_lock_ok": (N_("Two windows can't write into the same interview."), ""),
    "ready_lock_none": (
        N_("In {where} no window sees what another one has open."),
        N_("Hold the interview in one window only. Nothing is lost otherwise, but nothing warns you."),
    ),
    "ready_space_ok": (N_("{bytes_free} free."), ""),
    "ready_space_no": (
        N_("{bytes_free} free for {where}; an interview wants {bytes_least}."),
        N_("Empty the bin or move large files away before the interview."),
    ),
    "ready_space_little": (
        N_("{bytes_free} free for the fall-back folder {where}; {bytes_least} would be good."),
        N_("Empty the bin or move large files away."),
    ),
    "ready_space_unknown": (N_("The system doesn't tell how much room is left."), ""),
    "ready_clock_ok": (N_("By this machine it is now: {moment}."), ""),
    "ready_clock_no": (
        N_("This machine says that it is now {moment}, which can't be right."),
        N_("Set the date and the time: they stand in each interview's id and in its records."),
    ),
    "ready_clock_behind": (
        N_("By this machine it is now {moment}, but a file of an interview says {moment_newest}."),
        N_("Compare with your watch: this clock, or that of a colleague's machine, is wrong."),
    ),
    "ready_synced_none": (N_("No sync program and no network drive that is known works in this folder."), ""),
    "ready_synced_switched": (
        N_("Words are written outside of the study while an interview is held (INTERVIEWER_LIVE)."),
        "",
    ),
    "ready_synced_away": (
        N_(
            "{program} keeps this folder in step. While an interview is held its words are written on this machine alone, then they come to sessions/."
        ),
        N_("Whoever can open that account can open the interviews: make sure that only your team can."),
    ),
    "ready_synced_here": (
        N_("{program} keeps this folder in step while words are written into it."),
        N_("Stop the sync program during the interview, or move the study to a folder of this machine."),
    ),
    "ready_network_away": (
        N_(
            "This folder is on a network drive. While an interview is held its words are written on this machine alone, then they come to sessions/."
        ),
        N_("Whoever can open that drive can open the interviews: make sure that only your team can."),
    ),
    "ready_network_here": (
        N_("This folder is on a network drive, and words are written there while an interview is held."),
        N_("Move the study to a folder of this machine before you go where the network may fail."),
    ),
    "ready_permissions_ok": (N_("Only you can open what people said."), ""),
    "ready_permissions_unknown": (N_("On Windows it can't be told who else can open the files."), ""),
    "ready_permissions_no": (
        N_("Others on this machine can change or delete what is in {where}."),
        N_("On Linux and macOS: `chmod -R go= sessions`"),
    ),
    "ready_permissions_open": (
        Counted(
            "{count} file of interviews can be opened by other people who use this machine.",
            "{count} files of interviews can be opened by other people who use this machine.",
        ),
        N_("On Linux and macOS: `chmod -R go= sessions`"),
    ),
    "ready_permissions_foreign": (
        Counted(
            "{count} file of interviews belongs to another user of this machine, such as {where}.",
            "{count} files of interviews belong to another user of this machine, such as {where}.",
        ),
        N_("Ask whoever looks after this machine to give them to you (`chown`)."),
    ),
    "ready_power_ok": (N_("The battery has {percent} %."), ""),
    "ready_power_low": (N_("The battery has {percent} %, and the machine is not plugged in."), N_("Plug it in.")),
    "ready_disk_encrypted": (N_("Encrypted: whoever finds this machine, switched off, reads nothing."), ""),
    "ready_disk_open": (
        N_("Not encrypted. Whoever finds this machine reads what people said."),
        N_("Have the disk ({disk}) encrypted, or carry as few interviews as you can on it."),
    ),
    "ready_disk_open_sealed": (
        N_("Not encrypted. What people say is sealed; the rest could be read: guides, dates, consents, exports."),
        N_("Have the disk ({disk}) encrypted, and keep no export on it for longer than it serves."),
    ),
    "ready_disk_memory": (
        N_("This folder is in memory only ({disk}): it is gone when the machine is switched off."),
        N_("Move the study to a real disk."),
    ),
    "ready_disk_unknown": (
        N_("Whether the disk is encrypted can't be told here ({disk})."),
        N_("Ask whoever looks after this machine: without encryption, whoever finds it reads what people said."),
    ),
    "ready_disk_unknown_sealed": (
        N_("Whether the disk is encrypted can't be told here ({disk}). What people say is sealed in any case."),
        N_(
            "Ask whoever looks after this machine: without encryption, guides, dates, consents and exports can be read."
        ),
    ),
    "ready_disk_bitlocker": (
        N_("Whether {disk} is encrypted can't be told without an administrator."),
        N_("Look in the settings under “BitLocker” or “Device encryption”: it should be on."),
    ),
    "ready_disk_filevault": (
        N_("Whether the disk is encrypted can't be told without an administrator."),
        N_("Look in the settings under “FileVault”: it should be on."),
    ),
    "ready_git_ok": (N_("Git would not take in what people say."), ""),
    "ready_git_shares": (N_("Git takes in the interviews, as `sharing: git` in interviewer.yaml says."), ""),
    "ready_git_shares_nothing": (
        N_("interviewer.yaml says `sharing: git`, but .gitignore keeps the interviews out: colleagues get none."),
        N_("Take the line `/sessions/` out of .gitignore, or `sharing: git` out of interviewer.yaml."),
    ),
    "ready_git_takes": (
        N_("`git add` would take in what people say, and git never forgets."),
        N_(
            "Add `/sessions/` to .gitignore, or write `sharing: git` in interviewer.yaml if that is what the team decided."
        ),
    ),
    "ready_keys_ok": (
        N_("Words can be sealed. To compare between colleagues: {team} and {paper}."),
        N_("Colleagues who hold interviews for this study see the same letters."),
    ),
    "ready_keys_names_ok": (
        N_(
            "Names are locked, for the team ({team}) and for the paper key ({paper}). Words are not sealed in this study."
        ),
        N_("Whoever finds this machine, or a copy of the study, can read what people said."),
    ),
    "ready_keys_changed": (
        N_("The interviews here are sealed for other keys than interviewer.yaml names."),
        N_("Put its `keys:` back as they were, from git or from a colleague: until then no interview can be held."),
    ),
    "ready_keys_same": (
        N_("The team's key and the paper key in interviewer.yaml are the same."),
        N_("Ask whoever set the study up: with one key lost, nothing could be read any more."),
    ),
    "ready_keys_faulty": (
        N_("Nothing can be sealed with the keys in interviewer.yaml ({what})."),
        N_("Take interviewer.yaml from a colleague or from git again: somebody changed the letters of a key."),
    ),
    "ready_keys_in_git": (
        N_("The folder of the keys, {where}, lies where git would take it in."),
        N_("Set XDG_DATA_HOME to a folder outside of any git work tree."),
    ),
    "ready_keys_folder_ok": (N_("The folder of the keys takes what is written."), ""),
    "ready_keys_folder_no": (
        N_("No folder takes the keys of the interview; {where} takes no file ({why})."),
        N_("Make the folder writable, or free some disk space: without its key no word can be saved."),
    ),
    "ready_keys_folder_elsewhere": (
        N_("The folder of the keys, {where}, takes no file ({why})."),
        N_("Make it writable before the interview; until then keys go to a fall-back folder, or names can't be kept."),
    ),
    "ready_keys_open_to_others": (
        N_("Others on this machine can enter the folder of the keys, {where}."),
        N_("On Linux and macOS: `chmod 700` on that folder."),
    ),
    "ready_keys_synced": (
        N_("The folder of the keys, {where}, is kept in step by others ({program})."),
        N_("Set XDG_DATA_HOME to a folder of this machine: keys that others hold can't be destroyed any more."),
    ),
    "ready_keys_on_network": (
        N_("The folder of the keys, {where}, is on a network drive."),
        N_("Set XDG_DATA_HOME to a folder of this machine: without the network no word could be sealed or read."),
    ),
    "ready_keys_unproven": (
        N_("The paper key in interviewer.yaml was not made by the team."),
        N_("Take interviewer.yaml from a colleague or from git again: somebody changed the letters under `keys`."),
    ),
    "ready_keys_former_paper": (
        Counted(
            "{count} key or name on this machine is still locked for a former paper key.",
            "{count} keys and names on this machine are still locked for a former paper key.",
        ),
        N_("Interviews can be held; `interviewer unlock` locks all of it anew, with the passphrase."),
    ),
    "ready_keys_elsewhere": (
        N_("The team's key is not on this machine: interviews can be held here, and read where it is."),
        "",
    ),
    "ready_left_none": (N_("No interview waits to be finished."), ""),
    "ready_left_drafts": (
        Counted(
            "Words that were being typed wait in {count} interview: {sessions}.",
            "Words that were being typed wait in {count} interviews: {sessions}.",
        ),
        N_("`interviewer run --resume {first}` takes them up; `interviewer doctor` says more."),
    ),
    "ready_left_unfinished": (
        Counted("{count} interview is not finished: {sessions}.", "{count} interviews are not finished: {sessions}."),
        N_("Go on with: `interviewer run --resume {first}`"),
    ),
    "ready_left_away": (
        Counted(
            "A file of {count} interview has not come home yet: {sessions}.",
            "Files of {count} interviews have not come home yet: {sessions}.",
        ),
        N_("`interviewer doctor --repair` brings them home, and so does the next `interviewer run`."),
    ),
    "ready_terminal_ok": (N_("{columns} columns, {rows} rows."), ""),
    "ready_terminal_none": (
        N_("This was not called in a terminal, so its size can't be told."),
        N_("Call it in the window in which you will hold the interview."),
    ),
    "ready_terminal_no": (
        N_(
            "{columns} columns and {rows} rows are too few to hold an interview; it wants {least_columns} and {least_rows} at least."
        ),
        N_("Make the window larger, or its letters smaller."),
    ),
    "ready_terminal_small": (
        N_("{columns} columns and {rows} rows: an interview can be held, but little is seen of it."),
        N_("With 80 columns and 24 rows everything has its place."),
    ),
    "ready_terminal_dumb": (
        N_("{columns} columns, {rows} rows, but this terminal draws nothing: the interview is held line by line."),
        "",
    ),
    "ready_letters_ok": (N_("Every letter can be shown."), ""),
    "ready_letters_few": (
        N_("Not every letter can be shown ({encoding}); what is saved is whole all the same."),
        N_("Choose UTF-8 in the settings of the terminal."),
    ),
}
