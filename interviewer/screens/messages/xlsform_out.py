"""Words for what keeps a guide from becoming a form for phones."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "xlsform_hole": (
        N_("{place} has no words in “{language}”: a form for phones must be complete in every language."),
        N_(
            "`interviewer translate {guide} {language}` writes a worksheet that fills it; `--language {own}` makes a form in "
            "that language alone."
        ),
    ),
    "xlsform_group_label": (
        N_("The group “{group}” has no label in “{language}”: a form for phones must be complete in every language."),
        N_("Write it in interviewer.yaml, as in `label: {{fr: ..., en: ...}}`."),
    ),
    "file_there": (
        N_("{path} is there already. It was left as it is."),
        N_("`--force` writes over it; `--out` names another file."),
    ),
    "form_no_xlsx": (
        N_("A form is written as .xlsx, so {path} can't be its name."),
        N_("Name a file that ends with .xlsx."),
    ),
}
