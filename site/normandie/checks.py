"""System checks of the whole project."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OUR_APPS = {
    "core",
    "normandie",
    "home",
    "frame",
    "users",
    "demo",
    "styleguide",
    "editorial",
    "search",
    "directory",
    "accessibility",
    "links",
    "events",
    "ami",
    "espace",
    "proconnect",
}

POLICY = re.compile(r"https://\S+")
CONTACT = re.compile(r"mailto:[^\s@]+@[^\s@]+|tel:\+[\d-]+|https://\S+")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
SHORTEST_KEY = 32  # characters
DEVELOPMENT_APP = "tools"  # its migrations are no matter of an installation


@register()
def apps_come_from_this_checkout(**kwargs: Any) -> list[CheckMessage]:
    """A package of the index may bear the name of one of our apps (``events`` does)."""
    base = Path(settings.BASE_DIR).resolve()
    return [
        Error(
            f"L’application « {config.label} » vient de {config.path}, pas de ce projet.",
            hint="Un paquet installé porte le même nom : lancez les commandes par manage.py, "
            "depuis la racine du projet.",
            id="normandie.E001",
        )
        for config in apps.get_app_configs()
        if config.label in {*OUR_APPS, DEVELOPMENT_APP}
        and not Path(config.path).resolve().is_relative_to(base)
    ]


@register(Tags.security)
def flaws_have_a_reader(**kwargs: Any) -> list[CheckMessage]:
    """RFC 9116 §2.5: contacts and policy are addresses, and those of the web are encrypted."""
    wrong = [each for each in settings.SECURITY_CONTACTS if not CONTACT.fullmatch(each)]
    if settings.SECURITY_POLICY_URL and not POLICY.fullmatch(settings.SECURITY_POLICY_URL):
        wrong.append(settings.SECURITY_POLICY_URL)
    return [
        Error(
            f"security.txt\u00a0: «\u00a0{each}\u00a0» n’est pas une adresse.",
            hint="mailto:securite@exemple.fr, https://… ou tel:+33…",
            id="normandie.E004",
        )
        for each in wrong
    ]


@register(Tags.security)
def health_key_is_a_secret(**kwargs: Any) -> list[CheckMessage]:
    """Nothing limits how often it is tried: nobody must have the time to guess it."""
    if not settings.HEALTH_KEY or len(settings.HEALTH_KEY) >= SHORTEST_KEY:
        return []
    return [
        Error(
            f"HEALTH_KEY a moins de {SHORTEST_KEY} caractères\u00a0: elle se devine.",
            hint="openssl rand -hex 32",
            id="normandie.E005",
        )
    ]


@register(Tags.security)
def errors_travel_encrypted(**kwargs: Any) -> list[CheckMessage]:
    """They say where the site breaks: HTTPS, unless they stay on this machine."""
    collector = urlsplit(settings.SENTRY_DSN)
    if collector.scheme in ("", "https") or collector.hostname in LOOPBACK:
        return []
    return [
        Error(
            "SENTRY_DSN n’est pas en HTTPS\u00a0: qui écoute saurait où le site se casse.",
            hint="https://…, ou un collecteur sur cette machine (127.0.0.1).",
            id="normandie.E006",
        )
    ]


@register(Tags.security, deploy=True)
def words_travel_encrypted(**kwargs: Any) -> list[CheckMessage]:
    """What visitors type and the key of the engine: HTTPS, unless they stay on this machine."""
    if not settings.ELASTICSEARCH_URL:
        return []
    engine = urlsplit(settings.ELASTICSEARCH_URL)
    if engine.scheme == "https" or (engine.scheme == "http" and engine.hostname in LOOPBACK):
        return []
    return [
        Error(
            "ELASTICSEARCH_URL n’est pas en HTTPS\u00a0: qui écoute lirait ce que l’on cherche.",
            hint="https://compte:motdepasse@moteur.exemple.fr:9200, ou un moteur sur cette machine "
            "(http://127.0.0.1:9200).",
            id="normandie.E007",
        )
    ]


@register(Tags.database)
def database_follows_these_migrations(
    databases: Collection[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Migrations were brought to one per app before the first installation (decision 26).

    A database of before bears the marks of migrations that are no more: going on would fail half
    way, or worse, pass.
    """
    unknown = [
        f"{app}.{name}"
        for alias in databases or ()
        for app, name in sorted(_applied_and_gone(connections[alias]))
    ]
    if not unknown:
        return []
    return [
        Error(
            f"La base de données vient d’une version antérieure du projet ({unknown[0]}…).",
            hint="Rien n’est en production\u00a0: effacez-la («\u00a0rm var/db.sqlite3*\u00a0»,"
            " ou la base PostgreSQL), puis relancez «\u00a0make setup\u00a0», qui la refait avec "
            "le site d’exemple.",
            id="normandie.E003",
        )
    ]


@register(Tags.security, deploy=True)
def proxies_are_counted(**kwargs: Any) -> list[CheckMessage]:
    """Who believes a proxy on HTTPS has one in front, and it hides where visitors come from."""
    if not settings.SECURE_PROXY_SSL_HEADER or settings.TRUSTED_PROXIES > 0:
        return []
    return [
        Warning(
            "Le site croit ce qu’un serveur mandataire dit de HTTPS (SECURE_PROXY_SSL_HEADER), "
            "mais TRUSTED_PROXIES vaut 0\u00a0: tous les visiteurs comptent comme un seul, qui "
            "atteint vite les limites des formulaires.",
            hint="Dites dans .env combien de vos serveurs mandataires sont devant le site\u00a0: "
            "derrière nginx seul, TRUSTED_PROXIES=1.",
            id="normandie.W004",
        )
    ]


def _applied_and_gone(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Return the migrations of our apps that *connection* has seen and the project has not."""
    applied = MigrationRecorder(connection).applied_migrations()
    present = MigrationLoader(None).disk_migrations
    return {key for key in applied if key[0] in OUR_APPS and key not in present}
