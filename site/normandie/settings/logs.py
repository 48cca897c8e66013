"""What is logged, and what no log ever says."""

from typing import Any

# After these parts of an address stands a secret: links of the letter, of a
# notice, of a file, of an opinion, of a sheet found true, of an invitation, of a seat taken, of a
# password, of mails that one stops, of a self-check. The log of nginx knows the same
# (deploy/nginx.conf).
SECRET_AFTER = [
    *("/lettre/", "/prevenez-moi/", "/dossier/", "/avis/", "/espace/verifier/"),
    *("/invitation/", "/inscription/lien/", "/mot-de-passe-oublie/lien/", "/ne-plus-recevoir/"),
    "/mes-reponses/",
]


def logging_of(level: str) -> dict[str, Any]:
    """Return ``LOGGING`` for what is at least as grave as *level*."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
        "filters": {
            "secrets": {"()": "core.logs.MaskSecretPaths", "after": SECRET_AFTER},
            "away": {"()": "core.logs.AwayOnOneLine"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["secrets", "away"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        # Wagtail tells of each step of each task it runs after a page is saved.
        # So does WeasyPrint of each page it draws, and the client of Elasticsearch of each
        # question; core.net.breaker says once that it is away.
        "loggers": {
            "django_tasks": {"level": "WARNING"},
            "weasyprint.progress": {"level": "WARNING"},
            "elastic_transport": {"level": "ERROR"},
        },
    }
