"""Every way to lose words that was ever found here: what found it, what became of it, which test holds it now."""

from __future__ import annotations

from typing import NamedTuple


class Loss(NamedTuple):
    """`held` is `file.py::name`, the test that fails when it comes back (a few tests hold several)."""

    what: str
    found_by: str
    became: str
    held: str


FOUND = (
    Loss(
        "`msgspec` can neither write nor read lone surrogates",
        "hypothesis",
        "such lines go through the standard `json`",
        "test_line.py::test_a_lone_surrogate_survives_where_msgspec_alone_would_fail",
    ),
    Loss(
        "`msgspec` crashes the interpreter when memory runs out inside its encoder",
        "refused allocations",
        "nothing to do on our side: what was saved before is there; the words being saved are in the draft",
        "test_faults_interrupt.py::test_out_of_memory_at_any_allocation_of_a_save_loses_nothing",
    ),
    Loss(
        "a draft whose words were taken back came back with them",
        "a test of drafts",
        "each version of a draft counts",
        "test_draft.py::test_words_that_were_taken_back_stay_taken_back",
    ),
    Loss(
        "someone coding an interview made it look open in another window",
        "review",
        "only the interview's own files count",
        "test_journal.py::test_a_coder_at_work_does_not_count_as_the_interview_being_open",
    ),
    Loss(
        "the pause that a hang-up leaves in the journal took the draft of the half-typed words away",
        "SIGTERM in a pseudo-terminal",
        "what happens beside the typed line leaves its draft alone",
        "test_saving.py::test_a_key_pressed_beside_the_line_leaves_its_draft_and_its_id",
    ),
    Loss(
        "two runs that began at once under one pseudonym shared one session, and one of them was not shown",
        "second reader",
        "the folder is made by one of them alone; the other takes the next name",
        "test_run.py::test_runs_that_begin_at_once_under_one_pseudonym_are_sessions_of_their_own",
    ),
    Loss(
        "`export --out` could replace a journal",
        "second reader",
        "only earlier exports and empty files are replaced, and nothing in `sessions/`",
        "test_export.py::test_what_no_export_made_is_never_replaced",
    ),
    Loss(
        "words behind an action that takes none (`/fin de matinée…`) were dropped",
        "second reader",
        "refused; in a script the line is kept as a memo",
        "test_interview.py::test_words_behind_an_action_that_takes_none_are_not_dropped",
    ),
    Loss(
        "field notes, background facts and values cut short came back as the person's own words",
        "second reader",
        "a draft knows its place, and comes back at its own prompt",
        "test_faults_room.py::test_a_yes_and_field_notes_cut_short_stand_at_their_own_places",
    ),
    Loss(
        "`/fix` after a value changed the words before it",
        "second reader",
        "it changes the value",
        "test_interview.py::test_a_value_is_fixed_as_a_value_and_words_before_it_are_left_alone",
    ),
    Loss(
        "undoing a refusal in a group left the person out",
        "reading",
        "the person is back",
        "test_acts_on_turns.py::test_a_refusal_in_a_group_is_taken_back_whole",
    ),
    Loss(
        "`/undo` after coding had begun could take back a coder's mark",
        "reading",
        "it takes back what the interview did",
        "test_acts_on_turns.py::test_a_mark_of_a_coder_is_not_taken_back_by_the_interviewer",
    ),
    Loss(
        "an interview that could not be saved at all was not tried again",
        "a full disk under the walk",
        "words not saved are tried again, and so is the draft",
        "test_saving.py::test_it_is_told_since_when_and_why_and_tried_again_until_it_is_saved",
    ),
    Loss(
        "Python ended with a fatal error where a thread still read standard input",
        "a test of `follow`",
        "nobody reads any more when it ends",
        "test_follow.py::test_notes_are_taken_line_by_line_and_left_in_order",
    ),
    Loss(
        '"Ctrl-C gives up" never did while the program insisted on saving',
        "a test in a pseudo-terminal",
        "it does",
        "test_saving.py::test_a_full_disk_keeps_the_program_open_until_ctrl_c_gives_up",
    ),
    Loss(
        "words kept by a key that led elsewhere came back a second time under the next question, when the program was "
        "killed right then",
        "second reader",
        "the editor is emptied before anything is drafted",
        "test_room.py::test_words_that_a_key_kept_first_are_not_drafted_again_under_the_next_question",
    ),
    Loss(
        "*draft kept* stood before the draft was durable",
        "second reader",
        "it is claimed for exactly the durable words",
        "test_room.py::test_a_draft_is_said_to_be_kept_only_when_it_is",
    ),
    Loss(
        "a rewriting that was taken along to another question swallowed what was said there",
        "second reader",
        "moving on keeps the rewriting first",
        "test_room.py::test_going_elsewhere_keeps_what_was_rewritten_and_ends_it",
    ),
    Loss(
        "a choice picked for one person became a verbatim of another, when the speaker changed in between",
        "second reader",
        "the finder closes with the speaker",
        "test_room.py::test_a_speaker_key_closes_the_finder",
    ),
    Loss(
        "slow escape sequences typed letters into what was being said",
        "an old terminal",
        "a sequence may take a fifth of a second",
        "test_room.py::test_a_sequence_may_take_a_fifth_of_a_second",
    ),
    Loss(
        "a key that opened a pane in a window under 40×10 ended the interview",
        "random keys against the state machine",
        "every pane stands in every window",
        "test_room_oracle.py::test_whatever_is_pressed_alone_everything_agrees",
    ),
    Loss(
        "Ctrl-Z stopped the program before the draft was durable",
        "review",
        "the draft first",
        "test_faults_room.py::test_stopped_by_ctrl_z_and_then_killed_every_key_is_there",
    ),
    Loss(
        "an interview deleted while it was open wrote itself anew",
        "second reader",
        "`delete` refuses while a window is open",
        "test_list_show_delete.py::test_delete_refuses_while_another_window_has_the_interview_open",
    ),
    Loss(
        "a merge of codes taken back after another merge left marks under a code that nobody had chosen",
        "second reader",
        "a change and its undoing count as neither; any order of changes is held against a stack of snapshots",
        "test_codebook_undo.py::test_whatever_is_done_and_taken_back_in_turn_is_as_it_was_before_each",
    ),
    Loss(
        "a mark on words that a correction deleted moved to the same words further on",
        "second reader",
        "a mark moves only with its own place in the text; else it is listed",
        "test_anchors.py::test_words_that_stand_twice_move_with_their_own_place_or_are_lost",
    ),
    Loss(
        "a mark that had lost its words came back from a table on the whole turn",
        "second reader",
        "it stays lost, on a line of its own kind",
        "test_marks_table.py::test_a_mark_that_lost_its_words_is_a_line_of_its_own_kind_that_stays_lost_whatever_comes",
    ),
    Loss(
        "memos, and marks under codes retired since, were left out when a table of marks was applied again",
        "exporting, applying and exporting again",
        "the two are inverses, to the byte",
        "test_marks_table.py::test_what_is_exported_applied_and_exported_again_is_the_same_to_the_byte",
    ),
    Loss(
        "a change of the codebook cut short by a power cut stood half done",
        "a disk that fails before every call",
        "the next command finishes it or takes it back",
        "test_codebook_faults.py::test_a_change_that_was_cut_short_anywhere_is_finished_by_the_same_command",
    ),
    Loss(
        "marks dealt out by hand were gone when `codebook split` ended with an error",
        "new user",
        "what is needed is asked before the first mark",
        "test_codebook_terminal.py::test_a_split_that_was_left_goes_on_where_it_stopped",
    ),
    Loss(
        "a memo being typed in the coding room was dropped by *Esc*",
        "new user",
        "it is kept and comes back",
        "test_coding_room_safety.py::test_words_left_with_esc_come_back_with_the_same_key",
    ),
    Loss(
        "marks without words in a table were passed over as lost",
        "second reader",
        "they mark the whole turn, as the format says",
        "test_marks.py::test_a_row_without_place_marks_the_whole_turn",
    ),
    Loss(
        "an import of a form's answers that was killed left half an interview, which the next import took for whole",
        "kill -9 at any moment",
        "an interview gets its name when all of it is durable",
        "test_import_broken_off.py::test_an_import_killed_at_any_moment_leaves_whole_interviews_and_the_next_goes_on",
    ),
    Loss(
        "an import took away what another import was making, where files can't be locked",
        "review",
        "what is young or locked stays",
        "test_import_broken_off.py::test_what_an_import_left_half_made_is_told_and_taken_away",
    ),
    Loss(
        "a worksheet saved as MS-DOS or Macintosh CSV lost its accents, and the translation with them",
        "worksheets in every state that programs leave them in",
        "the letters are told by what is known of the texts, or the worksheet is refused",
        "test_translate.py::test_every_kind_of_csv_of_a_spreadsheet_program_keeps_its_letters",
    ),
    Loss(
        "a drive that says yes to a new name and doesn't give it: `export` and `codebook` said *done* over the old file",
        "lying rename under the program (`calls-export`, `calls-codebook`)",
        "what bears the name is read again before anything is called done",
        "test_faults_names.py::test_a_name_that_was_not_given_is_an_error",
    ),
    Loss(
        "the same drive and the key of sealed words: the words were called saved, their key had no name",
        "lying rename under the program (`calls-sealed-interview`)",
        "the key is read again under its name before a word is called saved",
        "test_faults_names.py::test_a_key_without_its_name_seals_no_word_that_is_called_saved",
    ),
    Loss(
        "a power cut after the first words of a sealed study could take the new cabinet away, and with it the key of words "
        "that had been called saved",
        "every state that a cut may leave (`cut-states-sealed-interview`)",
        "the names of new private folders are durable before anything is in them",
        "test_faults_names.py::test_the_folders_of_a_new_cabinet_are_durable_by_name",
    ),
    Loss(
        "an export whose folder could not be synced said *done*",
        "reading what syncs are for",
        "it is an error",
        "test_faults_names.py::test_an_export_whose_names_are_not_durable_is_not_done",
    ),
    Loss(
        "an export of which a file could not be opened for a moment lacked columns, and said *done*",
        "`make faults` (`calls-export`: the Nth open fails once)",
        "such an interview counts as damaged, exit code 3",
        "test_export.py::test_columns_that_a_file_could_not_give_are_told_even_if_it_can_be_read_a_moment_later",
    ),
    Loss(
        "an export over older tables took its own page of before, unreadable for a moment, for somebody else's: it was left beside the new tables, in no manifest, and *done* was said",
        "`make faults` (`calls-export`: the Nth open fails once)",
        "it is an error, and nothing bears a new name",
        "test_export_golden.py::test_a_page_of_before_that_can_not_be_read_for_a_moment_is_not_left_to_lie_there",
    ),
    Loss(
        "a withdrawal from a group that was cut short, done again and certified: marks and memos on the person's turns stayed in the coders' files, for their turns were gone already",
        "killed before each change (`kill-rewriting`)",
        "what is said about a turn goes where a tombstone stands in the turn's place",
        "test_faults_rewriting.py::test_a_withdrawal_cut_before_any_file_goes_leaves_no_mark_no_passage_and_no_kept_view",
    ),
    Loss(
        "the same: files that were never named, and what is kept of an interview for speed, stayed when nothing else was left to do",
        "killed before each change (`kill-rewriting`)",
        "they are taken away wherever a trace of a withdrawal stands",
        "test_faults_rewriting.py::test_a_withdrawal_cut_before_any_file_goes_leaves_no_mark_no_passage_and_no_kept_view",
    ),
    Loss(
        "the same: an example in the codebook in the person's words, which nobody could find again by words that were gone",
        "killed before each change (`kill-rewriting`)",
        "what was made of the words goes before them",
        "test_faults_rewriting.py::test_an_example_in_the_persons_words_goes_before_the_words_by_which_it_is_found",
    ),
    Loss(
        "a certificate of a second withdrawal was silent about examples in the codebook, which were held against words that were gone",
        "reading what the harness found",
        "it names them as not compared",
        "test_faults_rewriting.py::test_a_certificate_of_words_that_are_gone_names_the_examples_nobody_could_compare",
    ),
    Loss(
        "a withdrawal was certified although a file could not be read for a moment: the person's part in it, or a whole interview, was passed over",
        "reading, and the Nth read that fails once (`calls-withdraw`)",
        "a file that can't be read stops it, and all is looked through again before it is certified",
        "test_faults_rewriting.py::test_a_withdrawal_is_not_done_where_a_file_could_not_be_read_for_a_moment",
    ),
    Loss(
        "a redaction that could not read a coder's file left that coder's mark without its place",
        "reading",
        "it waits until every file can be read, and looks through all before it says that it is done",
        "test_faults_rewriting.py::test_a_redaction_waits_until_every_file_can_be_read",
    ),
    Loss(
        "a drive that says yes and takes nothing away: a withdrawal was certified, with all words on the disk",
        "lying unlink (`calls-withdraw`)",
        "what was taken away is looked for before anything is called done",
        "test_faults_rewriting.py::test_a_drive_that_says_yes_and_takes_nothing_away_gets_no_certificate",
    ),
    Loss(
        "excerpts in a copy of a coder's file stayed when the file itself had lost them already",
        "reading what the harness found",
        "every copy is held against what is left of it",
        "test_faults_rewriting.py::test_what_has_lost_its_words_in_one_file_loses_them_in_its_copies_too",
    ),
    Loss(
        "a key that a `sync in` had half brought in when it was killed survived the withdrawal, and opened old copies",
        "reading what a kill leaves",
        "it goes with the others",
        "test_faults_rewriting.py::test_a_key_that_was_half_brought_in_goes_with_the_others",
    ),
    Loss(
        "settings that could not be read for a moment passed for a study without keys: words went to the disk in clear, and keys and names stayed where somebody withdrew",
        "reading",
        "such settings may speak of keys: an error",
        "test_faults_rewriting.py::test_settings_that_can_not_be_read_may_speak_of_keys",
    ),
    Loss(
        "`sync out` said *done* while a file here that says who withdrew could not be read for a moment: their words stayed on the stick",
        "`calls-sync-out`: the Nth open fails once",
        "it is an error, and the stick is looked through again",
        "test_faults_rewriting.py::test_a_stick_is_not_done_while_a_file_here_that_may_say_who_withdrew_could_not_be_read",
    ),
    Loss(
        "`sync in` could say *done* with words of somebody who had withdrawn still here, for the same reason",
        "reading what the harness found",
        "all is looked through once more before it ends",
        "test_faults_rewriting.py::test_a_sync_in_is_not_done_while_words_of_who_withdrew_may_be_here",
    ),
    Loss(
        "`sync in` to an empty folder, killed between guides and settings, took what it had begun for another study and never went on",
        "killed before each change (`kill-rewriting`)",
        "the settings come first",
        "test_faults_rewriting.py::test_an_empty_folder_that_was_cut_while_it_became_the_study_is_taken_up_again",
    ),
    Loss(
        "what is kept of an interview for speed kept words that were redacted, when the last look at the file with the trace failed",
        "`calls-redact`: the Nth open lies",
        "it is taken away unless it is sure that nothing was redacted",
        "test_faults_rewriting.py::test_a_redaction_is_not_done_where_a_file_could_not_be_read_for_a_moment_of_its_last_looks",
    ),
    Loss(
        "`sync out` left a file that it could not read for a moment out of the stick's list, and said *done*: no machine took it in",
        "`calls-sync-out`: the Nth open fails once",
        "what can't be read now stays on the list",
        "test_faults_rewriting.py::test_what_a_stick_holds_stays_on_its_list_when_it_could_not_be_read_for_a_moment",
    ),
    Loss(
        "a correction in a sealed study that was cut short came back as its cipher, sealed once more, and the file that held the words went",
        "reading the code (a second reader)",
        "its draft is opened like any other, and stays where it is while its key is not at hand",
        "test_sealed_study.py::test_a_correction_cut_short_comes_back_in_words_and_goes_with_the_person",
    ),
    Loss(
        "the key of such a correction outlived the withdrawal: copies of the draft still opened",
        "reading the code (a second reader)",
        "both keys of a session are destroyed, on sticks too",
        "test_sealed_study.py::test_a_correction_cut_short_comes_back_in_words_and_goes_with_the_person",
    ),
    Loss(
        "a file that could not be read for a moment while `doctor --repair` or `sync in` finished a withdrawal: a turn that it gave to somebody else was taken as theirs, and its key destroyed",
        "reading the code (a second reader)",
        "such an interview waits until all of it can be read",
        "test_sealed_study.py::test_what_can_not_be_read_destroys_no_key",
    ),
    Loss(
        "the list of deleted interviews was written over when it could not be read for a moment: what had been deleted came back with the next stick",
        "reading the code (a second reader)",
        "only a list that isn't there is an empty one",
        "test_deleted_stays_deleted.py::test_a_list_of_deletions_that_can_not_be_read_is_not_written_over",
    ),
    Loss(
        "`delete` said *deleted* before the disk had it: a power cut could bring the words back",
        "strace (a second reader)",
        "the folder is synced first",
        "test_deleted_stays_deleted.py::test_what_is_said_to_be_gone_is_gone_from_the_disk",
    ),
    Loss(
        "the first interview of a sealed study in a clone without `sessions/` left no note of its keys: with an older interviewer.yaml the next one was written in clear",
        "reading the code (a second reader)",
        "the note is made before the first sealed words count as saved",
        "test_sealed_study.py::test_a_fresh_clone_without_a_folder_of_sessions_remembers_its_keys_too",
    ),
)
