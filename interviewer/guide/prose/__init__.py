"""Guides written as prose, in Word, Markdown or plain text: read line by line, and guessed at aloud."""
