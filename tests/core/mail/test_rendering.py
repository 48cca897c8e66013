"""A mail is read as well in plain text as in HTML, and asks nothing of anyone."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from core.mail.rendering import render_mail

ROOT = Path(settings.BASE_DIR)
DATE = {"time": "14 h", "state": "ANNULÉ", "title": "Café & <b>numérique</b>", "place": "Le Dôme"}
DATE |= {"moved": "", "note": "", "url": "https://exemple.fr/a/?b=1&c=2"}
DAYS = [
    {"title": "Lundi 30 novembre", "dates": [DATE, DATE | {"note": "Une note."}]},
    {"title": "Mardi 1er décembre", "dates": [DATE]},
]
LETTER = {
    "days": DAYS,
    "agenda_url": "https://exemple.fr/agenda/",
    "leave_url": "https://exemple.fr/agenda/lettre/x/desabonnement/",
}

TEXT = """\
Bonjour,

Voici les rendez-vous des jours à venir.

Lundi 30 novembre

- 14 h\u00a0: ANNULÉ – Café & <b>numérique</b>
  Le Dôme
  Voir ce rendez-vous\u00a0: https://exemple.fr/a/?b=1&c=2
- 14 h\u00a0: ANNULÉ – Café & <b>numérique</b>
  Le Dôme
  Une note.
  Voir ce rendez-vous\u00a0: https://exemple.fr/a/?b=1&c=2

Mardi 1er décembre

- 14 h\u00a0: ANNULÉ – Café & <b>numérique</b>
  Le Dôme
  Voir ce rendez-vous\u00a0: https://exemple.fr/a/?b=1&c=2

Tout l’agenda\u00a0: https://exemple.fr/agenda/

Vous recevez cette lettre parce que vous l’avez demandée. \
Ne plus la recevoir\u00a0: https://exemple.fr/agenda/lettre/x/desabonnement/

Normandie Connectée
"""


def test_the_plain_text_says_all_that_the_html_says() -> None:
    letter = render_mail("emails/letter.html", LETTER)

    assert letter.subject == "Les rendez-vous de la semaine – Normandie Connectée"
    assert letter.text == TEXT
    assert "Café &amp; &lt;b&gt;numérique&lt;/b&gt;" in letter.html


def test_an_address_that_is_its_own_link_is_said_once() -> None:
    url = "https://exemple.fr/agenda/lettre/x/"
    text = render_mail("emails/letter_confirmation.html", {"confirm_url": url}).text

    assert f"appuyez sur le bouton\u00a0:\n{url}\n" in text
    assert text.count(url) == 1


@pytest.mark.parametrize("template", sorted((ROOT / "templates/emails").glob("*.html")), ids=str)
def test_a_mail_takes_nothing_from_elsewhere(template: Path) -> None:
    text = template.read_text("utf-8")

    assert not re.search(r"<img|<link|<script|@import|url\(|\bsrc=", text)


def test_the_colours_are_those_of_the_site() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text("utf-8")
    used = set(re.findall(r"#[0-9a-f]{6}\b", (ROOT / "templates/emails/base.html").read_text()))

    assert used
    assert used <= set(re.findall(r"#[0-9a-f]{6}\b", tokens))
