"""Interviews and their keys from one machine to another, by a folder or a USB stick."""

from interviewer.screens.words import N_

HELP = N_(
    "Carry interviews and what opens them from one machine to another, by a folder or a USB stick: words and keys travel "
    "together, or not at all. Both ways add; nothing is overwritten, in whichever order machines meet."
)
EXAMPLE = "interviewer sync out /media/cle-usb"
