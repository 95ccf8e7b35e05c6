"""Figures on their way out: labels of codes are looked through first, and what people said in their own words is no value."""

from interviewer.screens.scanning.gate import labels_alone
from interviewer.study.choosing import Chosen
from interviewer.study.folder import Study


def as_it_leaves(study: Study, part: Chosen) -> Chosen:
    """The part of the study as a file of figures has it. FilesError where a label surely tells who somebody is."""
    labels_alone(study, part.views)
    return part._replace(leaving=True)
