"""What says that it is written in another charset than our pages is refused: it breaks nothing."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.core.visitor_forms import make_form
from tests.factories import AgendaPageFactory

pytestmark = pytest.mark.django_db

# Half a character, no text at all, another alphabet: Python knows each of them.
CHARSETS = ("raw_unicode_escape", "rot13", "undefined", "utf-16")
BOUNDARY = "limite"


def send(url: str, charset: str, **typed: str) -> HttpResponse:
    """Send a form as it is: the client of Django would write it in the *charset* that it says."""
    parts = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in typed.items()
    )
    kind = f"multipart/form-data; charset={charset}; boundary={BOUNDARY}"
    return Client().generic("POST", url, f"{parts}--{BOUNDARY}--\r\n".encode(), kind)


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_form_in_another_charset_is_refused(charset: str) -> None:
    form = make_form("letter")

    response = send(form.url, charset, email="\\ud800")

    assert response.status_code == 400


@pytest.mark.parametrize("charset", ["raw_unicode_escape", "utf-16"])
def test_an_address_is_read_by_no_other_charset(charset: str) -> None:
    agenda = AgendaPageFactory()
    kind = f"text/html; charset={charset}"

    response = Client().get(f"{agenda.url}?q=%5Cud800", headers={"Content-Type": kind})

    assert response.status_code == 400


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", "us-ascii", "unknown-to-python"])
def test_what_browsers_and_programs_say_is_taken(charset: str) -> None:
    form = make_form("letter")

    response = send(form.url, charset, email="camille")

    assert response.status_code == 422  # the form answers
