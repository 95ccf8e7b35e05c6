"""Words for what doesn't fit together in a codebook, and for what git could not merge in it."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "parents_too_deep": (
        N_("The code “{given}” lies more than {limit} levels below the top."),
        N_("Give it a parent that stands higher up."),
    ),
    "unknown_merge": (
        N_("There is no code “{given}” into which this one could be merged."),
        N_("Write the id of a code of this file, or delete the line."),
    ),
    "unknown_merge_near": (
        N_("There is no code “{given}” into which this one could be merged. Did you mean “{meant}”?"),
        N_("Write the id of a code of this file, or delete the line."),
    ),
    "circular_merges": (
        N_("These codes are merged into each other in a circle: {circle}."),
        N_("Take merged_into away from the one that should stay."),
    ),
    "former_id_in_use": (
        N_("“{given}” is given as a former id, and a code bears it today."),
        N_("Marks with that id count as marks of the code that bears it. Take the id out of “was”."),
    ),
    "former_id_twice": (
        N_("Both {first} and {code} say that they were “{given}” before."),
        N_("Marks with that id can count for one of them only: take it out of one “was”."),
    ),
    "colour_unknown": (
        N_("“{given}” is not a colour that other programs understand."),
        N_('Write # and six digits or letters from a to f, in quotation marks: colour: "#4477aa".'),
    ),
    "same_label": (
        N_("The codes {other} and {code} have the same label, and will be mistaken for each other."),
        N_("Change one of the labels, or merge the two codes."),
    ),
    "retired_parent": (
        N_("{code} is in use and lies below {parent}, which is retired."),
        N_("`interviewer codebook move {code} --top --coder YOU`, or `--under` another code."),
    ),
    "codebook_marks_unknown": (
        Counted(
            "{count} mark bears the code {code}, which the codebook doesn’t have.",
            "{count} marks bear the code {code}, which the codebook doesn’t have.",
        ),
        N_("`interviewer codebook add {code} --coder YOU` makes it."),
    ),
    "codebook_unfinished": (
        N_("A change of the codebook ({verb}: {codes}) was cut short."),
        N_(
            "The next change finishes it; `interviewer codebook undo {change} --coder YOU` takes back what was done of it."
        ),
    ),
    "codebook_marks_emergent": (
        Counted(
            "{count} mark bears the code {code}, which was born while coding and is not in the codebook yet.",
            "{count} marks bear the code {code}, which was born while coding and is not in the codebook yet.",
        ),
        N_("`interviewer codebook adopt {code} --coder YOU` takes it in."),
    ),
    "conflict_codes_added": (
        N_(
            "Git could not put two versions of the codebook together here. Codes of yours: {ours}; of the other one "
            "({branch}): {theirs}."
        ),
        N_(
            "Keep all of them: delete lines {first}, {middle} and {last} and nothing else, save, and "
            "`git add codebook.yaml`."
        ),
    ),
    "conflict_codes_mixed": (
        N_(
            "Git could not put two versions of the codebook together here. Codes of yours: {ours}; of the other one "
            "({branch}): {theirs}. Lines below belong to both."
        ),
        N_(
            "Keep all of them, and write the lines that follow line {last} up to the next code under each of the two "
            "codes that lack them. Then delete lines {first}, {middle} and {last}, save, and `git add codebook.yaml`."
        ),
    ),
    "conflict_code_renamed": (
        N_(
            "Git could not put two versions of the codebook together here. {mine} of yours and {other} of the other one "
            "({branch}) are one code under two ids."
        ),
        N_(
            "Choose one of the two ids and keep only its lines; the other id goes into its `was`, so that all marks count: "
            "for {mine}, `was: [{was}]`. Then delete lines {first}, {middle} and {last}, save, and `git add codebook.yaml`."
        ),
    ),
    "conflict_same_code": (
        N_("Git could not put two versions of the codebook together here. Both sides have {both}, and differ."),
        N_(
            "Keep each id once, with the words that you both agree on. Lines {first} to {middle} are yours ({ours}), "
            "{middle} to {last} the other side's ({theirs}). Then delete lines {first}, {middle} and {last}."
        ),
    ),
    "conflict_one_side": (
        N_("Git could not put two versions of the codebook together here. Only one side has {codes}."),
        N_(
            "One side changed or took away what the other side kept. Keep what you both agree on, then delete lines "
            "{first}, {middle} and {last}; a code that has marks is better retired than taken away."
        ),
    ),
    "conflict_in_code": (
        N_("Git could not put two versions of the code {code} together here: both sides changed it."),
        N_(
            "Keep one of the two: lines {first} to {middle} are yours, {middle} to {last} the other side's ({branch}). "
            "Then delete lines {first}, {middle} and {last}, save, and `git add codebook.yaml`."
        ),
    ),
}
