"""Give the figures of the health of the site to Prometheus, from this machine alone."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from core.health_checks import State, examine

LOOPBACK = "127.0.0.1"


class HealthCollector(Collector):
    """What ``examine`` finds each time it is asked: there is nothing to add up between processes.

    Words stay where people read them.
    """

    def collect(self) -> Iterator[GaugeMetricFamily]:
        state = GaugeMetricFamily(
            "normandie_health_state", "0: ok, 1: warning, 2: failing.", labels=["check"]
        )
        figure = GaugeMetricFamily(
            "normandie_health_figure", "What the check measures.", labels=["check", "unit"]
        )
        limit = GaugeMetricFamily(
            "normandie_health_limit",
            "The limit that the figure has passed, or the next one.",
            labels=["check", "unit"],
        )
        for name, found in examine().items():
            state.add_metric([name], list(State).index(found.state))
            for family, number in ((figure, found.figure), (limit, found.limit)):
                if number is not None:
                    family.add_metric([name, found.unit], number)
        yield from (state, figure, limit)


class Command(BaseCommand):
    help = (
        "Donne à Prometheus les chiffres de l’état du site, à l’adresse /metrics du port "
        "METRICS_PORT de cette machine. Reste en marche jusqu’à ce qu’on l’arrête."
    )
    requires_system_checks = ()  # what is wrong elsewhere keeps nothing from being said

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.METRICS_PORT:
            self.stdout.write("Rien à donner\u00a0: METRICS_PORT ne dit pas à quel port.")
            return
        registry = CollectorRegistry(auto_describe=False)
        registry.register(HealthCollector())
        _, serving = start_http_server(settings.METRICS_PORT, LOOPBACK, registry)
        self.stdout.write(f"http://{LOOPBACK}:{settings.METRICS_PORT}/metrics")
        serving.join()
