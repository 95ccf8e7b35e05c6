"""A better pattern for each fault, in the language of the wording; the most fitting one for what was found."""

_FRENCH = {
    "closed": "Ouvrez la question : « Comment… ? », « Qu'est-ce qui… ? » ou « Racontez-moi… ».",
    "negative": "Demandez sans négation : « Qu'est-ce qui a fait que… ? » ou « Comment cela s'est-il passé ? ».",
    "long": "Gardez une seule phrase courte, et mettez le contexte avant la question ou dans une relance.",
}
_FRENCH |= {
    "leading": "Laissez la personne juger : « Que pensez-vous de… ? » ou « Comment diriez-vous que cela se passe ? ».",
    "presuming": "Ne tenez rien pour acquis : « Qu'est-ce qui a changé, ou pas, … ? ».",
    "double_barrelled": "Posez une question à la fois, l'autre devient une relance.",
    "why": "« Qu'est-ce qui vous a amené à… ? » ou « Comment en êtes-vous venu à… ? » demande moins de se justifier.",
    "jargon": "Dites-le avec les mots de la personne.",
    "acronym": "Dites le nom en entier, ou avec les mots de la personne.",
}
_ENGLISH = {
    "closed": "Open the question: “How…?”, “What…?” or “Tell me about…”.",
    "negative": "Ask without a negation: “What made you…?” or “How did that go?”.",
    "long": "Keep one short sentence, and put the context before the question or in a probe.",
}
_ENGLISH |= {
    "leading": "Let the person judge: “What do you think of…?” or “How is that going, in your view?”.",
    "presuming": "Take nothing for granted: “What, if anything, has changed…?”.",
    "double_barrelled": "Ask one question at a time; the other becomes a probe.",
    "why": "“What led you to…?” or “How did you come to…?” asks less for a justification.",
    "jargon": "Say it in the person's own words.",
    "acronym": "Say the name in full, or in the person's own words.",
}
ADVICE = {"fr": _FRENCH, "en": _ENGLISH}
