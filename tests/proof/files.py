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
    # The durable file, what reads it, and what puts the parts of a session together.
    "journal": Group(
        tuple(
            f"interviewer/session/{name}.py"
            for name in (
                *("damage", "disk", "draft", "folder", "homecoming", "journal", "line", "secrecy", "union", "words"),
            )
        ),
        (
            "tests/test_line.py",
            "tests/test_union.py",
            "tests/test_journal.py",
            "tests/test_draft.py",
            "tests/test_disk.py",
            "tests/test_folder.py",
            "tests/test_damage.py",
            "tests/test_homecoming.py",
            "tests/test_sealing.py",
        ),
        (
            "test_every_flipped_bit_of_a_line_is_found_again",
            "test_every_flipped_bit_is_named_by_the_place_of_its_record_and_hides_no_other",
            "test_overwritten_bytes_are_named_by_the_place_of_their_record_and_hide_no_other",
        ),
    ),
    # What was said, on its way out: which words, in which cells, as which bytes, under which name.
    "export": Group(
        tuple(
            f"interviewer/export/{name}.py"
            for name in (
                *("case", "chunks", "codes", "contents", "describe", "dialects", "entering", "filters"),
                *("manifest", "marks_file", "places", "plainly", "plan", "sinks", "tables", "wide", "write"),
            )
        ),
        (
            *("tests/test_tables.py", "tests/test_export.py", "tests/test_marks_table.py", "tests/test_publishable.py"),
            *("tests/test_manifest.py", "tests/test_consents.py"),
        ),
    ),
    # The one function between typed text and a terminal.
    "border": Group(("interviewer/screens/clean.py",), ("tests/test_clean.py",)),
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
    "interviewer/export/figure_file.py": "figures; its bytes go through dialects and sinks",
    "interviewer/export/figure_rows.py": "figures",
    "interviewer/export/figure_tables.py": "names of columns",
    "interviewer/export/form_file.py": "a guide, which is no words of people",
    "interviewer/export/json_schema.py": "the shape of guides and codebook",
    "interviewer/export/ratios.py": "figures",
    "interviewer/export/saturation_rows.py": "figures, held by exact vectors",
}
