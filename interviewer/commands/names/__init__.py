"""The vault of names: who is behind a pseudonym, apart from the words and always encrypted."""

from interviewer.screens.words import N_

HELP = N_(
    "Keep names, contacts and where signed forms lie: in your home folder, outside of git, encrypted for the team's key and "
    "the paper key. Names are asked for, or read from lines such as `name: ...` and `phone: ...`; never given as arguments, "
    "which the shell's history keeps."
)
EXAMPLE = "interviewer names add p7kx3"
