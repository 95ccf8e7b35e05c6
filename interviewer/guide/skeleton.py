"""The guide that `new` writes: complete, usable as it is, with comments for the one who will change it."""

from collections.abc import Sequence

MOST_SHOWN = 6

FRENCH = """\
# Guide d'entretien. Ce fichier se lit et se change dans n'importe quel éditeur de texte.
# Ce qui suit un # est un commentaire. Une phrase qui contient « : » se met entre guillemets doubles,
# ou après >- sur les lignes d'en dessous, comme ici. `interviewer check` dit ce qui ne va pas.
# Une question qu'il critique et qui est bonne telle quelle : finissez sa ligne par le commentaire « lint: ok » et le nom
# de la règle, qu'il donne entre crochets.
guide: {guide}
version: 1                        # passez à 2 quand vous changez une question après un premier entretien
title: Ce que le projet change pour vous
language: fr
# {stakeholders}
purpose: >-
  Comprendre ce que le projet change dans la vie des personnes, en bien ou en mal, et comment.
duration: 45                      # en minutes ; la somme des thèmes doit y tenir

# À lire, ou à dire avec vos mots : qui vous êtes, pourquoi, combien de temps, et qu'on peut s'arrêter.
opening: |
  Bonjour, et merci de prendre ce temps.
  Je travaille pour l'association et je cherche à comprendre ce que le projet change, ou ne change pas,
  pour les personnes. L'entretien dure environ trois quarts d'heure.
  Il n'y a pas de bonne ni de mauvaise réponse. Vous pouvez passer une question, faire une pause ou
  arrêter à tout moment, sans avoir à dire pourquoi.

# Demandé point par point. `for` dit à quoi sert l'accord, et les exports lui obéissent :
# notes, record (enregistrer), quote (citer), name (nommer), recontact, archive.
# Un refus à `required: true` arrête l'entretien, poliment : gardez-le pour ce qui est indispensable.
consent:
  - {{id: notes, for: notes, ask: "Puis-je prendre des notes pendant que nous parlons ?", required: true}}
  - {{id: citation, for: quote, ask: "Puis-je citer vos mots, sans votre nom ?"}}
  - {{id: recontact, for: recontact, ask: "Puis-je vous recontacter pour vous rendre compte de ce travail ?"}}

# Un thème par chose à comprendre. `aim` est ce que vous voulez apprendre, pas ce que vous demandez.
themes:
  - id: parcours
    title: L'arrivée et le parcours
    aim: Comprendre comment la personne est arrivée et ce qu'elle cherchait.
    minutes: 15
    questions:
      # Commencez par une question large et facile, à laquelle on répond en racontant.
      - id: arrivee
        ask: Racontez-moi comment vous avez connu le projet.
        aim: Ce qui a déclenché la venue.
        must: true                # `interviewer` rappelle à la fin les questions must qui n'ont pas été posées
        # {codes}
        probes:                   # des relances toutes prêtes, pour le moment où l'on en a besoin
          - {{id: attente, ask: "Qu'est-ce que vous espériez à ce moment-là ?", kind: elaborate}}
          - {{id: premier-jour, ask: "Comment s'est passée la première fois ?", kind: example}}
      - id: quotidien
        ask: Comment se passe aujourd'hui un moment ordinaire avec nous ?
        aim: Ce que la personne vit réellement, au-delà de ce qui est prévu.
        probes:
          - {{id: precis, ask: "Pouvez-vous me raconter la dernière fois ?", kind: example}}

  - id: changements
    title: Ce qui a changé
    aim: Recueillir les changements que la personne voit elle-même, et ce qui y a contribué.
    minutes: 25
    questions:
      - id: avant-apres
        ask: Qu'est-ce qui est différent pour vous depuis que vous venez ?
        aim: Les changements attendus et inattendus.
        must: true
        probes:
          - {{id: exemple, ask: "À quel moment vous en êtes-vous rendu compte ?", kind: time}}
          - {{id: sans, ask: "Sans le projet, comment cela se serait-il passé, d'après vous ?", kind: counterfactual}}
      - id: difficultes
        ask: Qu'est-ce qui a été difficile, ou décevant ?
        aim: Les effets négatifs et les attentes déçues.
        probes:
          - {{id: autrement, ask: "Qu'aurait-il fallu faire autrement ?", kind: contrast}}
      # Une question fermée donne un chiffre, que l'on suit dans le temps : c'est un indicateur.
      # Les types : scale, number, choice (un choix), choices (plusieurs), date, text.
      - id: confiance
        ask: Sur une échelle de 0 à 10, quelle confiance avez-vous dans les mois qui viennent ?
        aim: Un chiffre à relier aux mots qui l'expliquent.
        scale: {{from: 0, to: 10}}
        indicator: confiance
        probes: ["Qu'est-ce qui vous fait choisir ce chiffre ?"]

# La fiche signalétique : les faits utiles pour lire les réponses, demandés à la fin. N'en prenez que ce dont vous vous servirez.
background:
  - {{id: anciennete, ask: "Depuis combien de mois venez-vous ?", number: {{from: 0, to: 600, unit: mois}}}}
  - id: frequence
    ask: À quelle fréquence venez-vous ?
    choice: {{semaine: "Chaque semaine", mois: "Chaque mois", moins: "Moins souvent"}}

closing: |
  De quoi n'avons-nous pas parlé, et qui compte pour vous ?
  Merci. Si vous le souhaitez, je vous ferai relire vos propos. Y a-t-il quelqu'un d'autre que je devrais rencontrer ?
"""

ENGLISH = """\
# Interview guide. Any text editor opens this file. What follows a # is a comment.
# A sentence with a colon in it goes between double quotes, or after >- on the lines below, as here.
# `interviewer check` says what is wrong. A question that it criticises and that is right as it is: end its line with
# the comment “lint: ok” and the name of the rule, which it gives in brackets.
guide: {guide}
version: 1                        # make it 2 when you change a question after a first interview
title: What the project changes for you
language: en
# {stakeholders}
purpose: >-
  Understand what the project changes in people's lives, for better or worse, and how.
duration: 45                      # minutes; the themes together have to fit

# To be read, or said in your own words: who you are, why, how long, and that one may stop.
opening: |
  Hello, and thank you for taking this time.
  I work for the organisation, and I would like to understand what the project changes, or doesn't change,
  for people. We will talk for about three quarters of an hour.
  There are no right or wrong answers. You may skip a question, take a break or stop at any moment,
  without saying why.

# Asked one by one. `for` says what the consent is for, and exports obey it:
# notes, record, quote, name, recontact, archive.
# A refusal of one with `required: true` ends the interview, politely: keep it for what you can't do without.
consent:
  - {{id: notes, for: notes, ask: "May I take notes while we talk?", required: true}}
  - {{id: quotation, for: quote, ask: "May I quote your words, without your name?"}}
  - {{id: recontact, for: recontact, ask: "May I contact you again to tell you what came of this work?"}}

# One theme for each thing to understand. `aim` is what you want to learn, not what you ask.
themes:
  - id: path
    title: Arriving, and since
    aim: Understand how the person came here and what they were looking for.
    minutes: 15
    questions:
      # Begin with a broad and easy question, one that is answered by telling a story.
      - id: arrival
        ask: Tell me how you came to know the project.
        aim: What made the person come.
        must: true                # at the end, `interviewer` recalls the must questions that were not asked
        # {codes}
        probes:                   # follow-ups at hand for the moment when you need one
          - {{id: hope, ask: "What were you hoping for at that time?", kind: elaborate}}
          - {{id: first-day, ask: "What was the first time like?", kind: example}}
      - id: everyday
        ask: What is an ordinary moment with us like these days?
        aim: What the person really lives, beyond what is planned.
        probes:
          - {{id: last-time, ask: "Could you tell me about the last time?", kind: example}}

  - id: changes
    title: What has changed
    aim: Gather the changes that the person sees, and what contributed to them.
    minutes: 25
    questions:
      - id: before-after
        ask: What is different for you since you started coming?
        aim: Changes, expected and unexpected.
        must: true
        probes:
          - {{id: when, ask: "When did you notice it?", kind: time}}
          - {{id: without, ask: "Without the project, how would it have gone, in your view?", kind: counterfactual}}
      - id: difficulties
        ask: What was difficult, or disappointing?
        aim: Negative effects, and hopes that were not met.
        probes:
          - {{id: otherwise, ask: "What should have been done differently?", kind: contrast}}
      # A closed question gives a figure to follow over time: an indicator.
      # The types: scale, number, choice (one), choices (several), date, text.
      - id: confidence
        ask: On a scale from 0 to 10, how confident are you about the months ahead?
        aim: A figure to tie to the words that explain it.
        scale: {{from: 0, to: 10}}
        indicator: confidence
        probes: ["What makes you choose that number?"]

# The background sheet: facts that help to read the answers, asked last. Take only those that you will use.
background:
  - {{id: months, ask: "For how many months have you been coming?", number: {{from: 0, to: 600, unit: months}}}}
  - id: frequency
    ask: How often do you come?
    choice: {{week: "Every week", month: "Every month", less: "Less often"}}

closing: |
  What did we not talk about that matters to you?
  Thank you. If you wish, I will show you your words before they are used. Is there someone else I should meet?
"""

LINES = {
    "fr": (
        "stakeholders: [{ids}]   # avec qui, parmi les groupes de interviewer.yaml : ôtez le premier #",
        "codes: [{ids}]   # ce qu'il faut écouter, parmi les codes de codebook.yaml : ôtez le premier #",
    ),
    "en": (
        "stakeholders: [{ids}]   # with whom, of the groups in interviewer.yaml: take the first # away",
        "codes: [{ids}]   # what to listen for, of the codes in codebook.yaml: take the first # away",
    ),
}
TEXTS = {"fr": FRENCH, "en": ENGLISH}


def skeleton(guide_id: str, language: str, stakeholders: Sequence[str] = (), codes: Sequence[str] = ()) -> str:
    """The text of a new guide, in French or English; ids of the study's groups and codes stand in its comments."""
    spoken = language if language in TEXTS else "en"
    groups, listened = (
        line.format(ids=", ".join(ids[:MOST_SHOWN]) or "...")
        for line, ids in zip(LINES[spoken], (stakeholders, codes), strict=True)
    )
    return TEXTS[spoken].format(guide=guide_id, stakeholders=groups, codes=listened)
