"""The names of all rules of question quality: as `# lint: ok`, `interviewer.yaml` and `--json` say them."""

from interviewer.guide.quality.model import LABELS

WHOLE_RULES = (
    *("no_opening", "no_consent", "no_closing", "no_aim", "question_without_aim", "aim_without_question"),
    *("no_broad_opener", "sensitive_early", "background_early", "minutes_exceed", "minutes_short", "minutes_announced"),
    *("theme_hurried", "guide_hurried", "must_last", "probe_repeats", "many_closed", "no_withdrawal"),
    *("identity_asked", "group_asked", "background_twice", "background_long"),
)
QUALITY_RULES: tuple[str, ...] = (*LABELS, *WHOLE_RULES)
