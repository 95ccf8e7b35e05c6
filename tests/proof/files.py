"""The files that may lose or expose a word, and the tests that answer for each of them.

`make coverage` demands every branch of these files; `make mutants` changes them in one place after the other and asks whether
a test notices. A new file of these rooms belongs into a group or, with its reason, into `LEFT_OUT` (tests/test_proof.py).
"""

from typing import NamedTuple


class Group(NamedTuple):
    """Files of one room with their tests; `slow` are names of tests that mutants are spared (they say nothing more)."""

    files: tuple[str, ...]
    tests: tuple[str, ...]
    slow: tuple[str, ...] = ()


GROUPS = {
    # What reads a file of records, and puts the files of a session together.
    "reader": Group(
        tuple(f"interviewer/session/{name}.py" for name in ("damage", "line", "secrecy", "union", "words")),
        (
            "tests/test_line.py",
            "tests/test_union.py",
            "tests/test_damage.py",
            "tests/test_sealing.py",
            "tests/test_word_fields.py",
        ),
        (
            "test_every_flipped_bit_of_a_line_is_found_again",
            "test_every_flipped_bit_is_named_by_the_place_of_its_record_and_hides_no_other",
            "test_overwritten_bytes_are_named_by_the_place_of_their_record_and_hide_no_other",
            "test_a_megabyte_of_marks_or_of_false_ends_is_read_in_one_pass",
            "test_what_was_sealed_opens_with_its_key_in_its_place_only",
        ),
    ),
    # The durable file, and the folders in which it lies.
    "journal": Group(
        tuple(f"interviewer/session/{name}.py" for name in ("disk", "draft", "folder", "homecoming", "journal")),
        (
            *("tests/test_journal.py", "tests/test_draft.py", "tests/test_disk.py", "tests/test_folder.py"),
            *("tests/test_homecoming.py", "tests/test_sealing.py"),
        ),
        (
            "test_kill_9_at_each_step_of_the_copy_loses_nothing_and_doubles_nothing",
            "test_an_interview_in_a_synced_folder_ends_in_sessions",
            "test_marks_and_notes_come_home_as_well",
            "test_an_open_session_is_known_in_another_window_until_its_window_ends",
            "test_a_draft_of_a_window_that_is_still_open_is_left_to_it",
        ),
    ),
    # What withdrawals and redactions leave of the records, and files written anew without the rest.
    "withdrawal": Group(
        tuple(f"interviewer/session/{name}.py" for name in ("restating", "rewriting", "withdrawn")),
        ("tests/test_rewriting.py", "tests/test_withdrawn.py", "tests/test_restating.py"),
    ),
    # Words under keys, the keys and names on this machine, and files that are there whole or not at all.
    "sealed": Group(
        (
            *("interviewer/privacy/sealing.py", "interviewer/study/whole_file.py"),
            *(
                f"interviewer/study/private/{name}.py"
                for name in (
                    "cabinet",
                    "copies",
                    "destroying",
                    "notebook",
                    "ring",
                    "runtime",
                    "team_key",
                    "unlocked",
                    "vault",
                )
            ),
        ),
        (
            *("tests/test_cabinet.py", "tests/test_sealing.py", "tests/test_team_key.py", "tests/test_whole_file.py"),
            "tests/test_word_fields.py",
        ),
    ),
    # What was said, on its way out: which words, in which cells, as which bytes, under which name.
    "export": Group(
        tuple(
            f"interviewer/export/{name}.py"
            for name in (
                *(
                    "case",
                    "chunks",
                    "codes",
                    "contents",
                    "describe",
                    "dialects",
                    "entering",
                    "figure_file",
                    "filters",
                ),
                *("manifest", "marks_file", "places", "plainly", "plan", "sinks", "tables", "wide", "write"),
            )
        ),
        (
            *("tests/test_export_golden.py", "tests/test_export_writers.py", "tests/test_tables.py"),
            *("tests/test_export_cells.py", "tests/test_consents.py"),
        ),
        ("test_several_processes_write_the_same_bytes",),
    ),
    # The one function between typed text and a terminal.
    "border": Group(
        ("interviewer/screens/clean.py", "interviewer/sheets/formulas.py"),
        ("tests/test_clean.py", "tests/test_export_cells.py"),
    ),
}
# Files of the same rooms that neither keep nor write a word of anybody.
LEFT_OUT = {
    "interviewer/export/about_figures.py": "whom a file is about; held by tests/test_manifest.py",
    "interviewer/export/scan_table.py": "a table to decide in; each row is compared with its words when it comes back",
    "interviewer/export/__init__.py": "empty",
    "interviewer/export/agreement_columns.py": "names of columns",
    "interviewer/export/agreement_rows.py": "figures, held by exact vectors (tests/test_agreement_vectors.py)",
    "interviewer/export/codebook_out.py": "the codebook: no words of people but its examples",
    "interviewer/export/columns.py": "names of columns",
    "interviewer/export/figure_rows.py": "figures",
    "interviewer/export/figure_tables.py": "names of columns",
    "interviewer/export/form_file.py": "a guide, which is no words of people",
    "interviewer/export/json_schema.py": "the shape of guides and codebook",
    "interviewer/export/ratios.py": "figures",
    "interviewer/export/saturation_rows.py": "figures, held by exact vectors",
}
