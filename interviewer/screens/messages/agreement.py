"""Words for what stands in the way of comparing coders."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "agree_unknown_coder": (
        N_("No coder “{asked}” rated any of these turns."),
        N_("What there is: {known}. `ana@2` means ana in round 2."),
    ),
    "agree_one_coder": (
        N_("One coder alone can't agree or disagree."),
        N_(
            "Name two or more: `--coders ana,ben`. A coder can be held against an own later round: `--coders ana@1,ana@2`."
        ),
    ),
    "agree_too_few_coders": (
        N_("There are no two coders to compare in one round. Who rated these turns: {known}."),
        N_("`interviewer code --coder ID` codes with another id; `interviewer list` shows who coded what."),
    ),
    "agree_which_round": (
        N_("The coders rated turns in several rounds: {rounds}."),
        N_("Say which one is meant: `--round {first}`."),
    ),
    "agree_all_blind": (
        Counted(
            "Nothing is compared: {coders} have not all closed round {round} in the {count} interview that they have in common.",
            "Nothing is compared: {coders} have not all closed round {round} in any of the {count} interviews that they have in common.",
        ),
        N_(
            "Figures and lists would show one coder what the other did. `interviewer code --coder ID --close` closes a round; "
            "`--open` takes in interviews in which none of them ever closed it."
        ),
    ),
    "agree_half_blind": (
        Counted(
            "Nothing is compared: of {coders}, some have closed round {round} in the {count} interview that they have in common, and not all.",
            "Nothing is compared: of {coders}, some have closed round {round} in each of the {count} interviews that they have in common, and not all.",
        ),
        N_("Whoever hasn't still codes blind. `interviewer code --coder ID --close` closes the round."),
    ),
    "agree_nothing_in_common": (
        N_("Nothing is compared: no interview was rated by two of {coders}."),
        N_("`interviewer list` shows who coded what."),
    ),
    "agree_unknown_unit": (
        N_("There is no unit “{asked}”."),
        N_("What there is: {known}."),
    ),
    "agree_unknown_resample": (
        N_("`--resample {asked}` is not known."),
        N_("`--resample session` draws whole interviews, `--resample unit` draws single turns."),
    ),
    "agree_by_round": (
        N_("Coders are compared in one round, so there is nothing to show by round."),
        N_("Choose the round with `--round`; `--coders ana@1,ana@2` holds two rounds of one coder against each other."),
    ),
    "agree_resamples": (
        N_("`--resamples {asked}` is not possible."),
        N_("Give a number from {least} to {most}; 1000 is usual, 0 leaves the intervals out."),
    ),
}
