"""A site that breaks, for ``tests/test_errors.py``: its program asks it, and ends.

All that a person or a link could bring is there: typed, in variables, messages, logs.
"""

import io
import logging
import os
import sys

import django
from django.http import HttpRequest, HttpResponse
from django.urls import path

SECRETS = {
    "link": "b2M5-x7q_LINK",
    "typed": "Jeanne-TYPED",
    "query": "QUERY-jeton",
    "cookie": "COOKIE-session",
    "header": "HEADER-cle",
    "agent": "AGENT-telephone",
    "address": "203.0.113.77",
    "logged": "LOGGED-courriel",
    "extra": "EXTRA-nom",
}


def breaks(request: HttpRequest, secret: str) -> HttpResponse:
    typed = request.POST["nom"]
    logging.getLogger("core.somewhere").error("lost: %s", request.path)
    others = {"nom": SECRETS["extra"]}
    logging.getLogger("package").error("refused %s", SECRETS["logged"], extra=others)
    try:
        int(typed)
    except ValueError as error:
        raise KeyError(f"{typed} of {request.get_full_path()}") from error
    return HttpResponse()


def ask() -> str:
    """Send one form, as gunicorn would hand it over; return the status."""
    from normandie.urls import urlpatterns
    from normandie.wsgi import application

    urlpatterns.insert(0, path("dossier/<str:secret>/", breaks))
    body = f"nom={SECRETS['typed']}".encode()
    statuses: list[str] = []
    application(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/dossier/{SECRETS['link']}/",
            "QUERY_STRING": f"jeton={SECRETS['query']}",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": SECRETS["address"],
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": f"sessionid={SECRETS['cookie']}; csrftoken={'c' * 32}",
            "HTTP_X_CSRFTOKEN": "c" * 32,
            "HTTP_AUTHORIZATION": f"Bearer {SECRETS['header']}",
            "HTTP_USER_AGENT": SECRETS["agent"],
            "HTTP_X_FORWARDED_FOR": SECRETS["address"],
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
        },
        lambda status, headers, error=None: statuses.append(status),
    )
    return statuses[0]


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "normandie.settings.test"
    django.setup()
    sys.stdout.write(f"{ask()} {'sentry_sdk' in sys.modules}\n")
    if "--ends-badly" in sys.argv:
        raise RuntimeError(SECRETS["typed"])
