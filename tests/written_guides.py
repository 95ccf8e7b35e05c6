"""Guides as people write them in Word, made by python-docx: by styles, by bold letters, in a table, in plain paragraphs."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def saved(document: Any) -> bytes:
    """The bytes of the document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def styled() -> bytes:
    """Headings, numbered questions and bulleted probes by Word's own styles."""
    made = docx.Document()
    made.add_heading("Guide d'entretien – accompagnement", 0)
    made.add_paragraph("Objectif de l'entretien : comprendre ce que l'accompagnement change.")
    made.add_paragraph("Durée : 45 minutes")
    made.add_heading("Présentation", 1)
    made.add_paragraph("Bonjour, je m'appelle … et je travaille pour l'association.")
    made.add_paragraph("Acceptez-vous que j'enregistre notre échange ?")
    made.add_heading("Thème 1 : L'arrivée (10 min)", 1)
    made.add_paragraph("Comment avez-vous connu l'association ?", style="List Number")
    made.add_paragraph("Qui vous en a parlé ?", style="List Bullet 2")
    made.add_paragraph("Qu'attendiez-vous ?", style="List Bullet 2")
    made.add_paragraph("Racontez-moi votre première visite.", style="List Number")
    made.add_heading("Thème 2 : Les effets", 1)
    made.add_paragraph("Qu'est-ce qui a changé pour vous ?", style="List Number")
    made.add_paragraph("Relances : à la maison ? au travail ?")
    made.add_heading("Données socio-démographiques", 1)
    for words in ("Âge :", "Situation familiale :", "Logement (locataire, propriétaire, hébergé)"):
        made.add_paragraph(words, style="List Bullet")
    made.add_heading("Clôture", 1)
    made.add_paragraph("Souhaitez-vous ajouter quelque chose ?")
    return saved(made)


def in_bold() -> bytes:
    """Bold paragraphs for headings, and one list of Word for questions and, a level below, probes."""
    made = docx.Document()

    def bold(words: str) -> None:
        made.add_paragraph().add_run(words).bold = True

    def item(words: str, level: int) -> None:
        paragraph = made.add_paragraph(words, style="List Number")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>')
        )

    bold("TRAME D'ENTRETIEN BÉNÉVOLES")
    bold("Introduction")
    made.add_paragraph("Merci de prendre ce temps avec moi.")
    bold("Votre engagement")
    item("Comment l'engagement a-t-il commencé ?", 0)
    item("À quel moment avez-vous décidé ?", 1)
    item("Que faites-vous aujourd'hui ?", 0)
    bold("Ce que cela vous apporte")
    item("Qu'est-ce que cela change dans votre vie ?", 0)
    item("Et pour vos proches ?", 1)
    bold("Pour finir")
    made.add_paragraph("Qu'avons-nous oublié ?")
    return saved(made)


def in_a_table() -> bytes:
    """A table of themes, questions and probes, where one cell stands for several rows."""
    made = docx.Document()
    made.add_paragraph("Interview guide: residents")
    table = made.add_table(rows=1, cols=3)
    for cell, words in zip(table.rows[0].cells, ("Topics", "Questions", "Probes"), strict=True):
        cell.text = words
    for row in (
        ("The place (10 min)", "How would you describe this place?", "What do you like?"),
        ("", "Tell me about a day here.", ""),
        ("The people", "Who do you meet here?", "How did you get to know them?"),
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    return saved(made)


def plain() -> bytes:
    """Nothing but paragraphs; some of it inserted, deleted, in a box, in a control."""
    made = docx.Document()
    for words in (
        *("Entretien avec les habitants", "LE QUARTIER", "Comment vivez-vous ici ?", "Qu'est-ce qui manque ?"),
        *("LES VOISINS", "Parlez-moi de vos voisins.", "Et les commerces ?"),
    ):
        made.add_paragraph(words)
    body = made.element.body
    text = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    for inside in (
        "<w:p {ns}>" + text.format("Quand ") + '<w:ins w:id="1" w:author="x">' + text.format("et avec qui ")
        + '</w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>où </w:delText></w:r></w:del>'
        + text.format("sortez-vous ?") + "</w:p>",
        "<w:sdt {ns}><w:sdtContent><w:p>" + text.format("Que souhaitez-vous pour demain ?") + "</w:p></w:sdtContent></w:sdt>",
    ):  # fmt: skip
        body.insert(len(body) - 1, parse_xml(inside.format(ns=nsdecls("w"))))
    return saved(made)


MADE: dict[str, Callable[[], bytes]] = {"styled": styled, "bold": in_bold, "table": in_a_table, "plain": plain}


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return made.getvalue()
