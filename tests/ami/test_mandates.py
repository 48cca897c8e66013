"""« Quelqu’un m’aide »: a mandate given or asked for, its end, and what the deposit says of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from ami.models import CallPage, Dossier, Mandate, Member, StepAnswers
from core.limits import mailbox_limits
from tests.ami.factories import CLOSES, COMPLETE, OPENS, CallPageFactory, a_draft
from tests.ami.people import TOKEN, by_link, link_in, mails_to, page, read, visitor_posts
from tests.mails import sent_mails

DURING = OPENS + timedelta(days=7)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(DURING, tick=False),
    pytest.mark.usefixtures("quick_hands"),
]
MINA = {
    "name": "Mina Exemple",
    "organisation": "EPN de Vire",
    "email": "mina@exemple.fr",
    "ends_on": "2026-11-20",
    "inviter": "Camille Exemple",
    "gives": "on",
}
HELPER = {
    "name": "Mina Exemple",
    "organisation": "EPN de Vire",
    "email": "mina@exemple.fr",
    "carrier": "camille@exemple.fr",
}


def named_helper(dossier: Dossier, **changes: str) -> Client:
    """Have the carrier name a helper, and return the helper's browser."""
    assert by_link(dossier).post(page(dossier, "dossier_helper"), MINA | changes).status_code == 302
    helper = Client()
    helper.get(link_in(mails_to("mina@exemple.fr")[-1]))
    return helper


def begun_by_helper(call: CallPage) -> tuple[Client, Dossier]:
    """Have a helper begin a file for somebody else, and return their first browser."""
    client = Client()
    visitor_posts(client, f"{call.url}aider/", **HELPER)
    return client, Dossier.objects.get()


def test_the_carrier_names_a_helper_who_fills_in_until_a_date() -> None:
    dossier = a_draft()
    helper = named_helper(dossier)

    mandate = Mandate.objects.get()
    assert "Mina Exemple (EPN de Vire)" in mandate.text
    assert "vendredi 20 novembre 2026 à minuit" in mandate.text
    assert mandate.given_at == DURING
    assert mandate.text in " ".join(mails_to("mina@exemple.fr")[0].body.split("\n"))
    contact = page(dossier, "dossier_step", "contact")
    helper.post(contact, COMPLETE["contact"])
    saved = StepAnswers.objects.get(step="contact")
    assert saved.saved_by == "Mina Exemple (EPN de Vire), aide"
    for client in (helper, by_link(dossier)):
        assert "Mandat donné le lundi 9" in read(client, dossier, "dossier_people")

    assert helper.get(page(dossier)).status_code == 200
    with time_machine.travel("2026-11-20T22:59:59Z", tick=False):  # 23:59:59 in Paris
        assert helper.get(page(dossier)).status_code == 200
    with time_machine.travel("2026-11-20T23:00:00Z", tick=False):
        assert helper.get(page(dossier)).status_code == 403


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"gives": ""}, "Cochez"),
        ({"ends_on": "2026-11-08"}, "déjà passée"),
        ({"ends_on": "2027-02-01"}, "au plus jusqu’au 18"),
        ({"ends_on": "demain"}, "n’est pas complète"),
        ({"ends_on": ""}, "jusqu’à quand"),
    ],
)
def test_a_mandate_that_is_not_well_given_is_none(typed: dict, said: str) -> None:
    dossier = a_draft()
    response = by_link(dossier).post(page(dossier, "dossier_helper"), MINA | typed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Mandate.objects.exists()
    assert sent_mails() == []


def test_a_mandate_that_ran_out_stays_on_the_page_once_its_helper_is_gone() -> None:
    dossier = a_draft()
    named_helper(dossier)
    with time_machine.travel("2026-11-22T08:00:00Z", tick=False):
        call_command("daily", "core.erase_what_is_due")
        assert not Member.objects.exists()

        said = read(by_link(dossier), dossier, "dossier_people")

    assert "Mina Exemple (EPN de Vire), donné le 9 novembre 2026, terminé à sa date, le" in said
    assert "le vendredi 20 novembre 2026 à minuit</li>" in said.replace("\u00a0", " ")


def test_the_last_day_of_a_mandate_ends_with_the_delay_of_drafts() -> None:
    named_helper(a_draft(), ends_on="2026-12-18")

    assert Member.objects.get().ends_at == CLOSES + timedelta(minutes=60)


def test_the_carrier_ends_a_mandate_at_any_time() -> None:
    dossier = a_draft()
    helper = named_helper(dossier)
    carrier = by_link(dossier)

    carrier.post(page(dossier, "dossier_remove_member", Member.objects.get().pk))

    assert helper.get(page(dossier)).status_code == 403
    assert "mis fin à votre mandat" in mails_to("mina@exemple.fr")[-1].body
    ended = Mandate.objects.get()
    assert (ended.ended_by, ended.ended_at) == ("porteur", DURING)
    assert "terminé le 9" in read(carrier, dossier, "dossier_people")


def test_the_deposit_ends_the_access_and_says_who_helped() -> None:
    dossier = a_draft()
    helper, carrier = named_helper(dossier), by_link(dossier)
    helper.post(page(dossier, "dossier_summary"))
    assert Dossier.objects.get().is_draft

    carrier.post(page(dossier, "dossier_summary"))

    dossier.refresh_from_db()
    assert not dossier.is_draft
    assert helper.get(page(dossier)).status_code == 403
    assert "est déposé" in mails_to("mina@exemple.fr")[-1].body
    assert dossier.frozen["help"][0]["name"] == "Mina Exemple (EPN de Vire)"
    said = "avec l’aide de Mina Exemple (EPN de Vire), sur mandat"
    assert said in read(carrier, dossier, "dossier_receipt")
    assert said in mails_to("camille@exemple.fr")[-1].body
    assert Mandate.objects.get().ended_by == "depot"


def test_a_helper_begins_a_file_and_the_carrier_gives_the_mandate() -> None:
    first, dossier = begun_by_helper(CallPageFactory())
    assert "Ouvrez le lien que vous venez de recevoir" in read(first, dossier)
    assert [mail.to for mail in sent_mails()] == [["mina@exemple.fr"]]

    helper = Client()
    link = link_in(sent_mails()[0])
    for _ in range(2):  # a program reads the mail first
        helper.get(link)
    assert "n’a pas encore dit si elle vous donne mandat" in read(helper, dossier)
    [asked] = mails_to("camille@exemple.fr")
    assert dossier.access_tokens.filter(purpose="dossier").count() == 1
    assert "Mina Exemple (EPN de Vire) (mina@exemple.fr) a commencé pour vous" in asked.body

    carrier = Client()
    carrier.get(link_in(asked))
    assert "donnez-vous ce mandat" in read(carrier, dossier)
    mandate = page(dossier, "dossier_mandate", Mandate.objects.get().pk)
    assert helper.post(mandate, {"donner": "oui"}).status_code == 403
    carrier.post(mandate, {"donner": "oui"})

    assert Mandate.objects.get().given_at == DURING
    assert "donnez-vous ce mandat" not in read(carrier, dossier)
    assert "vous donne ce mandat" in mails_to("mina@exemple.fr")[-1].body
    with time_machine.travel(DURING + timedelta(days=16), tick=False):
        assert helper.get(page(dossier)).status_code == 200


def test_a_carrier_whose_mailbox_is_full_is_asked_when_the_helper_comes_back() -> None:
    _, dossier = begun_by_helper(CallPageFactory())
    link = link_in(sent_mails()[0])
    helper = Client()
    for limit in mailbox_limits("mandate-asked", "camille@exemple.fr"):
        for _ in range(3):
            limit.add()
    helper.get(link)
    assert "Nous n’avons pas pu écrire" in read(helper, dossier)
    assert not mails_to("camille@exemple.fr")

    with time_machine.travel(DURING + timedelta(hours=1), tick=False):
        helper.get(link)
        assert "pas encore dit" in read(helper, dossier)
        assert len(mails_to("camille@exemple.fr")) == 1


def test_the_carrier_refuses_and_the_helper_is_shut_out() -> None:
    call = CallPageFactory()
    first, dossier = begun_by_helper(call)
    carrier = by_link(dossier)

    carrier.post(page(dossier, "dossier_mandate", Mandate.objects.get().pk), {"refuser": "oui"})

    assert first.get(page(dossier)).status_code == 403
    assert not Member.objects.exists()
    assert Mandate.objects.get().given_at is None
    assert "jamais donné" in read(carrier, dossier, "dossier_people")


def test_nothing_is_deposited_before_the_mandate_is_given_or_refused() -> None:
    dossier = a_draft()
    helper = Member.objects.create(
        dossier=dossier, email="mina@exemple.fr", role="aidant", ends_at=CLOSES
    )
    pending = Mandate.objects.create(
        dossier=dossier, helper=helper, name="Mina", text="Mandat.", ends_at=CLOSES
    )
    carrier = by_link(dossier)

    response = carrier.post(page(dossier, "dossier_summary"))
    assert response.status_code == 422
    assert "si vous lui donnez mandat" in response.content.decode()
    carrier.post(page(dossier, "dossier_mandate", pending.pk), {"refuser": "oui"})
    assert carrier.post(page(dossier, "dossier_summary")).status_code == 302
    assert Dossier.objects.get().frozen["help"] == []


def test_a_mandate_that_nobody_answers_ends_by_itself_and_blocks_nothing() -> None:
    helper, dossier = begun_by_helper(CallPageFactory())

    with time_machine.travel(DURING + timedelta(days=15), tick=False):
        assert helper.get(page(dossier)).status_code == 403
        assert "donnez-vous ce mandat" not in read(by_link(dossier), dossier)
        assert not dossier.mandates.pending().exists()


def test_somebody_who_typed_the_address_of_another_gives_no_mandate(client: Client) -> None:
    """Who begins a file with any address has not shown that it is theirs."""
    dossier = a_draft()
    helper = Member.objects.create(
        dossier=dossier, email="mina@exemple.fr", role="aidant", ends_at=CLOSES
    )
    pending = Mandate.objects.create(
        dossier=dossier, helper=helper, name="Mina", text="Mandat.", ends_at=CLOSES
    )
    visitor_posts(client, f"{dossier.call.url}repondre/", email="camille@exemple.fr")
    own = Dossier.objects.latest("pk")
    Mandate.objects.update(dossier=own)
    Member.objects.update(dossier=own)

    assert client.post(page(own, "dossier_mandate", pending.pk), {"donner": "x"}).status_code == 403
    assert "ouvrez le dossier par le lien reçu" in read(client, own)


def test_the_first_form_sent_again_opens_nothing_to_a_helper_who_was_refused() -> None:
    call = CallPageFactory()
    address = f"{call.url}aider/"
    client = Client()
    token = TOKEN.search(client.get(address).content.decode())[1]
    sent = HELPER | {"token": token}
    first, second = client.post(address, sent), client.post(address, sent)
    assert first["Location"] == second["Location"]
    dossier = Dossier.objects.get()
    by_link(dossier).post(
        page(dossier, "dossier_mandate", Mandate.objects.get().pk), {"refuser": "oui"}
    )

    again = Client().post(address, sent)

    assert again["Location"] != page(dossier)


def test_who_helps_gives_another_address_than_their_own(client: Client) -> None:
    call = CallPageFactory()
    response = visitor_posts(client, f"{call.url}aider/", **HELPER | {"carrier": "MINA@exemple.fr"})

    assert response.status_code == 422
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("before", [timedelta(hours=1), timedelta(days=2)])
def test_a_call_that_closes_while_one_types_shows_what_was_typed(
    client: Client, before: timedelta
) -> None:
    call = CallPageFactory()
    address = f"{call.url}aider/"
    with time_machine.travel(CLOSES - before, tick=False):
        token = TOKEN.search(client.get(address).content.decode())[1]
    with time_machine.travel(CLOSES, tick=False):
        assert client.get(address)["Location"] == call.url
        response = client.post(address, HELPER | {"token": token})

    assert (response.status_code, Dossier.objects.exists()) == (409, False)
    said = response.content.decode()
    assert "ne prend pas de nouveau dossier" in said
    assert all(typed in said for typed in HELPER.values())
    assert "<form" not in said.partition("<main")[2]
