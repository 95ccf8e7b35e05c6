"""Taking in what other tools hold: forms, guides in Word or Markdown, answers that phones collected."""

from interviewer.screens.words import N_

HELP = N_(
    "Make guides and interviews from what other tools hold. What can't be carried over is listed by its place; nothing "
    "that exists is overwritten."
)
EXAMPLE = "interviewer import xlsform enquete.xlsx"
