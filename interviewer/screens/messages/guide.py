"""Words for what is wrong in files that people write: YAML, guides, codebook, settings."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

_QUOTES = N_(
    "Put the whole text between double quotes, or write >- and the text on the next line, further to the right."
)
_KEYS_HERE = N_("What may stand here: {known}. Perhaps the line is too far to the left or to the right.")
_SAVE_AS = N_("Save the file again as UTF-8: in Notepad, “Save as” and the encoding “UTF-8”.")
_RETYPE = N_("Delete it, and type the words around it again if they were pasted.")
_ANSWER_TYPES = N_("Add one of these keys: {known}.")
_NO_MAGIC = N_(
    "If it is the beginning of a text, put the text between double quotes; otherwise write the content out in full."
)
_RENAME = N_("Write another id here.")

MESSAGES: Room = {
    # What keeps a file from being read at all
    "file_missing": (
        N_("There is no file {file}."),
        N_("Look at how it is spelled; `interviewer check` alone checks the whole study."),
    ),
    "file_not_plain": (
        N_("{file} is not a plain file."),
        N_("Give the path of a guide, of a codebook or of a folder."),
    ),
    "file_unreadable": (N_("{file} can't be read: {why}."), N_("Look at the rights of the file and of its folder.")),
    "nothing_to_check": (
        N_("There is nothing to check: no guide, no codebook, no settings."),
        N_("`interviewer new ID` writes a first guide; `interviewer init` lays out a whole study."),
    ),
    "encoding_wide": (N_("This file is written in {name}, not in UTF-8."), _SAVE_AS),
    "encoding_nul": (
        N_("Byte {offset} is zero, which no text has: this is another kind of file, or a damaged one."),
        N_("Give the guide itself (a text file), or take it from a copy."),
    ),
    "encoding_windows": (
        N_(
            "Byte {offset} ({byte}) is not UTF-8: it was probably saved as Windows-1252, where it means “{meant}”. Such bytes in the file: {count}."
        ),
        _SAVE_AS,
    ),
    "encoding_broken": (
        N_("Byte {offset} ({byte}) is not UTF-8: the file was cut or damaged there. Such bytes in the file: {count}."),
        N_("Take the file from a copy, or delete that character and save the file as UTF-8."),
    ),
    "yaml_too_big": (
        N_("This file is larger than {limit} KiB."),
        N_("A guide is a page or two; is it the right file?"),
    ),
    "yaml_too_deep": (
        N_("Lists inside lists go deeper than {limit} levels here."),
        N_("Nothing in a guide needs more than six levels."),
    ),
    "yaml_too_many": (
        N_("There are more than {limit} elements in this file."),
        N_("Is it the right file? Split it into several guides."),
    ),
    "git_conflict": (
        N_(
            "Git left two versions here that it could not join: between <<<<<<< and ======= stands yours, between ======= and >>>>>>> the other one."
        ),
        N_("Keep what is right of the two, delete the three lines with the marks, save, then `git add` the file."),
    ),
    "hidden_character": (N_("There is a character here that nobody can see ({code})."), _RETYPE),
    "hidden_characters_more": (N_("From here on there are more characters that nobody can see: {count}."), _RETYPE),
    "hidden_escape": (
        N_("What stands after the \\ makes a character that nobody can see ({code})."),
        N_("Delete it. A real \\ inside double quotes is written \\\\."),
    ),
    # Where a file stops being YAML
    "yaml_stops": (
        N_("The file stops being YAML here."),
        N_("Compare this line and the one above with a guide that works; quotes around the text often help."),
    ),
    "yaml_tab": (
        N_("This line begins with a tab."),
        N_("Put spaces in its place: two for each level. Most editors can do it for the whole file."),
    ),
    "yaml_directive": (
        N_("A line that begins with % is an instruction to the YAML reader."),
        N_("Delete the line; if it is text, put it between double quotes."),
    ),
    "yaml_open_quote": (
        N_("A quotation mark ({mark}) opens here and isn't closed where the text ends."),
        N_("Close it at the end of the text."),
    ),
    "yaml_after_quote": (
        N_("The text goes on after its closing quotation mark ({mark})."),
        N_(
            'Put the whole text between double quotes, and write \\" for a double quote inside it: "L\'accueil, \\"vraiment\\"".'
        ),
    ),
    "yaml_escape": (
        N_("What stands after this \\ means nothing inside double quotes."),
        N_("Write \\\\ for a real \\, or put the text between single quotes."),
    ),
    "yaml_colon": (
        N_("A colon followed by a space stands in the middle of this text, and YAML takes it for a key."),
        _QUOTES,
    ),
    "yaml_colon_in_value": (
        N_("The text of “{key}” has a colon followed by a space in it, and YAML takes it for a key."),
        N_(
            "Put the text between quotes: {fixed} - or write >- after “{key}:” and the text on the next line, further to the right."
        ),
    ),
    "yaml_glued_colon": (
        N_("There is no space after this colon, so that YAML doesn't see a key."),
        N_("Put a space after the colon."),
    ),
    "yaml_no_colon": (
        N_("This line is neither “key: value” nor an item that begins with “- ”."),
        N_(
            "If it goes on with the text above, move it further to the right than the key of that text; otherwise look for a missing colon."
        ),
    ),
    "yaml_starts_with": (
        N_("A text can't begin with {char} here: it means something to YAML."),
        N_("Put the text between double quotes."),
    ),
    "yaml_open_bracket": (
        N_("The {opening} that opens here isn't closed as it should be."),
        N_(
            "Look for a missing {closing}, a missing comma, or a text with a comma or a colon in it that wants double quotes."
        ),
    ),
    "yaml_extra_bracket": (
        N_("There is a {char} too many here."),
        N_("Delete it; if it is part of a text, put the text between double quotes."),
    ),
    "yaml_indentation": (
        N_("This line isn't aligned with the lines that it belongs to."),
        N_(
            "Keys of the same level begin in the same column; what belongs to a key stands two spaces further to the right."
        ),
    ),
    # YAML that is not taken
    "yaml_second_document": (
        N_("A second document begins here (---)."),
        N_("One file, one guide: delete the line, or move what follows to another file."),
    ),
    "yaml_anchor": (N_("A value begins with & here, which makes an anchor; anchors are not taken."), _NO_MAGIC),
    "yaml_alias": (N_("A value begins with * here, which makes an alias; aliases are not taken."), _NO_MAGIC),
    "yaml_tag": (N_("A value begins with ! here, which makes a tag; tags are not taken."), _NO_MAGIC),
    "yaml_key_not_text": (
        N_("A key must be a plain word."),
        N_("Write “key: value”; if this is a text that begins with ? [ or {{, put it between double quotes."),
    ),
    "yaml_hash": (
        N_("What follows this # is a comment and won't be read."),
        N_("If it is part of the text, put the whole text between double quotes; otherwise put a space after the #."),
    ),
    "yaml_swallowed_item": (
        N_("This “- ” is read as part of the text above, not as an item of its own."),
        N_("Align it with the “- ” of the other items."),
    ),
    "when_shape": (
        N_("“when” says which answers must have been given before."),
        N_("Write for instance  when: {{role: accueil}}  or  when: {{years: {{from: 5}}}}."),
    ),
    "when_unknown": (
        N_("“when” knows no question, background item or consent item “{given}”."),
        N_("It may depend on one of these: {known}."),
    ),
    "when_unknown_near": (
        N_("“when” knows no “{given}”. Did you mean “{meant}”?"),
        N_("It may depend on one of these: {known}."),
    ),
    "when_itself": (
        N_("This depends on “{given}”, which is a part of it, so it could never be asked."),
        N_("Name a question that is asked before, or delete the line."),
    ),
    "when_open": (
        N_("“{given}” is an open question: nobody can tell from words whether this is to be asked."),
        N_("Let it depend on a question with a typed answer, on a background item or on a consent item."),
    ),
    "when_later": (
        N_("“{given}” is asked only after this; until then this is asked whatever the answer will be."),
        N_("Move “{given}” before it, or make it a background item: those that decide something are asked first."),
    ),
    "when_empty": (
        N_("No answer to “{given}” is named here."),
        N_("Write for instance  {given}: yes  or  {given}: {{from: 5}}."),
    ),
    "when_never": (
        N_("Every answer to “{given}” is excluded here, so this could never be asked."),
        N_("Leave at least one out of the list, or delete the line."),
    ),
    "when_bounds": (
        N_("“from” and “to” go with a scale or a number, and “{given}” is neither."),
        N_("Name its values, as in  {given}: [one, other]."),
    ),
    "when_value": (
        N_("“{question}” can't be answered with “{given}”."),
        N_("What it may be: {options}."),
    ),
    "when_value_near": (
        N_("“{question}” can't be answered with “{given}”. Did you mean “{meant}”?"),
        N_("What it may be: {options}."),
    ),
    "when_circle": (
        N_("These wait for each other: {circle}."),
        N_("Take the condition off one of them."),
    ),
    "yaml_unwritable": (
        N_("The text has a character that nobody can see ({code}), and guides don't hold such ones."),
        _RETYPE,
    ),
    "duplicate_key": (
        N_("“{key}” stands twice in the same place; the first one is on line {first}."),
        N_("Keep one of the two lines."),
    ),
    # Shapes and values
    "unknown_key": (N_("“{key}” is not known here."), _KEYS_HERE),
    "unknown_key_near": (N_("“{key}” is not known here. Did you mean “{meant}”?"), N_("What may stand here: {known}.")),
    "unknown_key_words": (
        N_("“{key}” is taken for a key: is it part of a text with a comma or a colon in it?"),
        N_("Put the whole text between double quotes."),
    ),
    "missing_key": (N_("“{key}” is missing here."), N_("Add a line “{key}: ...”.")),
    "empty_value": (N_("“{key}” has no value here."), N_("Write one, or delete the line.")),
    "empty_list": (N_("“{key}” holds nothing."), N_("Write at least one item, each beginning with “- ”.")),
    "not_a_text": (
        N_("“{key}” wants a text here, not a list and not keys."),
        N_("Write the text on the same line, between double quotes."),
    ),
    "not_a_list": (
        N_("“{key}” wants a list."),
        N_("Write each item on a line of its own that begins with “- ”, or all of them as [one, two]."),
    ),
    "not_a_guide": (
        N_("This file has none of the keys of a guide."),
        N_(
            "A guide begins with `guide:`, `version:`, `title:` and `language:`; see one with: interviewer new my-guide"
        ),
    ),
    "not_a_mapping": (
        N_("Keys are expected here, each followed by a colon and a value."),
        N_("What may stand here: {known}."),
    ),
    "bad_id": (
        N_("“{given}” can't be an id."),
        N_(
            "An id has small letters without accents, digits, - and _, begins with a letter or digit and has 64 at most. Write for instance: {proposed}"
        ),
    ),
    "not_whole": (
        N_("“{key}” wants a whole number from {lowest} to {highest}, not “{given}”."),
        N_("Write digits only."),
    ),
    "number_wrong": (
        N_("“{key}” wants a number, not “{given}”."),
        N_("Write digits only, with a point before decimals."),
    ),
    "number_comma": (N_("“{given}” has a comma in it."), N_("Write the decimals after a point: {meant}")),
    "not_positive": (N_("“{key}” wants a number above zero."), N_("Write how many minutes, or delete the line.")),
    "not_true_or_false": (N_("“{key}” wants true or false, not “{given}”."), N_("Write true or false.")),
    "only_true": (N_("“{key}” can only be true."), N_("Write true, or delete the line.")),
    "unknown_value": (N_("“{key}” can't be “{given}”."), N_("It is one of: {options}.")),
    "unknown_value_near": (N_("“{key}” can't be “{given}”. Did you mean “{meant}”?"), N_("It is one of: {options}.")),
    "language_code": (
        N_("“{given}” is not the code of a language."),
        N_("Write two or three small letters: fr, en, es, ar..."),
    ),
    "language_undeclared": (
        N_("“{given}” is not among the languages of this file ({known})."),
        N_("Add it to the guide's “languages”, or delete the line."),
    ),
    "language_missing": (
        N_("“{key}” lacks its text in: {missing}."),
        N_("A text has the guide's own language, whatever others it has besides. Add it."),
    ),
    "hole": (
        N_("{place} has no text in {language_name}."),
        N_("Write it there, or make a worksheet for a translator: interviewer translate {guide} {language}"),
    ),
    "holes_more": (
        N_("{count} more texts are missing in {language_name}: {total} in all."),
        N_(
            "See all of them with --json, or make a worksheet for a translator: interviewer translate {guide} {language}"
        ),
    ),
    "language_not_listed": (
        N_("“languages” lacks the guide's own language, {language}."),
        N_("Add {language} to the list."),
    ),
    # Guides
    "guide_empty": (N_("There is nothing in this guide."), N_("`interviewer new ID` writes one to start from.")),
    "duplicate_theme": (N_("Two themes have the id “{given}”; the first one is on line {first}."), _RENAME),
    "duplicate_question": (N_("Two questions have the id “{given}”; the first one is on line {first}."), _RENAME),
    "duplicate_consent": (N_("Two consent items have the id “{given}”; the first one is on line {first}."), _RENAME),
    "duplicate_background": (
        N_("Two background items have the id “{given}”; the first one is on line {first}."),
        _RENAME,
    ),
    "duplicate_indicator": (
        N_("Two questions have the indicator “{given}”; the first one is on line {first}."),
        N_("Each indicator is asked by one question: give this one another name."),
    ),
    "duplicate_probe": (
        N_("Two probes of this question have the id “{given}”; the first one is on line {first}."),
        N_("Write another id here. A probe without an id is called by its position: 1, 2, 3..."),
    ),
    "two_types": (N_("A question has one type of answer, not two: “{first}” and “{second}”."), N_("Keep one of them.")),
    "missing_type": (N_("A background item wants a closed type."), _ANSWER_TYPES),
    "indicator_open": (N_("An indicator wants a closed type, and this question is open."), _ANSWER_TYPES),
    "other_alone": (N_("“other” only goes with “choice” or “choices”."), N_("Delete the line, or list choices.")),
    "unit_alone": (N_("“unit” only goes with “number” or “scale”."), N_("Delete the line, or ask for a number.")),
    "bounds_reversed": (
        N_("The numbers go from {lowest} to {highest}: “from” must be below “to”."),
        N_("Exchange them."),
    ),
    "choices_not_a_mapping": (
        N_("“{key}” wants each choice as an id with its text."),
        N_('Write for instance: {{oui: "Oui", non: "Non"}}'),
    ),
    "too_few_choices": (N_("“{key}” has fewer than two choices."), N_("List at least two, or use the type text.")),
    # Guides in their study
    "same_guide": (N_("{first} already has the id “{given}”."), N_("Give one of the two guides another id.")),
    "file_name": (
        N_("The guide “{given}” stands in a file called {name}."),
        N_("Rename the file {expected}: people look for a guide by its name."),
    ),
    "unknown_code": (
        N_("There is no code “{given}” in codebook.yaml."),
        N_("Add it there, or take it out here. Its codes: {known}."),
    ),
    "unknown_code_near": (
        N_("There is no code “{given}” in codebook.yaml. Did you mean “{meant}”?"),
        N_("Its codes: {known}."),
    ),
    "unknown_stakeholder": (
        N_("interviewer.yaml declares no group “{given}”."),
        N_("Add it there, or take it out here. Its groups: {known}."),
    ),
    "unknown_stakeholder_near": (
        N_("interviewer.yaml declares no group “{given}”. Did you mean “{meant}”?"),
        N_("Its groups: {known}."),
    ),
    "reworded": (
        N_("The wording of “{question}” changed, and interviews were held with version {version} as it was."),
        N_(
            "Give the guide the next version, so that each answer stays with the question that was asked. "
            "`interviewer diff {guide}@sha:{sum} {guide}` shows what changed, `interviewer history {guide}` since when."
        ),
    ),
    # Codebook and settings
    "codebook_empty": (N_("This codebook has no codes."), N_("Write them under “codes:”, or delete the file.")),
    "duplicate_code": (N_("Two codes have the id “{given}”; the first one is on line {first}."), _RENAME),
    "unknown_parent": (N_("There is no code “{given}” to be the parent."), N_("Add that code, or delete the line.")),
    "unknown_parent_near": (
        N_("There is no code “{given}” to be the parent. Did you mean “{meant}”?"),
        N_("A parent is the id of another code."),
    ),
    "circular_parents": (
        N_("The parents go round in a circle: {circle}."),
        N_("Take the parent away from one of them."),
    ),
    "stakeholders_shape": (
        N_("“stakeholders” wants a list of ids, or each id with its label and plan."),
        N_("Write for instance: stakeholders: [benevoles, partenaires]"),
    ),
    # `new`
    "guide_exists": (
        N_("{path} is there already, and is left as it was."),
        N_("Choose another id, or open that file."),
    ),
    "new_bad_id": (
        N_("“{given}” can't be the id of a guide."),
        N_("An id has small letters without accents, digits, - and _. Try `interviewer new {proposed}`."),
    ),
}
