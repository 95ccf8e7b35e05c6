"""Words for what stops the writing of schemas."""

from interviewer.screens.messages import Room
from interviewer.screens.words import N_

MESSAGES: Room = {
    "schema_in_the_way": (
        N_("{path} is there already, and `interviewer schema` did not write it. It was left as it is."),
        N_("Write elsewhere with `--out`, or over it with `--force`."),
    ),
    "schema_which": (
        N_("There are three schemas, and this is a place for one."),
        N_("Say which one, as in `interviewer schema guide --out guide.json`, or name a folder."),
    ),
}
