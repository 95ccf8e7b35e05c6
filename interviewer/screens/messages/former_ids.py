"""Words for ids of questions over time: former ones, and those that interviews know as another question's."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "was_own": (
        N_("“{given}” is the id of this question itself, so it is no former one."),
        N_("Under `was` stand the ids that the question had in earlier versions; take this one out."),
    ),
    "was_in_use": (
        N_("“{given}” is the id of another question of this guide, so it can't be a former id of “{question}”."),
        N_("Take it out of `was`, or give the other question an id that nobody has had yet."),
    ),
    "was_twice": (
        N_("“{given}” stands under `was` of “{question}”, and already under that of “{other}”."),
        N_("Leave it under the question that its answers belong to."),
    ),
    "id_reused": (
        N_("In interviews with version {version}, “{given}” asked something else: “{before}”."),
        N_(
            "Give this question an id that nobody has had yet, or its answers are taken for answers to the other one. If it "
            "is the same question all the same, write `was: []` below its id."
        ),
    ),
    "id_swapped": (
        N_("In interviews with version {version}, “{given}” asked something else, and “{other}” what it asks now."),
        N_(
            "Give each question the id that it had, or its answers are taken for answers to the other one: an id belongs to "
            "the question, wherever it stands. If you know that it is right, write `was: []` below the id."
        ),
    ),
    "asks_otherwise": (
        N_("“{given}” shares no word with what it asked in interviews with version {version}: “{before}”."),
        N_(
            "If it is another question, give it an id that nobody has had yet, or the answers to both stand together. If it "
            "is the same one asked better, write `was: []` below its id, and nothing more is said."
        ),
    ),
    "id_renamed": (
        N_("“{given}” asks nearly what “{former}” asked in interviews with version {version}, and “{former}” is gone."),
        N_(
            "If it is the same question, write `was: [{former}]` below its id: then its answers stay together. If it is a "
            "new one, write `was: []`."
        ),
    ),
    "id_was_former": (
        N_("In interviews with version {version}, “{given}” was the former id of “{other}”."),
        N_(
            "Give this question an id that nobody has had yet, or answers to “{other}” are taken for answers to it. If you "
            "know that it is right, write `was: []` below its id."
        ),
    ),
}
