"""Each environment starts with what it needs, and refuses to start without."""

import os
import re
import secrets
import subprocess
import sys

import pytest
from django.conf import settings

VARIABLE = re.compile(r"\benv(?:\.\w+)?\(\s*\"(\w+)\"")
CONFIGURED = {"SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": "www.exemple.fr"}


def manage(*arguments: str, environment: str, **variables: str) -> subprocess.CompletedProcess:
    """Run a command in a process of its own, with *variables* and nothing of this one's."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**kept, "DJANGO_SETTINGS_MODULE": f"normandie.settings.{environment}", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def check_deployment(**variables: str) -> subprocess.CompletedProcess:
    deploy = ("check", "--deploy", "--fail-level", "WARNING")
    return manage(*deploy, environment="production", **CONFIGURED, **variables)


def test_production_passes_the_deployment_checks() -> None:
    run = check_deployment(TRUSTED_PROXIES="1", CLAMD_URL="unix:///run/clamav/clamd.ctl")

    assert run.returncode == 0, run.stderr


def test_a_proxy_that_is_believed_and_not_counted_is_told() -> None:
    """All visitors would count as one sender, who soon may send nothing more."""
    run = check_deployment()

    assert run.returncode != 0
    assert "TRUSTED_PROXIES=1" in run.stderr
    assert run.stderr.count("normandie.W004") == 1


@pytest.mark.parametrize("name", CONFIGURED)
def test_production_refuses_to_start_without_its_secrets(name: str) -> None:
    variables = {key: value for key, value in CONFIGURED.items() if key != name}

    run = manage("check", environment="production", **variables)

    assert run.returncode != 0
    assert name in run.stderr


def test_development_needs_no_configuration() -> None:
    run = manage("check", "--fail-level", "WARNING", environment="dev")

    assert run.returncode == 0, run.stderr


def test_every_variable_that_the_settings_read_is_explained() -> None:
    read = set()
    for path in (settings.BASE_DIR / "site/normandie/settings").glob("*.py"):
        read |= set(VARIABLE.findall(path.read_text()))
    example = (settings.BASE_DIR / ".env.example").read_text()

    assert read
    assert {name for name in read if f"{name}=" not in example} == set()


@pytest.mark.parametrize(
    ("chosen", "sent"),
    [
        ({}, "max-age=31536000"),
        ({"SECURE_HSTS_SECONDS": "3600"}, "max-age=3600"),
        (
            {"SECURE_HSTS_INCLUDE_SUBDOMAINS": "true", "SECURE_HSTS_PRELOAD": "true"},
            "max-age=31536000; includeSubDomains; preload",
        ),
    ],
)
def test_how_far_https_is_imposed_is_chosen(chosen: dict[str, str], sent: str) -> None:
    """Browsers keep it for a year, on hosts that may not be ours: by default on this one alone."""
    ask = (
        "from django.http import HttpResponse;"
        "from django.middleware.security import SecurityMiddleware as Security;"
        "from django.test import RequestFactory;"
        "page = Security(lambda request: HttpResponse())(RequestFactory().get('/', secure=True));"
        "print(page['Strict-Transport-Security'])"
    )
    shell = ("shell", "--no-imports", "--command", ask)

    run = manage(*shell, environment="production", **CONFIGURED | chosen)

    assert run.stdout.strip() == sent, run.stderr
