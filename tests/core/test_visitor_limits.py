"""Nobody closes a form to others, floods a mailbox, or keeps out a workshop behind one address."""

from unittest.mock import patch

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from time_machine import TimeMachineFixture

from core.forms.visitor_form import PATIENCE
from core.limits import CACHE, canonical_mailbox
from core.net.senders import networks_of
from tests.clock import in_december_2026
from tests.core.visitor_forms import TAKEN, OpenForm, hidden, make_form
from tests.mails import sent_mails

pytestmark = [pytest.mark.django_db, in_december_2026]

HOME = "2001:db8:0:{}::1"  # an address in each /64 of the /56 of a home


@pytest.fixture(params=["report", "complaint", "letter"])
def form(request: pytest.FixtureRequest) -> OpenForm:
    return make_form(request.param)


@pytest.fixture
def busy_form(form: OpenForm, monkeypatch: pytest.MonkeyPatch) -> OpenForm:
    """The form, of which everyone together has sent as many as makes it ask for patience."""
    for name in (
        "directory.services.reports.MAX_PER_PLACE_PER_HOUR",
        "normandie.accessibility.services.complaints.MAX_PER_HOUR",
        "events.services.letter.subscriptions.FROM_EVERYONE",
    ):
        monkeypatch.setattr(name, 5)
    full = OpenForm(form.url, form.model, 5, form.typed)
    full.fill()
    return full


def test_fifteen_people_of_a_workshop_are_all_served(form: OpenForm) -> None:
    people = [form.opened(email=f"personne{number}@exemple.fr") for number in range(15)]

    for data in people:
        assert form.send(data).status_code in TAKEN
        assert form.send(data).status_code in TAKEN  # the button was pressed twice

    assert form.model.objects.count() == 15


def test_a_home_that_changes_of_network_is_refused_and_nobody_else(
    form: OpenForm, settings
) -> None:
    settings.FORMS_PER_HOUR = 4
    taken = []
    for number in range(12):
        data = form.opened(email=f"a{number}@exemple.fr")
        taken.append(form.send(data, HOME.format(f"{number:x}")).status_code in TAKEN)
    assert taken == [True] * 8 + [False] * 4
    with patch.object(caches[CACHE], "add") as counted:
        form.send(form.opened(), HOME.format("ff"))
    assert not counted.called  # no counter for each of its networks: they would drive others out

    mine = form.opened(email="une.autre@exemple.fr")
    assert form.send(mine, "198.51.100.7").status_code in TAKEN
    assert form.model.objects.count() == 9


def test_who_insists_takes_nothing_from_the_neighbours(form: OpenForm, settings) -> None:
    settings.FORMS_PER_HOUR = 2
    for number in range(20):  # more than the whole /24 may send
        form.send(form.opened(email=f"a{number}@exemple.fr"), "192.0.2.7")

    assert form.send(form.opened(email="b@exemple.fr"), "192.0.2.8").status_code in TAKEN


def test_past_what_everyone_sends_patience_is_asked_and_rewarded(
    busy_form: OpenForm, time_machine: TimeMachineFixture
) -> None:
    form, before = busy_form, busy_form.model.objects.count()
    data = form.opened()
    asked = form.send(data)
    html = asked.content.decode()
    assert (asked.status_code, asked["Retry-After"]) == (429, str(PATIENCE))
    assert f"attendez {PATIENCE} secondes" in html
    assert all(value in html for value in data.values())
    waiting = data | {"ticket": hidden(html, "ticket")}

    time_machine.shift(PATIENCE - 3)
    early = form.send(waiting)
    assert early.status_code == 429
    assert hidden(early.content.decode(), "ticket") == waiting["ticket"]  # not set back

    time_machine.shift(4)
    assert form.send(waiting, "198.51.100.7").status_code in TAKEN  # a phone changes of address
    assert form.model.objects.count() == before + 1


def test_a_ticket_is_good_for_one_sending_alone(
    busy_form: OpenForm, time_machine: TimeMachineFixture
) -> None:
    form, before = busy_form, busy_form.model.objects.count()
    data = form.opened()
    ticket = hidden(form.send(data).content.decode(), "ticket")
    time_machine.shift(PATIENCE + 1)

    for other in (form.opened(), data | {"email": "autre@exemple.fr"}):
        assert form.send(other | {"ticket": ticket}).status_code == 429
    assert form.send(data | {"ticket": ticket[:-1]}).status_code == 429
    for _ in range(3):
        assert form.send(data | {"ticket": ticket}).status_code in TAKEN
    assert form.model.objects.count() == before + 1


def test_patience_gives_nothing_to_who_has_sent_too_much(
    busy_form: OpenForm, settings, time_machine: TimeMachineFixture
) -> None:
    form, before = busy_form, busy_form.model.objects.count()
    settings.FORMS_PER_HOUR = 3
    sent = [form.opened(email=f"a{number}@exemple.fr") for number in range(9)]
    tickets = [hidden(form.send(data).content.decode(), "ticket") for data in sent[:3]]
    assert all(b'name="ticket"' not in form.send(data).content for data in sent[3:])
    time_machine.shift(PATIENCE + 1)

    for data, ticket in zip(sent, tickets * 3, strict=True):
        form.send(data | {"ticket": ticket})

    assert form.model.objects.count() == before + 3


SAME_MAILBOX = ["bomb+{}@exemple.fr", "B.o.m.b+{}@EXEMPLE.fr", "BOMB+{}@exemple.fr"]


@pytest.mark.parametrize("name", ["complaint", "letter"])
def test_a_mailbox_gets_three_mails_an_hour_and_ten_a_day(
    name: str, time_machine: TimeMachineFixture
) -> None:
    form = make_form(name)

    def mails() -> int:
        return sum("bomb" in message.to[0].lower().replace(".", "") for message in sent_mails())

    for number in range(12):
        address = SAME_MAILBOX[number % 3].format(number)
        response = form.send(form.opened(email=address), f"192.0.{number}.1")
    assert mails() == 3
    if name == "letter":
        assert response.status_code == 429
        assert "nous avons déjà écrit plusieurs fois" in response.content.decode()

    for number in range(20):
        time_machine.shift(1800)
        form.send(form.opened(email=f"bomb+b{number}@exemple.fr"), f"192.1.{number}.1")
    assert mails() == 10


def test_a_complaint_is_kept_and_acknowledged_later_when_others_have_flooded_the_mailbox(
    time_machine: TimeMachineFixture,
) -> None:
    form = make_form("complaint")
    for number in range(4):
        form.send(form.opened(), f"192.0.{number}.1")

    mine = form.send(form.opened(message="Je ne peux pas lire les horaires."), "198.51.100.7")

    complaint = form.model.objects.get(message__startswith="Je ne peux pas lire")

    def receipt() -> str:
        return Client().get(mine["Location"]).content.decode()

    def is_acknowledged() -> bool:
        mails = [message for message in sent_mails() if message.to == ["camille@exemple.fr"]]
        return any(complaint.number in message.body for message in mails)

    assert complaint.number in receipt()
    assert "partira une prochaine nuit" in receipt()
    call_command("daily", "accessibility.follow_complaints")  # the mailbox is full as yet
    assert not is_acknowledged()

    time_machine.shift(18 * 3600)
    call_command("daily", "accessibility.follow_complaints")
    assert is_acknowledged()
    assert "dans quelques minutes" in receipt()
    everything = len(sent_mails())
    call_command("daily", "accessibility.follow_complaints")
    assert len(sent_mails()) == everything


def test_no_counter_answers_and_people_still_send(
    form: OpenForm, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(caches[CACHE], "incr", side_effect=ConnectionError):
        assert form.send(form.opened()).status_code in TAKEN

    assert "the cache does not answer" in caplog.text
    assert "192.0.2.7" not in caplog.text


def test_nobody_is_named_in_the_counters(form: OpenForm) -> None:
    with patch.object(caches[CACHE], "add", wraps=caches[CACHE].add) as add:
        form.send(form.opened())

    keys = str(add.call_args_list)
    assert "mailbox" in keys or form.model.__name__ == "ErrorReport"
    assert not any(personal in keys for personal in ("192.0.2", "camille"))


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("192.0.2.7", ["192.0.2.7/32", "192.0.2.0/24"]),
        ("::ffff:192.0.2.7", ["192.0.2.7/32", "192.0.2.0/24"]),
        (
            "2001:db8:1:2ff::9",
            ["2001:db8:1:2ff::/64", "2001:db8:1:200::/56", "2001:db8:1::/48"],
        ),
        ("fe80::1%eth0", ["fe80::/64", "fe80::/56", "fe80::/48"]),
        ("no address", ["no address"]),
        ("", [""]),
    ],
)
def test_a_sender_is_known_by_its_networks(address: str, names: list[str]) -> None:
    assert [network.name for network in networks_of(address)] == names


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("Jean.Dupont+lettre@Exemple.fr", "jeandupont@exemple.fr"),
        ('"jean.dupont"@exemple.fr', "jeandupont@exemple.fr"),
        (" camille@exemple.fr\u00a0\n", "camille@exemple.fr"),  # forms take it as well
        ("a@été.fr", "a@xn--t-9fab.fr"),
        ("a@" + "é" * 58 + ".fr", "a@" + "é" * 58 + ".fr"),
        ("", "@"),
    ],
)
def test_a_mailbox_is_counted_under_one_spelling(address: str, same: str) -> None:
    assert canonical_mailbox(address) == same
