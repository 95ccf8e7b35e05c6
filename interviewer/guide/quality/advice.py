"""Better patterns, in the language of the wording: one for each structure that a fault was known by."""

from collections.abc import Mapping

_FRENCH = {
    "closed": "Ouvrez la question : « Comment… ? », « Qu'est-ce qui… ? » ou « Racontez-moi… ».",
    "closed past": "Demandez le récit : « Comment cela s'est-il passé ? » ou « Racontez-moi la dernière fois que… ».",
    "closed change": "Laissez ouvert ce qui a changé, et dans quel sens : « Qu'est-ce qui a changé, ou pas, pour vous ? ».",
    "closed ability": "Demandez la manière : « Comment faites-vous pour… ? » ou « Comment cela se passe-t-il quand… ? ».",
    "closed existence": "Laissez la place à « rien » : « Qu'est-ce qui…, s'il y a quelque chose ? ».",
    "closed opinion": "Demandez l'avis, pas l'accord : « Que pensez-vous de… ? » ou « Que diriez-vous de… ? ».",
    "closed satisfaction": "Demandez plutôt : « Que pensez-vous {of} ? ».",
    "closed spoken": "Une affirmation avec un point d'interrogation appelle « oui » : « Comment… ? » ou « Qu'en est-il de… ? ».",
    "closed fact": "Gardez ce fait pour la fiche signalétique (background), ou demandez le récit : « Racontez-moi… ».",
    "closed choice": "Ne proposez pas les réponses : « Comment choisiriez-vous ? » ou « Qu'est-ce qui compte pour vous dans… ? ».",
    "closed scale": "Un chiffre se demande dans un indicateur (scale), suivi de « Qu'est-ce qui vous fait dire cela ? » ; sinon : « Comment décririez-vous… ? ».",
    "leading": "Laissez la personne juger : « Que pensez-vous de… ? » ou « Comment décririez-vous… ? ».",
    "leading tag": "Enlevez la fin qui demande l'accord, puis ouvrez : « Comment décririez-vous… ? ».",
    "leading negated": "La négation attend un « si » : « Que pensez-vous de… ? » ou « Comment cela s'est-il passé ? ».",
    "leading inference": "Ne dites pas ce que vous supposez : « Comment avez-vous vécu… ? ».",
    "leading agree": "Ne demandez pas d'approuver une phrase : « Que pensez-vous de… ? » ou « Comment décririez-vous… ? ».",
    "leading strong": "Laissez la personne choisir ses mots : « Comment décririez-vous ce que… représente pour vous ? ».",
    "leading norm": "N'annoncez pas ce que disent les autres : « Et vous, comment cela se passe-t-il ? ».",
    "leading authority": "N'annoncez pas ce qui est « connu » : « Comment cela se passe-t-il pour vous ? ».",
    "leading evidence": "Enlevez le mot qui donne la réponse pour évidente : « Comment voyez-vous… ? ».",
    "leading opinion": "Gardez l'avis de l'équipe pour vous : « Et vous, comment voyez-vous… ? ».",
    "leading effort": "Gardez les efforts de l'équipe pour vous : « Que pensez-vous de… ? ».",
    "leading scandal": "Enlevez le mot qui juge : « Que pensez-vous de… ? ».",
    "leading praise": "Enlevez le compliment : « Que pensez-vous de… ? » ou « Comment cela se passe-t-il avec… ? ».",
    "presuming": "Ne tenez rien pour acquis : « Qu'est-ce qui a changé, ou pas, … ? ».",
    "presuming effect": "Laissez ouvert qu'il n'y ait pas d'effet : « Qu'est-ce qui a changé, ou pas, pour vous depuis… ? ».",
    "presuming improved": "Demandez d'abord s'il y a eu un changement, et dans quel sens : « Qu'est-ce qui a changé, ou pas, … ? ».",
    "presuming positive": "Laissez la place au mauvais et à « rien » : « Qu'est-ce que… a apporté, ou coûté, s'il y a quelque chose ? ».",
    "presuming stopped": "Demandez où en est la personne : « Et aujourd'hui, comment cela se passe-t-il ? ».",
    "presuming problem": "Ne nommez pas le problème à sa place : « Qu'est-ce qui est facile, ou difficile, en ce moment ? ».",
    "presuming since": "Demandez avant de conclure : « Qu'est-ce qui est différent, ou pas, depuis… ? ».",
    "presuming gained": "Laissez ouvert qu'il n'y ait rien eu à gagner : « Que gardez-vous de…, s'il y a quelque chose ? ».",
    "presuming still": "Demandez l'habitude sans la supposer : « Comment cela se passe-t-il ces temps-ci ? ».",
    "presuming factive": "Faites d'abord dire le fait : « Qu'avez-vous remarqué, s'il y a quelque chose ? », puis « Qu'est-ce qui l'explique, selon vous ? ».",
    "presuming liking": "Laissez la place au contraire : « Qu'est-ce qui vous a plu, ou déplu ? ».",
    "presuming use": "Demandez d'abord l'usage : « Que faites-vous, ou pas, de… ? ».",
    "double_barrelled": "Posez une question à la fois ; l'autre devient une relance.",
    "double_barrelled split": "Posez d'abord « {first} ? », puis, à part, ce qui suit : « {rest} ».",
    "double_barrelled filter": "Posez la première question, et mettez la suite dans une relance à poser selon la réponse.",
    "long": "Gardez une seule phrase courte ; dites le contexte avant, ou gardez-le pour une relance.",
    "negative": "Demandez sans négation : « Comment… ? » ou « Qu'est-ce qui… ? ».",
    "negative why": "Ne demandez pas de se justifier : « Qu'est-ce qui a fait que… ? » ou « Que s'est-il passé ? ».",
    "why": "« Qu'est-ce qui vous a amené à… ? » ou « Comment en êtes-vous venu à… ? » demande moins de se justifier.",
    "jargon": "Dites-le avec les mots de la personne : ce qu'elle fait, ce qu'elle vit, les gens qu'elle voit.",
    "acronym": "Dites le nom en entier la première fois, ou les mots de la personne.",
}
_ENGLISH = {
    "closed": "Open the question: “How…?”, “What…?” or “Tell me about…”.",
    "closed past": "Ask for the story: “How did that go?” or “Tell me about the last time…”.",
    "closed change": "Leave open what changed, and which way: “What, if anything, has changed for you?”.",
    "closed ability": "Ask for the manner: “How do you go about…?” or “What happens when…?”.",
    "closed existence": "Leave room for “nothing”: “What, if anything, …?”.",
    "closed opinion": "Ask for the view, not for a yes: “What do you think of…?” or “How do you see…?”.",
    "closed satisfaction": "Rather ask: “What do you think of {of}?”.",
    "closed spoken": "A statement with a question mark calls for a yes: “How…?” or “What about…?”.",
    "closed fact": "Keep this fact for the background sheet (background), or ask for the story: “Tell me about…”.",
    "closed choice": "Don't offer the answers: “How would you choose?” or “What matters to you in…?”.",
    "closed scale": "A figure is asked in an indicator (scale), followed by “What makes you say that?”; otherwise: “How would you describe…?”.",
    "leading": "Let the person judge: “What do you think of…?” or “How would you describe…?”.",
    "leading tag": "Take away the end that asks for agreement, then open: “How would you describe…?”.",
    "leading negated": "The negation waits for a yes: “What do you think of…?” or “How did that go?”.",
    "leading inference": "Don't say what you suppose: “How was that for you?”.",
    "leading agree": "Don't ask for agreement with a sentence: “What do you think of…?” or “How would you describe…?”.",
    "leading strong": "Let the person choose the words: “How would you describe what… is for you?”.",
    "leading norm": "Don't announce what others say: “And how is it for you?”.",
    "leading authority": "Don't announce what “is known”: “How is it for you?”.",
    "leading evidence": "Take away the word that makes the answer obvious: “How do you see…?”.",
    "leading opinion": "Keep the team's view to yourself: “And you, how do you see…?”.",
    "leading effort": "Keep the team's efforts to yourself: “What do you think of…?”.",
    "leading scandal": "Take away the word that judges: “What do you think of…?”.",
    "leading praise": "Take away the praise: “What do you think of…?” or “How are things going with…?”.",
    "presuming": "Take nothing for granted: “What, if anything, has changed…?”.",
    "presuming effect": "Leave it open that there was no effect: “What, if anything, has changed for you since…?”.",
    "presuming improved": "First ask whether there was a change, and which way: “What, if anything, has changed…?”.",
    "presuming positive": "Leave room for the bad and for nothing: “What, if anything, did… bring you, or cost you?”.",
    "presuming stopped": "Ask where the person is now: “And how is that these days?”.",
    "presuming problem": "Don't name the problem for them: “What is easy, or hard, at the moment?”.",
    "presuming since": "Ask before you conclude: “What is different, if anything, since…?”.",
    "presuming gained": "Leave it open that there was nothing to gain: “What, if anything, do you take away from…?”.",
    "presuming still": "Ask about the habit without assuming it: “How is that these days?”.",
    "presuming factive": "First let the person say the fact: “What, if anything, did you notice?”, then “What explains it, in your view?”.",
    "presuming liking": "Leave room for the opposite: “What did you like, or dislike?”.",
    "presuming use": "First ask about the use: “What do you do, or not, with…?”.",
    "double_barrelled": "Ask one question at a time; the other becomes a probe.",
    "double_barrelled split": "First ask “{first}?”, then, on its own, what follows: “{rest}”.",
    "double_barrelled filter": "Ask the first question, and put what follows in a probe to use according to the answer.",
    "long": "Keep one short sentence; say the context before it, or keep it for a probe.",
    "negative": "Ask without a negation: “How…?” or “What…?”.",
    "negative why": "Don't ask for a justification: “What was behind that?” or “What happened?”.",
    "why": "“What led you to…?” or “How did you come to…?” asks less for a justification.",
    "jargon": "Say it in the person's own words: what they do, what they live, whom they see.",
    "acronym": "Say the name in full the first time, or the person's own words.",
}
LONGEST_PART = 90


def _spaced(text: str) -> str:
    """French punctuation with the no-break spaces that keep it on the line."""
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" ?", "\u00a0?").replace(" :", "\u00a0:")


ADVICE: Mapping[str, Mapping[str, str]] = {
    "fr": {key: _spaced(text) for key, text in _FRENCH.items()},
    "en": _ENGLISH,
}


def advised(language: str, key: str, parts: Mapping[str, str]) -> str:
    """The pattern of a structure, filled with parts of the question where they are at hand and short; else the label's own."""
    table = ADVICE[language]
    text = table.get(key, table[key.split(maxsplit=1)[0]])
    if "{" not in text:
        return text
    if not parts or max(map(len, parts.values())) > LONGEST_PART or not all(parts.values()):
        return table[key.split(maxsplit=1)[0]]
    return text.format_map(parts)
