"""Errors that nobody foresaw, told to a collector that speaks Sentry's protocol (``SENTRY_DSN``).

An event is made anew out of what may leave: where the code broke, nothing of who was there
(docs/decisions/0059-watching-the-site.md).
"""

import logging
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.types import Event, Hint

from core.logs import MaskSecretPaths

EVENT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment")
# The lines of code around are those of the project, never what variables held.
FRAME = (
    *("filename", "module", "function", "lineno", "in_app"),
    *("pre_context", "context_line", "post_context"),
)
# Their messages name nobody, as the journal wants; those of packages may quote what was typed.
OUR_LOGGERS = ("core", "directory", "events", "ami", "normandie")


def report_errors(dsn: str) -> None:
    """Have errors told to the collector of *dsn*, from now on and by this process alone."""
    sentry_sdk.init(
        dsn=dsn,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            DjangoIntegration(signals_spans=False),
            LoggingIntegration(level=None, event_level=logging.ERROR, sentry_logs_level=None),
            ExcepthookIntegration(),
            AtexitIntegration(callback=lambda pending, timeout: None),
        ],
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        shutdown_timeout=5,  # seconds that a command which ends waits for the collector
        before_send=without_people,
    )


def without_people(event: Event, hint: Hint) -> Event:
    """Return of *event* what may leave.

    Not the message of an exception: it may quote what a person typed. Of the request, the method
    and the path, as the log of the web server has it.
    """
    given = cast(Mapping[str, Any], event)
    told = _only(given, EVENT)
    if "exception" in given:
        told["exception"] = {"values": [_exception(each) for each in given["exception"]["values"]]}
    if "request" in given:
        path = urlsplit(given["request"].get("url", "")).path
        told["request"] = {"method": given["request"].get("method"), "url": _masked(path)}
    if given.get("transaction_info", {}).get("source") == "route":  # otherwise, the path again
        told["transaction"] = _masked(given["transaction"])
    if "logentry" in given:
        told["logentry"] = {"message": _message(given)}
    return cast(Event, told)


def _exception(given: Mapping[str, Any]) -> dict[str, Any]:
    frames = (given.get("stacktrace") or {}).get("frames", [])
    return _only(given, ("type", "module")) | {
        "mechanism": _only(given.get("mechanism") or {}, ("type", "handled")),
        "stacktrace": {"frames": [_only(frame, FRAME) for frame in frames]},
    }


def _message(given: Mapping[str, Any]) -> str:
    """Return what was logged: as a whole by us, without what was put in it by packages.

    What one of these says without parameters may have been put together before: its name remains.
    """
    entry, logger = given["logentry"], str(given.get("logger", ""))
    if logger.partition(".")[0] in OUR_LOGGERS:
        return _masked(str(entry.get("formatted", "")))
    return _masked(str(entry.get("message", ""))) if entry.get("params") else logger


def _only(given: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: given[name] for name in names if name in given}


def _masked(text: str) -> str:
    return MaskSecretPaths(settings.SECRET_AFTER).masked(text)
