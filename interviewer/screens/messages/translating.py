"""Words for what keeps a guide from being translated."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "translate_language": (
        N_("That is not the code of a language."),
        N_("Write two or three small letters: fr, en, es, ar..."),
    ),
    "translate_own_language": (
        N_("The guide {guide} is written in {language}."),
        N_("Name the language that it is to be translated into."),
    ),
    "translate_either": (
        N_("These options don't go together."),
        N_("`--out` and `--force` go with writing a worksheet, `--dry-run` and `--json` with `--merge`."),
    ),
    "translate_ending": (
        N_("A worksheet is a file whose name ends in one of these: {known}."),
        N_("Give --out such a name, or none."),
    ),
    "translate_no_column": (
        N_("{path} has no column headed {language}, so nobody can tell where the translations are."),
        N_("Write {language} at the top of that column, and nothing else, then give the command again."),
    ),
    "translate_letters": (
        N_(
            "Nothing tells in which encoding {path} was saved, so its letters could come out wrong; nothing was merged."
        ),
        N_("Open it where it looks right, save it as .xlsx or as “CSV UTF-8”, and give the command again."),
    ),
    "translation_not_written": (
        N_("The translations can't be put into this guide without changing something else; nothing was written."),
        N_("Write one of its texts in both languages by hand, as {{fr: ..., en: ...}}, and send the file to us."),
    ),
    "worksheet_exists": (
        N_("There is a file {path} already."),
        N_("Somebody may be working in it. Give another name with --out, or write over it with --force."),
    ),
    "guide_changed_meanwhile": (
        N_("{path} was changed by somebody else in the meantime; nothing was written."),
        N_("Look at it and give the command again."),
    ),
}
