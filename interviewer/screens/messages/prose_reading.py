"""Words for what stops the reading of a written guide."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

AS_DOCX = N_("Open it in your word processor, save it as .docx (Word document), and import that file.")

MESSAGES: Room = {
    "no_prose_file": (N_("There is no file {path}."), N_("Look at the name, or drag the file into the terminal.")),
    "prose_a_folder": (N_("{path} is a folder."), N_("Name the file: a guide in .docx, .md or .txt.")),
    "prose_old_word": (N_("This is a file of an older Word (.doc), which can't be read here."), AS_DOCX),
    "prose_rtf": (N_("This is a file in rich text format (.rtf), which can't be read here."), AS_DOCX),
    "prose_odt": (N_("This is a file of LibreOffice (.odt), which can't be read here."), AS_DOCX),
    "prose_pdf": (
        N_("This is a PDF: it knows where letters stand on a page, and not what is a heading or a question."),
        N_("Import the document that it was made from, saved as .docx; or copy its text into a .txt file."),
    ),
    "prose_docx_broken": (
        N_(
            "This file is not a Word document that can be opened: it is broken, protected by a password, or something else."
        ),
        N_(
            "Open it in your word processor, save it as .docx under another name without a password, and import that file."
        ),
    ),
    "prose_docx_huge": (
        N_("This Word file unpacks to far more than a guide can be."),
        N_("Take pictures out of it, or copy its text into a new document, and import that one."),
    ),
    "prose_docx_hostile": (
        N_("This Word file holds declarations that no word processor writes; it was not opened."),
        N_("Ask whoever sent it where it comes from; or copy its text into a new document, and import that one."),
    ),
    "prose_too_big": (
        N_("The file is larger than {limit} MB, which no guide is."),
        N_("Look whether it is the right file."),
    ),
    "prose_too_long": (
        N_("The file has more than {limit} paragraphs, which no guide has."),
        N_("Look whether it is the right file, or cut it into several."),
    ),
    "prose_not_text": (
        N_("This file is not a text: it holds bytes that no text has."),
        N_("A guide is imported from .docx, .md or .txt."),
    ),
    "prose_windows": (
        N_("The file is not in UTF-8; it was read as an older editor of Windows writes."),
        N_("Look whether all accents are right."),
    ),
    "prose_printed": (
        N_("This file was made by `interviewer print`: it is a guide on paper, full of blanks, boxes and forms."),
        N_(
            "Put the corrections into the guide itself, the .yaml file from which it was printed; or take all that is not of "
            "the guide out of this file, and import it again."
        ),
    ),
    "prose_nothing": (
        N_("There is no question in this file: no item of a list, no line that ends with a question mark."),
        N_("Put each question on a line of its own, and import the file again."),
    ),
    "prose_not_sound": (
        N_("The guide made from this file does not pass its own check; nothing was written."),
        N_(
            "It may be too large. If it is not, please report this, with the file if you can: it is a fault of the program."
        ),
    ),
}
