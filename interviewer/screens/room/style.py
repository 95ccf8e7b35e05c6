"""The look of the room: the terminal's own colours, two accents, and shapes that say the same without any colour."""

from prompt_toolkit.styles import Style

# Text keeps the terminal's own foreground (dimmed where it steps back), so that it can be read on dark and light grounds;
# green says done and safe, red says open and in danger, and both only repeat what a sign or a word says.
STYLE = Style.from_dict(
    {
        "question": "bold",
        "theme": "bold",
        "quiet": "dim",
        "key": "bold",
        "used": "dim strike",
        "note": "italic",
        "star": "bold",
        "done": "ansigreen",
        "must": "ansired bold",
        "here": "bold",
        "chosen": "reverse",
        "rule": "dim",
        "warn": "bold",
        "status": "reverse",
        "status.safe": "",
        "status.wait": "bold",
        "unsaved": "bg:ansired fg:ansiwhite bold",
        "selected": "reverse",
        "prefix": "bold",
        "completion-menu": "noreverse",
        "completion-menu.completion": "reverse",
        "completion-menu.completion.current": "noreverse bold underline",
        "completion-menu.meta.completion": "reverse",
        "completion-menu.meta.completion.current": "noreverse bold",
    }
)
