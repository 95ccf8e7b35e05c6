"""The codebook: what its codes mean, and every change of it with the marks that it carries along."""

from interviewer.screens.words import N_

HELP = N_(
    "Look at the codes and change them. What you wrote in codebook.yaml keeps its comments, order and layout; marks go "
    "along with what becomes of their code; every change is recorded with its reason, and can be taken back. Words are "
    "asked for, or read from lines such as `label: Ties` and `reason: Said twice`."
)
EXAMPLE = "interviewer codebook show"
