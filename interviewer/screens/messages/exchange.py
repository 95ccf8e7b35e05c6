"""Words for codebooks that come from other programs or go to them."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

_REFI = N_("Export the codebook there once more, as “REFI-QDA Codebook” (.qdc), or as CSV.")
_IDS = N_("An id has small letters, digits, - and _, and begins with a letter or digit: for instance “{proposed}”.")

MESSAGES: Room = {
    "exchange_no_codes": (
        N_("There is no code in this file."),
        N_("Look at whether it is the right one; a table needs a first line with the names of its columns."),
    ),
    "exchange_no_name_column": (
        N_("No column of this table says what the codes are called."),
        N_("Name the columns in the first line: name (or tag, path, label, id), and description."),
    ),
    "exchange_column_twice": (
        N_("The column “{name}” says the same as one before it."),
        N_("Keep one of the two columns."),
    ),
    "exchange_columns_left": (
        N_("These columns mean nothing to a codebook and were passed over: {names}."),
        "",
    ),
    "exchange_columns_left_near": (
        N_("These columns mean nothing to a codebook and were passed over: {names}."),
        N_("Did you mean {guess} by “{name}”? Then rename it and import the file again."),
    ),
    "exchange_too_many_cells": (
        N_("This line has more cells than the first line has columns."),
        N_("Put quotation marks around a cell that holds a separator, a line break or quotation marks."),
    ),
    "exchange_no_name": (N_("This code has no name."), N_("Give it one, or take it out.")),
    "exchange_hidden": (
        N_("There is a character here that nobody can see ({code})."),
        N_("Delete it and type the words around it again."),
    ),
    "exchange_bad_id": (N_("“{given}” can't be the id of a code."), _IDS),
    "exchange_same_id": (
        N_("Two codes have the id “{given}”; the first one is on line {first}."),
        N_("Give one of them another id."),
    ),
    "exchange_same_name": (
        N_("This code stands in the file already, on line {first}."),
        N_("Take one of the two out, or give them different names."),
    ),
    "exchange_same_guid": (
        N_("Two codes have the same guid; the first one is on line {first}."),
        _REFI,
    ),
    "exchange_too_many": (
        N_("The file has more than {limit} codes."),
        N_("A codebook for people has a few dozen; import the part that you mean."),
    ),
    "exchange_too_big": (N_("The file is larger than {limit} MB."), _REFI),
    "exchange_too_deep": (
        N_("This code would lie more than {limit} levels below the top."),
        N_("Give it a parent that stands higher up."),
    ),
    "exchange_no_parent": (
        N_("There is no code “{given}”, neither in the file nor in the codebook, to be the parent."),
        N_("Add that code to the file, or leave the parent away."),
    ),
    "exchange_circle": (
        N_("The parents of “{given}” go round in a circle."),
        N_("Take the parent away from one of the codes."),
    ),
    "exchange_origin": (
        N_("“{given}” is no origin of a code; a_priori was taken."),
        N_("Origins are: {options}."),
    ),
    "exchange_group_id": (
        N_("The group “{given}” is called “{made}” here: groups have ids."),
        "",
    ),
    "exchange_colour": (
        N_("“{given}” is no colour of a codebook; the code has none now."),
        N_("Colours are # and six digits or letters from a to f, such as #4477aa."),
    ),
    "exchange_no_member": (N_("A set names a code that the file doesn't have; that was passed over."), ""),
    "exchange_set_words": (
        Counted(
            "{count} set has a description, which groups of codes can't have here; it was left out.",
            "{count} sets have descriptions, which groups of codes can't have here; they were left out.",
        ),
        "",
    ),
    "exchange_headings": (
        Counted(
            "{count} code is a heading in the other program, which no words can be coded with; here it is a code like others.",
            "{count} codes are headings in the other program, which no words can be coded with; here they are codes like others.",
        ),
        "",
    ),
    "exchange_foreign": (
        Counted(
            "{count} element of the file is no part of the REFI-QDA standard and was passed over.",
            "{count} elements of the file are no part of the REFI-QDA standard and were passed over.",
        ),
        "",
    ),
    "exchange_doctype": (
        N_("The file declares a document type, which can hide what it does when it is read; it was not read."),
        N_("No program for qualitative analysis writes that. Ask where the file comes from."),
    ),
    "exchange_not_refi": (
        N_("This is no codebook of the REFI-QDA standard: the file begins with “{name}”."),
        _REFI,
    ),
    "exchange_not_xml": (
        N_("Here the file stops being XML, and can't be read further."),
        _REFI,
    ),
    "exchange_is_zip": (
        N_("This is a packed file (a whole project, or a spreadsheet), not a codebook."),
        _REFI,
    ),
    "no_codebook_file": (
        N_("There is no file {path}."),
        N_("Look at how its name is spelled, and at the folder that you are in."),
    ),
    "codebook_too_large": (
        N_("With these codes, codebook.yaml would have {codes} codes and be larger than can be read."),
        N_("Import the part of the file that you need."),
    ),
    "codebook_export_kind": (
        N_("A codebook can't be written as “{asked}”."),
        N_("What there is: {known}. Say which with `--to`, or with the ending of the file."),
    ),
    "codebook_export_for": (
        N_("There is no “--for {asked}”."),
        N_("What there is: {known}."),
    ),
    "codebook_export_ending": (
        N_("A file whose name ends with {ending} holds {holds}, and {asked} is asked for."),
        N_("Give the file another ending, or leave `--to` away."),
    ),
    "codebook_export_for_csv": (
        N_("“--for {asked}” is a way of writing CSV, and this is {kind}."),
        N_("Leave one of the two away."),
    ),
    "codebook_export_cut": (
        N_("What would stand in {path} is not what the codebook says, so nothing was written."),
        N_("Please report it: this should never be. Another kind of file (`--to`) may do meanwhile."),
    ),
    "exchange_nothing": (
        N_("The codebook has no codes, so there is nothing to write."),
        N_("`interviewer codebook add` makes one."),
    ),
}
