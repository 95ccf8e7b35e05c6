"""The keyboard and the screen themselves: prompts, the editor, completion, signals, lines of a pipe."""
