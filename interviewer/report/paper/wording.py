"""The fixed words of a printed guide, in the languages in which it has them.

They are said to the person who is interviewed, so they follow the language of the guide and not that of the screens,
as the texts of guide/skeleton.py do.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Wording(NamedTuple):
    """What a sheet says beside the guide's own texts. Names in braces are filled in."""

    language: str
    colon: str
    quote: str
    guide: str
    version: str
    minutes: str
    minutes_long: str
    page: str
    date: str
    begun: str
    pseudonym: str
    pseudonyms: str
    interviewer: str
    place: str
    group: str
    plan: str
    planned: str
    planned_rest: str
    opening: str
    aloud: str
    consent: str
    consent_how: str
    consent_group: str
    required: str
    needed: str
    yes: str
    no: str
    aim: str
    must: str
    only_if: str
    question: str
    other_than: str
    neither: str
    nor: str
    either: str
    both: str
    between: str
    at_least: str
    at_most: str
    bounds: str
    bound_low: str
    bound_high: str
    scale: str
    several: str
    other: str
    day: tuple[str, str, str]
    listen: str
    notes: str
    background: str
    background_how: str
    background_group: str
    closing: str
    after: str
    after_how: str
    setting: str
    others: str
    field_notes: str
    ended: str
    duration: str
    reread: str
    form: str
    form_copies: tuple[str, str]
    form_about: str
    form_seek: str
    form_who: str
    form_contact: str
    form_items: str
    form_items_how: str
    form_rights: str
    rights: tuple[str, ...]
    kept_month: str
    kept_months: str
    kept_until: str
    archived: str
    on_day: str
    participant: str
    full_name: str
    signature: str
    notice: str
    notice_blank: str
    apart: str
    kinds: Mapping[str, str]


FRENCH = Wording(
    language="fr",
    colon=" : ",
    quote="« {text} »",
    guide="Guide d'entretien",
    version="version {version}",
    minutes="{minutes} min",
    minutes_long="{minutes} minutes",
    page="page",
    date="Date",
    begun="Heure de début",
    pseudonym="Pseudonyme",
    pseudonyms="Pseudonymes",
    interviewer="Entretien mené par",
    place="Lieu",
    group="Public",
    plan="Le déroulé",
    planned="Durée prévue",
    planned_rest="{duration} min, dont {rest} pour l'accueil, les accords et la fin",
    opening="Pour ouvrir",
    aloud="À dire",
    consent="Les accords",
    consent_how="Point par point : attendre la réponse, puis cocher.",
    consent_group="Chaque personne répond pour elle-même, sur sa feuille. Noter ici les pseudonymes.",
    required="indispensable : sans cet accord, l'entretien s'arrête",
    needed="sans cet accord, il n'y a pas d'entretien",
    yes="Oui",
    no="Non",
    aim="Objectif",
    must="indispensable",
    only_if="Seulement si",
    question="la réponse à {number} est",
    other_than="la réponse à {asked} n'est pas {values}",
    neither="la réponse à {asked} n'est ni {values}",
    nor=" ni ",
    either=" ou ",
    both=" et si ",
    between="de {lowest} à {highest}",
    at_least="au moins {lowest}",
    at_most="au plus {highest}",
    bounds="de {lowest} à {highest}",
    bound_low="{lowest} ou plus",
    bound_high="{highest} ou moins",
    scale="Entourer un chiffre",
    several="plusieurs réponses possibles",
    other="Autre",
    day=("jour", "mois", "année"),
    listen="À guetter",
    notes="Notes",
    background="Fiche signalétique",
    background_how="Des faits courts, toujours facultatifs.",
    background_group="Une feuille par personne, remplie par elle ou en aparté. Des faits courts, toujours facultatifs.",
    closing="Pour finir",
    after="Après l'entretien",
    after_how="À remplir dans l'heure, loin de la personne.",
    setting="Où, et comment cela s'est-il passé (lieu, bruit, interruptions) ?",
    others="Qui d'autre était présent (sans les noms) ?",
    field_notes="Notes de terrain",
    ended="Heure de fin",
    duration="Durée, pauses déduites",
    reread="La personne veut relire ses propos",
    form="Accord pour un entretien",
    form_copies=("Exemplaire de la personne interrogée", "Exemplaire de l'organisation"),
    form_about="Entretien",
    form_seek="Ce que nous cherchons à comprendre",
    form_who="Organisation",
    form_contact="Contact (téléphone, courriel)",
    form_items="Ce que vous acceptez, ou non",
    form_items_how="Cochez une case par ligne. Un non ne change rien pour vous.",
    form_rights="Vos droits",
    rights=(
        "Participer est libre. Vous pouvez passer une question, faire une pause ou arrêter à tout moment, sans dire pourquoi.",
        (
            "Vous pouvez revenir sur votre accord quand vous voulez, même après l'entretien : un message au contact ci-dessus "
            "suffit, et tout ce que vous avez dit est effacé."
        ),
        (
            "Vous pouvez demander à relire vos propos, à les corriger ou à en recevoir une copie. Si quelque chose ne va pas, "
            "vous pouvez aussi saisir l'autorité de protection des données de votre pays."
        ),
    ),
    kept_month="Vos propos sont rangés sous un code, jamais sous votre nom. Ils sont gardés un mois, puis effacés.",
    kept_months="Vos propos sont rangés sous un code, jamais sous votre nom. Ils sont gardés {months} mois, puis effacés.",
    kept_until="Vos propos sont rangés sous un code, jamais sous votre nom. Ils sont effacés au plus tard le :",
    archived="Si vous acceptez plus haut qu'ils soient archivés, ils sont gardés au-delà, sans votre nom.",
    on_day="Date",
    participant="La personne interrogée",
    full_name="Nom",
    signature="Signature",
    notice="Notice d'information, version {notice}",
    notice_blank="Notice d'information, version :",
    apart="Cette feuille porte un nom : elle se range à part des notes de l'entretien, qui n'en portent pas.",
    kinds=MappingProxyType(
        {
            "echo": "écho",
            "clarify": "préciser",
            "elaborate": "développer",
            "example": "exemple",
            "contrast": "contraste",
            "time": "moment",
            "feeling": "ressenti",
            "counterfactual": "et sinon",
            "silence": "silence",
        }
    ),
)
ENGLISH = Wording(
    language="en",
    colon=": ",
    quote="“{text}”",
    guide="Interview guide",
    version="version {version}",
    minutes="{minutes} min",
    minutes_long="{minutes} minutes",
    page="page",
    date="Date",
    begun="Begun at",
    pseudonym="Pseudonym",
    pseudonyms="Pseudonyms",
    interviewer="Interviewer",
    place="Place",
    group="Group",
    plan="The plan",
    planned="Planned duration",
    planned_rest="{duration} min, {rest} of them for the welcome, the consent and the end",
    opening="To open",
    aloud="Say",
    consent="Consent",
    consent_how="One by one: wait for the answer, then tick.",
    consent_group="Everybody answers for themselves, on a sheet of their own. Note the pseudonyms here.",
    required="essential: without this consent the interview ends",
    needed="without this consent there is no interview",
    yes="Yes",
    no="No",
    aim="Aim",
    must="must be asked",
    only_if="Only if",
    question="the answer to {number} is",
    other_than="the answer to {asked} is not {values}",
    neither="the answer to {asked} is neither {values}",
    nor=" nor ",
    either=" or ",
    both=" and if ",
    between="from {lowest} to {highest}",
    at_least="at least {lowest}",
    at_most="at most {highest}",
    bounds="from {lowest} to {highest}",
    bound_low="{lowest} or more",
    bound_high="{highest} or less",
    scale="Circle one figure",
    several="several answers possible",
    other="Other",
    day=("day", "month", "year"),
    listen="Listen for",
    notes="Notes",
    background="Background sheet",
    background_how="Short facts, always optional.",
    background_group="One sheet for each person, filled in by them or aside. Short facts, always optional.",
    closing="To close",
    after="After the interview",
    after_how="To be filled in within the hour, away from the person.",
    setting="Where, and how did it go (place, noise, interruptions)?",
    others="Who else was present (no names)?",
    field_notes="Field notes",
    ended="Ended at",
    duration="Duration, without pauses",
    reread="The person wants to read their words",
    form="Consent to an interview",
    form_copies=("Copy for the person interviewed", "Copy for the organisation"),
    form_about="Interview",
    form_seek="What we want to understand",
    form_who="Organisation",
    form_contact="Contact (telephone, e-mail)",
    form_items="What you agree to, or not",
    form_items_how="Tick one box a line. A no changes nothing for you.",
    form_rights="Your rights",
    rights=(
        "Taking part is up to you. You can skip a question, pause or stop at any time, without saying why.",
        (
            "You can take your consent back whenever you like, even after the interview: a message to the contact above is "
            "enough, and everything that you said is deleted."
        ),
        (
            "You can ask to read your words, to correct them or to receive a copy. If something is wrong, you can also turn to "
            "the data protection authority of your country."
        ),
    ),
    kept_month="Your words are filed under a code, never under your name. They are kept for a month, then deleted.",
    kept_months="Your words are filed under a code, never under your name. They are kept for {months} months, then deleted.",
    kept_until="Your words are filed under a code, never under your name. They are deleted at the latest on:",
    archived="If you agree above that they are archived, they are kept beyond that, without your name.",
    on_day="Date",
    participant="The person interviewed",
    full_name="Name",
    signature="Signature",
    notice="Information notice, version {notice}",
    notice_blank="Information notice, version:",
    apart="This sheet bears a name: it is kept apart from the notes of the interview, which bear none.",
    kinds=MappingProxyType(
        {
            "echo": "echo",
            "clarify": "clarify",
            "elaborate": "say more",
            "example": "example",
            "contrast": "contrast",
            "time": "time",
            "feeling": "feeling",
            "counterfactual": "what if",
            "silence": "silence",
        }
    ),
)
WORDINGS = {"fr": FRENCH, "en": ENGLISH}


def telltales() -> tuple[str, ...]:
    """Sentences by which a printed guide is known when it comes back, in every language of the fixed words."""
    made: list[str] = []
    for one in WORDINGS.values():
        made += (one.consent_how, one.background_how, one.after_how, one.setting, one.others)
        made += (one.form_items_how, one.apart, one.required, *one.rights)
    return tuple(made)


def wording_for(language: str, otherwise: str) -> Wording:
    """The fixed words in that language (`fr-CA` counts as `fr`); where there are none, in the other one, else in English."""
    return WORDINGS.get(language[:2].lower()) or WORDINGS.get(otherwise, ENGLISH)
