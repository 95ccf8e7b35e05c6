"""What every verb that lets words out asks for alike: decisions of a scan that somebody wrote into a table."""

from typing import Annotated

import typer

from interviewer.screens.words import _

AcceptScan = Annotated[
    str, typer.Option("--accept-scan", metavar="FILE.csv", help=_("Take decisions of `scan --decisions` in first."))
]
