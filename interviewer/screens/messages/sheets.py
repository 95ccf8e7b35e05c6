"""Words for spreadsheets that are read and written."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "sheets_too_big": (
        N_("This file is larger than {limit} MB; it is not read."),
        N_("Keep only the sheets that are needed in it, or look at whether it is the right file."),
    ),
    "sheets_too_much": (
        N_("This file claims more cells, or more text, than a spreadsheet can reasonably hold; it is not read."),
        N_("Copy the cells that are needed into a new file, and save that."),
    ),
    "sheets_unreadable": (
        N_("This file is damaged, or no spreadsheet of a kind that is read here."),
        N_("Open it in your spreadsheet program and save it again as .xlsx."),
    ),
    "sheets_locked": (
        N_("This file is locked by a password."),
        N_("Open it in your spreadsheet program, take the password away, and save it under another name."),
    ),
    "sheets_open_quote": (
        N_("A quotation mark opens here and never closes; from here on each line is read as a row of its own."),
        N_('Close it, or write "" for a quotation mark inside of words.'),
    ),
    "cell_too_long": (
        N_("The words for cell {cell} are longer than the {limit} characters that an .xlsx cell can hold."),
        N_("Write a .csv file instead, or shorten the text."),
    ),
    "sheets_not_written": (
        N_("What was written into the spreadsheet doesn't read back as it was given; nothing was kept."),
        N_("Write a .csv file instead, and report this: it is a fault of the program."),
    ),
}
