"""Whether everything is there for an interview, looked at before the person sits down."""
