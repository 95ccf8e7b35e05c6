"""Words for what the method finds in a guide: in single wordings, over the whole of it, in comments that silence rules."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

NAME_OF_RULE = N_("Write the name that stands in brackets behind the finding, as in  # lint: ok closed")

MESSAGES: Room = {
    # In one wording; `pattern` is in the language of the wording
    "closed": (
        N_("“{shown}” closes the question: yes, no or a word will do for an answer."),
        "{pattern}",
    ),
    "leading": (N_("“{shown}” pushes towards an answer."), "{pattern}"),
    "presuming": (
        N_("“{shown}” takes for granted what the person has not said."),
        "{pattern}",
    ),
    "double_barrelled": (
        N_("Two things are asked at once: “{shown}”."),
        "{pattern}",
    ),
    "long": (N_("This is too long to be kept in mind when it is heard."), "{pattern}"),
    "negative": (
        N_("“{shown}” asks in the negative, which is hard to answer clearly."),
        "{pattern}",
    ),
    "why": (
        N_("“{shown}” may sound as if the person had to justify themselves."),
        "{pattern}",
    ),
    "jargon": (
        N_("“{shown}” may not be a word of the people interviewed."),
        "{pattern}",
    ),
    "acronym": (
        N_("“{shown}” may mean nothing to the people interviewed."),
        N_("{pattern} Where everybody knows it, interviewer.yaml may say so: cues: {{acronym: {{fewer: [...]}}}}."),
    ),
    # Over the whole guide
    "no_opening": (
        N_("This guide has no opening."),
        N_("Add “opening: ...”: who you are, why, how long, and that one may stop at any moment."),
    ),
    "no_consent": (
        N_("This guide asks for no consent."),
        N_('Add “consent:” with at least: - {{id: notes, for: notes, ask: "...", required: true}}'),
    ),
    "no_closing": (
        N_("This guide has no closing."),
        N_("Add “closing: ...”: what did we not talk about, and thank you."),
    ),
    "no_aim": (
        N_("Neither the theme “{theme}” nor its questions say what they should bring out."),
        N_("Add “aim: ...”: what do you want to learn?"),
    ),
    "question_without_aim": (
        N_("Neither the question “{question}” nor its theme says what it should bring out."),
        N_("Add “aim: ...” to the question or to the theme, or leave the question out."),
    ),
    "aim_without_question": (
        N_("The theme “{theme}” has an aim, and no open question that serves it: figures alone don't say why."),
        N_("Add a question without a type, that the person answers in their own words."),
    ),
    "no_broad_opener": (
        N_("The first question, “{question}”, is not a broad and easy one."),
        N_("Begin with a question that everyone can answer by telling a story. For instance: {pattern}"),
    ),
    "sensitive_early": (
        N_("The question “{question}” touches on something sensitive in the first theme ({words})."),
        N_("Move it to a later theme, when people know you a little, or do without it."),
    ),
    "background_early": (
        N_("The question “{question}” asks for a plain fact in the first theme."),
        N_(
            "Move it to the background sheet (“background”), which is asked last: facts first make an interview a questionnaire."
        ),
    ),
    "minutes_exceed": (
        N_("The themes take {planned} minutes, and {duration} are announced."),
        N_("Shorten themes, or announce more."),
    ),
    "minutes_short": (
        N_("The themes take {planned} minutes, and {duration} are announced: more than half is left."),
        N_("Announce less, or give the themes the time that they really take."),
    ),
    "minutes_announced": (
        N_("The opening announces {announced} minutes, and the guide plans {duration}."),
        N_("Say the same in “opening” and in “duration”."),
    ),
    "theme_hurried": (
        Counted(
            "There is {count} question in this theme for {minutes} min.",
            "There are {count} questions in this theme for {minutes} min.",
        ),
        N_("Plan at least a minute for each, and several for what matters; or ask less."),
    ),
    "guide_hurried": (
        Counted(
            "There is {count} question in this guide for {minutes} min.",
            "There are {count} questions in this guide for {minutes} min.",
        ),
        N_("Ask less, or plan more time: an open question takes several minutes."),
    ),
    "must_last": (
        N_("“{question}” must be asked, and stands in the last theme, where time runs out."),
        N_("Move it to an earlier theme, or take “must” away."),
    ),
    "probe_repeats": (
        N_("This probe of “{question}” says again what was said before."),
        N_("Delete it, or ask for something new: an example, a moment, a contrast."),
    ),
    "many_closed": (
        N_(
            "{count} of {total} questions are closed, more than a quarter; indicators, and questions that others depend on, don't count."
        ),
        N_("Move facts to the background sheet (“background”), and open the others."),
    ),
    "no_withdrawal": (
        N_(
            "Nothing in the opening, the consent or the closing says that one may stop or withdraw (language: {language})."
        ),
        N_("Say it in the opening. For instance: {pattern}"),
    ),
    "identity_asked": (
        N_("“{shown}” asks who somebody is or how to reach them, which a guide never does."),
        N_(
            "Delete it: names and contacts are kept apart from what was said. Instead of a day of birth, an age group or a year will do."
        ),
    ),
    "group_asked": (
        N_("“{item}” asks for the stakeholder group, which is chosen when the interview begins."),
        N_("Delete it."),
    ),
    "background_twice": (
        N_("“{item}” asks for what “{first}” has asked already."),
        N_("Delete one of them."),
    ),
    "background_long": (
        N_("The background sheet has {count} items."),
        N_("Keep those that you will use: each one tires people, and several together give them away."),
    ),
    # Comments that silence rules
    "silence_shape": (
        N_("This comment begins with “lint:”, and what follows is not understood."),
        N_("Write for instance  # lint: ok closed, leading  and a reason behind two dashes if you like."),
    ),
    "silence_unknown": (N_("There is no rule “{given}” to silence."), NAME_OF_RULE),
    "silence_unknown_near": (
        N_("There is no rule “{given}” to silence. Did you mean “{meant}”?"),
        NAME_OF_RULE,
    ),
    "silence_unused": (N_("There is nothing here for “{given}” to silence."), N_("Delete it from the comment.")),
}
