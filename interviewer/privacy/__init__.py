"""Who may be known: consents, pseudonyms."""
