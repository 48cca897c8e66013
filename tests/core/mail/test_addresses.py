"""Whatever address the site takes, mail can be written and sent to it; the rest is refused."""

import random
from email import message_from_bytes, policy
from itertools import product

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import models
from django.test import Client
from django.urls import reverse

from core.forms.sending import Sending
from core.mail.addresses import validate_address
from core.mail.delivery import send_due_mails
from core.mail.fields import EmailAddressField, EmailAddressFormField
from core.models import OutgoingMail
from directory.models import ErrorReport
from normandie.accessibility.services.complaints import receive_complaint
from tests.accessibility.conftest import MESSAGE, PERSON
from tests.core.mail.smtp_server import SmtpServer
from tests.core.mail.test_delivery import queue
from tests.roles import signed_in

ATOMS = "abcXYZ019!#$%&'*+/=?^_`{|}~-"
INSIDE_QUOTES = [chr(code) for code in (*range(1, 9), 11, 12, 14, 27, 31, 33, 35, 64, 91, 93, 127)]
PLAIN = "abcdefz019éèœñ中가"
LETTERS = PLAIN + "-ßςıµاｅＡ\u0130\u017f\u212a"
ENDINGS = ["fr", "org", "museum", "рф", "xn--p1ai", "co.uk", "été"]


def local_parts(chance: random.Random, number: int) -> list[str]:
    plain = [
        ".".join("".join(chance.choices(ATOMS, k=chance.randint(1, 30))) for _ in range(dots))
        for dots in chance.choices([1, 1, 2, 3], k=number)
    ]
    quoted = [
        f'"{"".join(chance.choices(INSIDE_QUOTES, k=chance.randint(1, 8)))}"'
        for _ in range(number // 4)
    ]
    return [*plain, *quoted, "\u017fam", "\u212aelvin", "a" * 64, "a" * 65, '"\x0bb"', '"a\\\x0b"']


def domains(chance: random.Random, number: int) -> list[str]:
    def label() -> str:
        letters = chance.choice([PLAIN, LETTERS])
        return "".join(chance.choices(letters, k=chance.randint(1, 20)))

    made = [f"{label()}.{chance.choice(ENDINGS)}" for _ in range(number)]
    odd = ["é" * 58 + ".fr", "a" * 63 + ".fr", "straße.de", "xn--caf-dma.fr", "[127.0.0.1]"]
    return [*made, *odd, "localhost", ".".join(["é" * 20] * 5) + ".fr"]


def accepted(field: forms.Field, value: str) -> bool:
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True


def test_of_a_hundred_thousand_addresses_each_is_written_as_typed_or_refused() -> None:
    chance = random.Random(5)  # noqa: S311
    theirs, ours = forms.EmailField(), EmailAddressFormField()
    pairs = product(local_parts(chance, 200), domains(chance, 440))
    valid = [address for local, domain in pairs if accepted(theirs, address := f"{local}@{domain}")]
    taken = [address for address in valid if accepted(ours, address)]

    for address in chance.sample(taken, 1_000):
        sent = EmailMessage("Objet", "Texte", to=[address]).message().as_bytes()
        (header,) = message_from_bytes(sent, policy=policy.default)["To"].addresses
        local, _, domain = address.rpartition("@")
        assert header.username == local
        assert domain.lower() in (header.domain.lower(), header.domain.encode().decode("idna"))

    assert len(valid) > 100_000
    assert 0.2 < len(taken) / len(valid) < 0.95  # neither all nor nothing


@pytest.mark.django_db
def test_a_mail_server_takes_a_sample_of_them(server: SmtpServer, report: ErrorReport) -> None:
    chance = random.Random(6)  # noqa: S311
    pairs = product(local_parts(chance, 60), domains(chance, 60))
    addresses = [f"{local}@{domain}" for local, domain in pairs]
    taken = [each for each in addresses if accepted(EmailAddressFormField(), each)]
    sample = chance.sample(taken, 150)
    queue(report, *sample)

    result = send_due_mails()

    assert (result.sent, result.failed) == (150, 0)
    assert {recipient for recipient, _ in server.accepted} == {
        f"{local}@{domain.encode('idna').decode('ascii')}"
        for local, _, domain in (address.rpartition("@") for address in sample)
    }


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("camille@", "n’est pas complète"),
        ("a@" + "é" * 58 + ".fr", "Ce qui suit @"),
        ("a@straße.de", "Ce qui suit @"),
        ("a@[127.0.0.1]", "Ce qui suit @"),
        ('"\x0bb"@exemple.fr', "Ce qui précède @"),
        ("\u212aelvin@exemple.fr", "Ce qui précède @"),
    ],
)
def test_a_refusal_says_which_half_is_wrong(address: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        validate_address(address)


@pytest.mark.parametrize("address", ["camille@exemple.fr", "o'neil+a@café.fr", "a@xn--caf-dma.fr"])
def test_what_people_have_is_taken(address: str) -> None:
    validate_address(address)


def test_every_form_and_table_of_the_site_checks_addresses_so() -> None:
    from django.apps import apps

    ours = (
        "core",
        "directory",
        "events",
        "ami",
        "accessibility",
        "frame",
        "users",
        "home",
        "editorial",
    )
    unchecked = [
        str(field)
        for model in apps.get_models()
        if model._meta.app_label in ours
        for field in model._meta.get_fields()
        if isinstance(field, models.EmailField) and not isinstance(field, EmailAddressField)
    ]

    assert unchecked == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["a@" + "é" * 58 + ".fr", '"\x0bb"@exemple.fr'], ids=["domain", "quotes"]
)
def test_an_account_is_not_given_an_address_that_no_mail_reaches(address: str) -> None:
    response = signed_in("admin").post(
        reverse("wagtailusers_users:add"),
        {
            "username": "camille",
            "email": address,
            "password1": "Xk29!dfgh",
            "password2": "Xk29!dfgh",
        },
    )

    assert response.status_code == 200
    assert "dans un courriel" in response.content.decode()


@pytest.mark.django_db
def test_a_complaint_by_an_old_address_stops_nothing(server: SmtpServer, client: Client) -> None:
    accented = PERSON | {"email": "a@" + "é" * 58 + ".fr"}
    # One kept before addresses were checked, and another.
    receive_complaint(Sending("a" * 64, "192.0.2.1"), message=MESSAGE, **accented)
    receive_complaint(Sending("b" * 64, "192.0.2.1"), message=MESSAGE, **PERSON)

    assert send_due_mails().failed == 1

    left = OutgoingMail.objects.filter(state=OutgoingMail.State.SENT)
    assert sorted(left.values_list("kind", flat=True)) == [
        "complaint-receipt",
        "complaint-team",
        "complaint-team",
    ]
