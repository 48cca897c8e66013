"""No page type breaks a rule of WCAG 2.2 AA: light and dark, with and without JavaScript.

Nor what the RGAA asks besides (``tests/browser/rgaa.py``), with the colours that a system imposes,
and with letters twice as large: a page is opened once for all these questions.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.maps import ready
from tests.browser.rgaa import overflows, unreadable_current

# A new kind of page is one line here.
ADDRESSES = {
    "home": "/",
    "list": "/annuaire/",
    "results": "/annuaire/?q=numerique&commune=14118-caen&rayon=20",
    "understood": "/annuaire/?q=impotts+piscine+caen",
    "unknown-commune": "/annuaire/?commune=mortein",
    "empty-list": "/annuaire/?q=introuvable",
    "place": "/annuaire/le-dome-des-usages/",
    "bare-place": "/annuaire/point-numerique-du-port/",
    "easy-place": "/annuaire/le-dome-des-usages/facile-a-lire/",
    "embedded-place": "/annuaire/le-dome-des-usages/integree/?apparence=clair",
    "report": "/annuaire/le-dome-des-usages/signaler/",
    "guide-need": "/annuaire/orientation/",
    "guide-place": "/annuaire/orientation/?besoin=demarche&commune=saint-aubin",
    "guide-wrong-place": "/annuaire/orientation/?besoin=demarche&commune=Atlantis",
    "guide-moment": "/annuaire/orientation/?besoin=demarche&commune=14118-caen",
    "guide-day": "/annuaire/orientation/?besoin=demarche&commune=14118-caen&quand=un-autre-jour",
    "guide-answers": "/annuaire/orientation/?besoin=demarche&commune=14118-caen&quand=demain",
    "guide-to-phone": "/annuaire/orientation/?besoin=materiel&commune=14118-caen&quand=demain",
    "guide-workshop": "/annuaire/orientation/?besoin=atelier&commune=14118-caen&quand=peu-importe",
    "compare": "/annuaire/comparer/?lieu=tiers-lieu-de-la-prairie&lieu=fablab-du-robec",
    "compare-nothing": "/annuaire/comparer/",
    "passages": "/annuaire/passages/",
    "poles": "/poles/?commune=caen",
    "pole": "/poles/pole-de-la-plaine/",
    "map": "/annuaire/carte/",
    "map-place": "/annuaire/carte/?commune=14118-caen&lieu=le-dome-des-usages",
    "empty-map": "/annuaire/carte/?q=introuvable",
    "embedded-map": "/annuaire/carte/integree/?commune=14118-caen",
    "map-snippet": "/annuaire/carte/integrer/?commune=14118-caen&type=epn",
    "open-data": "/annuaire/donnees-ouvertes/",
    "register": "/label/registre/?situation=valide&q=prairie",
    "requirements": "/label/cahier-des-charges/tiers-lieux-normandie/",
    "verified-label": "/label/verifier/LAB-2020-0001-7KQMXW24PT/",
    "verify-label": "/label/verifier/",
    "search": "/recherche/",
    "search-results": "/recherche/?q=numerique+caen",
    "search-understood": "/recherche/?q=impots+caen",
    "search-nothing": "/recherche/?q=introuvable+numerique",
    "agenda": "/agenda/",
    "agenda-filters": "/agenda/?commune=saint-lo&quand=semaine&type=atelier&gratuit=oui&mois=x",
    "agenda-text": "/agenda/?q=atelier+piscine+caen",
    "agenda-month": f"/agenda/?mois={date.today() + timedelta(days=1):%Y-%m}",
    "agenda-nothing": "/agenda/?departement=76&type=atelier",
    "agenda-past": "/agenda/archives/",
    "agenda-follow": "/agenda/suivre/?commune=caen&type=atelier&lieu=parti",
    "agenda-embedded": "/agenda/integree/",
    "agenda-snippet": "/agenda/integrer/?commune=zzz&gratuit=oui",
    "letter": "/agenda/lettre/",
    "event": "/annuaire/le-dome-des-usages/premiers-pas/",
    "poster": "/annuaire/le-dome-des-usages/premiers-pas/affiche/",
    "calls": "/appels/",
    "call": "/appels/usages/",
    "call-to-come": "/appels/a-venir/",
    "call-answered": "/appels/repondu/",
    "call-questions": "/appels/usages/questions/",
    "call-notice": "/appels/a-venir/prevenez-moi/",
    "call-help": "/appels/usages/aider/",
    "partners": "/partenaires/",
    "partner": "/partenaires/la-fabrique/",
    "partner-of-before": "/partenaires/hier/",
    "event-proposal": "/partenaires/proposer-un-evenement/",
    "schemes": "/aides/?structure=association&etape=labellise",
    "scheme": "/aides/etude/",
    "scheme-of-before": "/aides/hier/",
    "subventions": "/aides/subventions/",
    "scheme-simulator": "/aides/etude/simulateur/",
    "takeover": "/dossier/reprendre/",
    "declaration": "/accessibilite/",
    "easy-declaration": "/accessibilite/facile-a-lire/",
    "complaint": "/accessibilite/signaler/",
    "site-map": "/plan-du-site/",
    "self-check": "/label/autodiagnostic/",
    "self-check-start": "/label/autodiagnostic/commencer/",
    "equipment": "/materiel/",
    "experiments": "/experimentations/",
    "experiment": "/experimentations/robots-en-famille/",
    "coverage": "/couverture/?jour=samedi",
    "panorama": "/panorama/",
    "coverage-nothing": "/couverture/?type=pole",
    "login": "/connexion/",
    "styleguide": "/styleguide/",
    "styleguide-forms": "/styleguide/formulaires/?etat=remplis",
    "styleguide-wrong-forms": "/styleguide/formulaires/?etat=erreurs",
    "editorial-every-block": "/tous-les-blocs/",
    "editorial-easy-to-read": "/facile-a-lire/",
    "styleguide-blocks": "/styleguide/blocs/",
}

# Those that no visitor opens, and the one that holds every block at once: « test_enlarged_letters »
# asks them by the width of the screen, not by the letters of the page.
WIDE = ("/styleguide/", "/tous-les-blocs/")
FAULTS = """() => {
    const main = document.querySelector("main");
    main.insertAdjacentHTML("beforeend", `<img><p id='pale'>Trop pâle</p>
        <svg></svg><figure><img alt=""><figcaption>Une photo</figcaption></figure>
        <input name=""><iframe title="Cadre" width="100%"></iframe><p><b>Un</b><b>deux</b></p>
        <p><span>Un</span>mot</p><time datetime="2026-11-30T18:09:21.541539">Lundi</time>
        <table><tr><td role="cell">Une cellule</td></tr></table>
        <input type="hidden" aria-describedby="pale">
        <div class="prose"><p><b>Un faux titre</b></p></div>`);
    Object.assign(document.getElementById("pale").style, {color: "#777", background: "#888"});
}"""
RGAA = (
    *("1.2: a nameless drawing", "1.9", "8.2: an empty name", "8.2: a role in a table"),
    *("8.2: a moment", "8.2: what is hidden", "9.1", "10.1", "11.1"),
    *("10.3: words glued: <p><b>", "10.3: words glued: <p><span>"),
)
WORSE = """() => {
    const [current] = document.querySelectorAll("a[aria-current]");
    current.style.setProperty("color", "Highlight", "important");
    document.getElementById("pale").style.inlineSize = "100rem";
}"""


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_page_has_no_accessibility_violation_nor_anything_beside_the_screen(
    open_page: Callable[..., Page],
    demo_site: None,
    address: str,
    javascript: bool,
) -> None:
    page = open_page(address, javascript=javascript)
    if javascript:
        ready(page)

    found = violations(page)
    if javascript:
        found += unreadable_current(page)
        found += [] if address.startswith(WIDE) else overflows(page, 1280, 320)
    assert found == []


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_the_checker_sees_what_is_wrong(
    open_page: Callable[..., Page], demo_site: None, javascript: bool
) -> None:
    page = open_page("/annuaire/", javascript=javascript)
    page.evaluate(FAULTS)

    found = "\n".join(violations(page))

    assert "image-alt" in found
    assert "color-contrast" in found
    assert "dark: color-contrast" in found
    assert [criterion for criterion in RGAA if f"RGAA {criterion}" not in found] == []
    if javascript:
        page.evaluate(WORSE)
        assert unreadable_current(page) != []
        assert len(overflows(page, 1280, 320)) == 4


NARROW_ALONE = """
<style>
    #narrow { color: white; background: black }
    @media (prefers-color-scheme: %s) { #narrow { color: #777; background: #888 } }
    @media (min-width: 400px) { #narrow { display: none } }
</style>
<p>Du texte.</p><p id="narrow">Trop pâle</p>
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_checker_sees_what_a_narrow_screen_alone_shows_in_each_theme(
    open_page: Callable[..., Page], scheme: str
) -> None:
    page = open_page("about:blank")
    page.set_content(NARROW_ALONE % scheme)

    found = [fault for fault in violations(page, 360) if "color-contrast" in fault]

    assert [fault.partition("color-contrast")[0] for fault in found] == [f"360 pixels: {scheme}: "]
