"""Who may be known: consent, pseudonyms."""
