"""gunicorn --config deploy/gunicorn.conf.py normandie.wsgi, from the folder of a release."""

import logging
import os
from typing import Any

# BIND and WEB_CONCURRENCY: Environment= lines of normandie-web@.service (.env is not read here).
pythonpath = "site"
umask = 0o007  # of the socket: for nginx, which shares the group, and for no other account
bind = os.environ.get("BIND", "unix:/run/normandie/gunicorn.sock")
# Threads suit a site that waits for its database; two workers survive the crash of one.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 30
# A slow leak never lasts. Workers who got as many requests must not leave at the same time, and the
# next one is there at once: what takes seconds to read is read before it is forked.
max_requests = 2_000
max_requests_jitter = 2_000
preload_app = True
worker_tmp_dir = "/dev/shm"  # noqa: S108  (the heartbeat must not wait for a disk)
# Addresses of visitors are personal data: no access log here, and none in nginx's.
accesslog = None


def when_ready(server: Any) -> None:
    """Read all views before the first worker is forked, and leave it no connection of another."""
    from django.conf import settings

    if settings.configured:
        from django.db import connections
        from django.urls import resolve

        resolve("/healthz")
        connections.close_all()


def _without_request(record: logging.LogRecord) -> bool:
    """Leave the request out of what gunicorn says of one that fails: its address, who sent it."""
    for kind in ("Invalid request", "Error handling request"):
        if str(record.msg).startswith(kind):
            record.msg, record.args = kind, None
    return True


# An address that is not in ASCII (RFC 9112 §3.2) is such a request: 400, and no setting takes it.
logging.getLogger("gunicorn.error").addFilter(_without_request)
control_socket_disable = True  # systemd starts and stops it
