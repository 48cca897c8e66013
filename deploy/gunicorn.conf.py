"""gunicorn --config deploy/gunicorn.conf.py normandie.wsgi, from the folder of the project."""

import logging
import os

# BIND and WEB_CONCURRENCY: Environment= lines of normandie.service (.env is not read here).
pythonpath = "site"
umask = 0o007  # of the socket: for nginx, which shares the group, and for no other account
bind = os.environ.get("BIND", "unix:/run/normandie/gunicorn.sock")
# Threads suit a site that waits for its database; two workers survive the crash of one.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 30
max_requests = 2_000  # a slow leak never lasts
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm"  # noqa: S108  (the heartbeat must not wait for a disk)
# Addresses of visitors are personal data: no access log here, and none in nginx's.
accesslog = None


def _without_request(record: logging.LogRecord) -> bool:
    """Leave the request out of what gunicorn says of one that fails: its address, who sent it."""
    for kind in ("Invalid request", "Error handling request"):
        if str(record.msg).startswith(kind):
            record.msg, record.args = kind, None
    return True


# An address that is not in ASCII (RFC 9112 §3.2) is such a request: 400, and no setting takes it.
logging.getLogger("gunicorn.error").addFilter(_without_request)
control_socket_disable = True  # systemd starts and stops it
