"""Words for what is wrong with a change of the codebook."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

_CODES = N_(
    "`interviewer codebook show` lists the codes; `interviewer codebook adopt` takes in those that were born while coding."
)
_KEYS = N_("Write `key: words`; the keys are {known}, and a language may follow (`label.fr: Le lien`).")

_REST = N_(
    "Make room on the disk and give the same command again: the rest is done then. To take it back instead: "
    "interviewer codebook undo {change} --coder YOU"
)

MESSAGES: Room = {
    "codebook_none": (
        N_("There is no code in this study yet."),
        N_("`interviewer codebook add ID --coder YOU` writes a first one; `interviewer init` lays out a codebook."),
    ),
    "codebook_no_code": (N_("There is no code “{code}” in the codebook."), _CODES),
    "codebook_no_code_near": (N_("There is no code “{code}” in the codebook. Did you mean {near}?"), _CODES),
    "codebook_code_merged": (
        N_("The code {code} was merged into {into}, which stands for it now."),
        N_("Use {into}, or take the merging back: `interviewer codebook history {code}` shows it."),
    ),
    "codebook_code_retired": (
        N_("The code {code} is retired."),
        N_("Use another one, or take the retiring back: `interviewer codebook history {code}` shows it."),
    ),
    "codebook_bad_id": (
        N_("“{code}” can't be the id of a code."),
        N_(
            "Ids are made of small letters without accents, digits, - and _; for instance {proposed}. The label is free."
        ),
    ),
    "codebook_code_there": (
        N_("There is a code {code} already."),
        N_("`interviewer codebook edit {code}` changes its words; take another id for another code."),
    ),
    "codebook_id_was": (
        N_("“{code}” is what {bearer} was called before: marks under that id count as {bearer}."),
        N_("Take another id."),
    ),
    "codebook_origin": (N_("“{given}” is no origin of a code."), N_("Give one of: {options}.")),
    "codebook_group": (
        N_("“{given}” can't be the id of a group."),
        N_("Ids are made of small letters without accents, digits, - and _; for instance {proposed}."),
    ),
    "codebook_no_label": (
        N_("A code needs a label; nothing was changed."),
        N_("Give a line such as `label: Ties`, or `label.fr: Le lien` and `label.en: Ties`."),
    ),
    "codebook_circle": (
        N_("{code} can't stand below {parent}, which stands below {code} itself."),
        N_("Move {parent} first, or choose another place."),
    ),
    "codebook_changed_meanwhile": (
        N_("codebook.yaml was changed by somebody else in the meantime; nothing was written."),
        N_("Look at it and give the command again."),
    ),
    "codebook_not_rewritten": (
        N_(
            "codebook.yaml is written in a way that this change can't be made in without touching the rest; nothing was changed."
        ),
        N_("Make the change by hand in the file; `interviewer check` tells whether it is right."),
    ),
    "codebook_half_done": (
        N_("The change {change} is half done ({why})."),
        _REST,
    ),
    "codebook_half_in_file": (
        N_(
            "The change {change} is half done ({why}): it is in codebook.yaml, and some marks still bear their old code."
        ),
        _REST,
    ),
    "codebook_only_recorded": (
        N_(
            "The change {change} is written down and not done yet ({why}): codebook.yaml and the marks are as they were."
        ),
        _REST,
    ),
    "codebook_disk_refused": (
        N_("The disk took nothing ({why}); nothing was changed."),
        N_("Make room on the disk, or make the folder of the study writable, and give the command again."),
    ),
    "codebook_no_reason": (
        N_("This change needs its reason; nothing was changed."),
        N_("Give it as a line of standard input, `reason: why`, or type it when you are asked."),
    ),
    "codebook_yes": (
        N_("Nobody is there to say yes."),
        N_("Give `--yes` in scripts, or `--dry-run` to look first."),
    ),
    "codebook_merge_itself": (
        N_("{code} can't be merged into itself."),
        N_("Name the codes, and last the one that takes their marks."),
    ),
    "codebook_merge_two": (
        N_("Merging takes two codes at least."),
        N_("Name the codes, and last the one that takes their marks."),
    ),
    "codebook_under_or_top": (
        N_("Say where the code shall go."),
        N_("Give either `--under CODE` or `--top`."),
    ),
    "codebook_nothing_to_undo": (
        N_("There is no change of the codebook to take back."),
        N_("`interviewer codebook history` lists them."),
    ),
    "codebook_no_change": (
        N_("No change of the codebook has an id that begins with “{name}”."),
        N_("`interviewer codebook history` lists them."),
    ),
    "codebook_several_changes": (
        N_("Several changes have an id that begins with “{name}”."),
        N_("Write more of the id."),
    ),
    "codebook_undone_already": (
        N_("The change {change} was taken back already."),
        N_("To do it again, take that back: `interviewer codebook history` shows its id."),
    ),
    "codebook_text_changed": (
        N_("What the change {change} wrote in codebook.yaml was changed again since; nothing was done."),
        N_("Take the later changes back first (`interviewer codebook history`), or change the file by hand."),
    ),
    "codebook_undo_in_use": (
        Counted(
            "{count} mark bears {code}, which nobody would know any more; nothing was done.",
            "{count} marks bear {code}, which nobody would know any more; nothing was done.",
        ),
        N_("Rename, merge or retire the code instead."),
    ),
    "codebook_unfinished_lost": (
        N_("The change {change} was cut short, and codebook.yaml is another one since."),
        N_("Take it back: `interviewer codebook undo {change} --coder YOU`; or put the file back as it was."),
    ),
    "codebook_split_itself": (
        N_("{code} can't be split into itself."),
        N_("Marks that aren't dealt out stay with it anyway; name the other codes."),
    ),
    "codebook_no_label_of": (
        N_("The new code {code} needs a label; nothing was changed."),
        N_("Give a line such as `{code}.label: words`."),
    ),
    "dealt_columns": (
        N_("Columns are missing: {names}."),
        N_(
            "The first line must name mark_id and code_id; `interviewer codebook show CODE --marks` writes such a table."
        ),
    ),
    "dealt_mark": (
        N_("The code has no mark “{given}”."),
        N_("`interviewer codebook show CODE --marks` lists its marks with their ids."),
    ),
    "dealt_mark_several": (N_("Several marks have an id that begins with “{given}”."), N_("Write more of the id.")),
    "dealt_code": (N_("“{given}” is none of the codes that this one is split into."), N_("They are: {codes}.")),
    "dealt_twice": (
        N_("This mark was given another code in line {first} already."),
        N_("Keep one of the two lines."),
    ),
    "adopt_unknown": (
        N_("Nobody made a code “{code}” while coding."),
        N_("`interviewer codebook adopt --dry-run --coder YOU` shows those that could be adopted."),
    ),
    "adopt_unknown_near": (
        N_("Nobody made a code “{code}” while coding. Did you mean {near}?"),
        N_("`interviewer codebook adopt --dry-run --coder YOU` shows those that could be adopted."),
    ),
    "adopt_labels": (
        N_("{code} was made under different labels."),
        N_("Say whose label counts with `--label-of` ({coders}), or give a line `{code}.label: words`."),
    ),
    "words_no_key": (
        N_("This line doesn't say what it gives."),
        N_("Write `label: words`, `definition: words` or `reason: words`."),
    ),
    "words_unknown_key": (N_("“{key}” is nothing that a code has words for."), _KEYS),
    "words_unknown_key_near": (N_("“{key}” is nothing that a code has words for. Did you mean {near}?"), _KEYS),
    "words_language": (
        N_("“{given}” is not the code of a language."),
        N_("Write two letters, as in `label.fr: Le lien`."),
    ),
    "words_hidden": (
        N_("{key} has a character that nobody can see ({code})."),
        N_("Type these words again; what was pasted may bring such characters along."),
    ),
    "adopt_hidden": (
        N_("The label of {code} can't stand in codebook.yaml as its coder wrote it ({why}); nothing was changed."),
        N_("Give it in a line of standard input: `{code}.label: words`."),
    ),
    "words_twice": (N_("{key} was given in line {first} already."), N_("Keep one of the two lines.")),
    "words_plain_and_named": (
        N_("{key} is given without a language and in a language."),
        N_("Name the language of each, as in `label.fr` and `label.en`."),
    ),
    "words_which_language": (
        N_("{key} stands in several languages ({languages}); which one is meant?"),
        N_("Name it, as in `{key}.{first}: words`."),
    ),
    "words_plain_there": (
        N_("{key} stands there without a language; words in {language} alone would take its place."),
        N_("Give it in all languages of the study, or without one (`{key}: words`)."),
    ),
}
