"""A mail server on the loopback, and mails to give it."""

from collections.abc import Iterator
from typing import Any

import pytest

from directory.models import ErrorReport
from tests.core.mail.smtp_server import SmtpServer, smtp_server
from tests.factories import PlacePageFactory


@pytest.fixture
def server(settings: Any) -> Iterator[SmtpServer]:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.3
    with smtp_server() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def report(db: None) -> ErrorReport:
    return ErrorReport.objects.create(
        place=PlacePageFactory(title="La Passerelle"), subject="horaires", message="Fermé."
    )
