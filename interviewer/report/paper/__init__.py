"""The paper version of a guide: `compose` says what stands on it, `in_*` write it, one file a format. Pure."""
