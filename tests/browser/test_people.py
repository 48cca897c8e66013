"""Those who open a file beside its author, on a phone and without JavaScript."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import CallPage, Dossier, Mandate, Member, Takeover
from ami.services.deposit import deposit
from ami.services.drafts import begin_draft
from ami.services.links import new_link
from tests.ami.factories import CallPageFactory, a_draft
from tests.ami.people import link_in, mails_to
from tests.browser.axe import violations
from tests.browser.dossiers import Open, arrives_at
from tests.mails import sent_mails

PHONE = {"width": 360, "javascript": False}


pytestmark = pytest.mark.usefixtures("quick_hands")


def path_of(subject: Dossier | Member) -> str:
    return urlsplit(new_link(subject)).path


def name_helper_and_carrier(helper: Page) -> None:
    helper.get_by_label("Votre prénom et votre nom").fill("Mina Exemple")
    helper.get_by_label("Où vous travaillez").fill("EPN de Vire")
    helper.get_by_label("Votre adresse électronique").fill("mina@exemple.fr")
    helper.get_by_label("L’adresse électronique de la personne aidée").fill("camille@exemple.fr")


def test_a_helper_begins_and_the_carrier_gives_the_mandate(open_page: Open, call: CallPage) -> None:
    helper = open_page(f"{call.url}repondre/", **PHONE)
    helper.get_by_role("link", name="J’aide quelqu’un à répondre").press("Enter")
    arrives_at(helper, "Aider quelqu’un à répondre")
    name_helper_and_carrier(helper)
    helper.get_by_role("button", name="Commencer le dossier").press("Enter")
    arrives_at(helper, "Mon dossier")
    expect(helper.get_by_text("Vous aidez à remplir ce dossier.")).to_be_visible()
    helper.goto(link_in(sent_mails()[0]))

    carrier = open_page(link_in(mails_to("camille@exemple.fr")[0]), **PHONE)
    arrives_at(carrier, "Mon dossier")
    carrier.get_by_role("button", name="Je donne ce mandat").press("Enter")
    arrives_at(carrier, "Mon dossier")
    assert Mandate.objects.get().given_at
    carrier.get_by_role("link", name="Qui ouvre ce dossier").press("Enter")
    arrives_at(carrier, "Qui ouvre ce dossier")
    carrier.get_by_role("button", name="Mettre fin au mandat de Mina").press("Enter")
    expect(carrier.get_by_text("Mandats terminés")).to_be_visible()
    assert not Member.objects.exists()


def test_a_helper_whose_call_closes_meanwhile_reads_what_they_typed(
    open_page: Open, call: CallPage
) -> None:
    helper = open_page(f"{call.url}aider/", expected_errors=(409,), **PHONE)
    name_helper_and_carrier(helper)
    CallPage.objects.update(closes_at=timezone.now())
    helper.get_by_role("button", name="Commencer le dossier").press("Enter")

    expect(helper.get_by_text("ne prend pas de nouveau dossier")).to_be_visible()
    expect(helper.get_by_text("EPN de Vire")).to_be_visible()
    assert violations(helper) == []
    assert helper.get_by_role("button", name="Commencer le dossier").count() == 0


def test_a_colleague_and_a_helper_are_invited(open_page: Open, call: CallPage) -> None:
    draft = begin_draft(call, "camille@exemple.fr")
    page = open_page(path_of(draft), **PHONE, expected_errors=(422,))
    page.get_by_role("link", name="Inviter un collègue").press("Enter")
    arrives_at(page, "Inviter un collègue")
    page.get_by_role("button", name="Envoyer l’invitation").press("Enter")
    expect(page.locator("#erreurs")).to_be_focused()
    arrives_at(page, "Inviter un collègue")
    page.get_by_label("Prénom et nom de la personne invitée").fill("Nora Exemple")
    page.get_by_label("Son adresse électronique").fill("nora@exemple.fr")
    page.get_by_label("Votre prénom et votre nom").fill("Camille Exemple")
    page.get_by_role("button", name="Envoyer l’invitation").press("Enter")
    arrives_at(page, "Qui ouvre ce dossier")

    page.get_by_role("link", name="Quelqu’un m’aide").press("Enter")
    arrives_at(page, "Quelqu’un m’aide")
    page.get_by_role("button", name="Donner le mandat").press("Enter")
    arrives_at(page, "Quelqu’un m’aide")

    nora = open_page(path_of(Member.objects.get()), **PHONE, expected_errors=(403,))
    arrives_at(nora, "Mon dossier")
    nora.get_by_role("link", name="Qui ouvre ce dossier").press("Enter")
    arrives_at(nora, "Qui ouvre ce dossier")
    nora.goto(reverse("dossier_address", args=[draft.key]))
    arrives_at(nora, "Réservé à la personne qui porte le dossier")


def test_answers_of_an_earlier_call_are_brought(open_page: Open, call: CallPage) -> None:
    deposit(a_draft(CallPageFactory(opens_at=call.opens_at, closes_at=call.closes_at)))
    draft = begin_draft(call, "camille@exemple.fr")
    begin_draft(call, "camille@exemple.fr")
    page = open_page(path_of(draft), **PHONE)
    expect(page.get_by_text("Vous avez un autre dossier pour cet appel")).to_be_visible()
    arrives_at(page, "Mon dossier")
    page.get_by_role("link", name="Reprendre mes réponses").press("Enter")
    arrives_at(page, "Reprendre mes réponses")
    page.get_by_label("Reprendre cette partie : Votre structure").check()
    page.get_by_role("button", name="Reprendre ce qui est coché").press("Enter")
    expect(page.get_by_text("Vos réponses sont reprises")).to_be_visible()
    page.get_by_role("link", name="Votre structure").press("Enter")
    expect(page.get_by_label("Nom de la structure")).to_have_value(
        "Les Petits Débrouillards du Bocage"
    )


def test_a_file_is_asked_for_by_a_successor(open_page: Open, call: CallPage) -> None:
    dossier = deposit(a_draft(call))
    page = open_page(reverse("dossier_lost_link"), **PHONE, expected_errors=(404,))
    page.get_by_role("link", name="demander à le reprendre").press("Enter")
    arrives_at(page, "Reprendre un dossier")
    page.get_by_label("Numéro du dossier").fill(dossier.number)
    page.get_by_label("Votre prénom et votre nom").fill("Alix Exemple")
    page.get_by_label("Votre adresse électronique").fill("alix@exemple.fr")
    page.get_by_label("Que s’est-il passé").fill("Camille est partie.")
    page.get_by_role("button", name="Demander la reprise").press("Enter")
    arrives_at(page, "Regardez votre messagerie")
    link = link_in(mails_to("alix@exemple.fr")[0])
    page.goto(link)
    arrives_at(page, "Confirmer ma demande")
    page.get_by_role("button", name="Confirmer ma demande").press("Enter")
    arrives_at(page, "Votre adresse est confirmée")
    assert Takeover.objects.get().dossier == dossier
    page.goto(link)
    arrives_at(page, "Ce lien ne sert plus")


def test_the_screens_of_staff_break_no_rule_of_accessibility(
    open_admin: Open, call: CallPage
) -> None:
    draft = begin_draft(call, "camille@exemple.fr")
    takeover = Takeover.objects.create(
        reference="x", email="a@exemple.fr", dossier=draft, confirmed_at=timezone.now()
    )
    page = open_admin(reverse("wagtailsnippets_ami_dossier:list"))
    for name, args in (
        ("ami_dossier:list", ()),
        ("ami_dossier:inspect", (draft.pk,)),
        ("ami_dossier:extend", (draft.pk,)),
        ("ami_takeover:list", ()),
        ("ami_takeover:inspect", (takeover.pk,)),
        ("ami_takeover:action", (takeover.pk, "accepter")),
    ):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(reverse(f"wagtailsnippets_{name}", args=args))
        assert violations(page, 360) == [], name
