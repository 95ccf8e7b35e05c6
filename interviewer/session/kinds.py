"""Which class of event the `k` of a record names. Pure."""

from interviewer.session import decisions as d
from interviewer.session import events as e

KINDS: dict[str, type[e.Event]] = {
    cls.kind: cls
    for cls in (
        *(e.Held, e.Consent, e.Refused, e.Asked, e.Verbatim, e.Paraphrase, e.Observation, e.Memo, e.Recovered, e.Draft),
        *(
            e.Fixed,
            e.Starred,
            e.Under,
            e.Moved,
            e.Attributed,
            e.Split,
            e.Merged,
            e.Undone,
            e.Gap,
            e.Measured,
            e.Background,
            e.Speaker,
            e.Language,
        ),
        *(e.Marker, e.Recorder, e.Paused, e.Resumed, e.Noting, e.Closing, e.Form, e.Done, e.Clock),
        *(e.Mark, e.Unmark, e.Seen, e.Unseen, e.Recoded, e.KeyQuote, e.Remark, e.RoundClosed, e.Dismissed),
        *(d.Replaced, d.LeftAsIs, d.TakenBack),
        *(e.NewCode, e.Changed, e.Exported, e.Sealed, e.Tombstone, e.Withdrawn, e.Redacted),
    )
}
