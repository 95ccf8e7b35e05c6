"""Words for versions of a guide that can't be found."""

from interviewer.screens.messages import Counted, Room
from interviewer.screens.words import N_

_HISTORY = N_("`interviewer history {guide}` lists the versions that there are.")

MESSAGES: Room = {
    "version_empty": (
        N_("“{ref}” names no version of a guide."),
        N_("Write a file, a guide, or a guide with a revision: `interviewer diff benevoles@HEAD~1 benevoles`"),
    ),
    "version_unknown_sum": (N_("No version of “{guide}” has a sum that begins with “{revision}”."), _HISTORY),
    "version_ambiguous": (
        Counted(
            "“{revision}” means {count} version: {known}.",
            "“{revision}” could mean {count} versions: {known}.",
        ),
        N_("Write one of these instead."),
    ),
    "version_unknown_number": (
        N_("Neither git nor an interview keeps a version {number} of “{guide}”."),
        _HISTORY,
    ),
    "outline_alone": (
        N_("`--outline` writes one guide, and compares nothing."),
        N_("Give it one file and no other option: `interviewer diff --outline guides/benevoles.yaml`"),
    ),
    "version_or_tag": (
        N_("“{revision}” is version {number} of this guide, and git has a tag or a branch of that name too."),
        N_("Write `{meant}` for the version, or `{guide}@refs/tags/{revision}` for the tag."),
    ),
    "history_empty": (
        N_("Neither git nor an interview keeps a version of “{guide}”, and there is no such file."),
        N_("`interviewer` lists the guides of this study."),
    ),
    "git_missing": (
        N_("“{ref}” asks for a version that git keeps, and git is not installed on this machine, or not found."),
        N_("Install git, or give two files to compare: `interviewer diff OLD.yaml NEW.yaml`"),
    ),
    "git_no_repository": (
        N_("“{ref}” asks for a version that git keeps, and {folder} is in no repository of git that can be read."),
        N_("Go to the folder that git keeps, or give two files to compare: `interviewer diff OLD.yaml NEW.yaml`"),
    ),
    "git_no_revision": (N_("Git knows no revision “{revision}” here."), _HISTORY),
    "git_not_in_revision": (N_("There was no {file} in “{revision}” yet, or no more."), _HISTORY),
}
