"""Builders of calls and files."""

from datetime import UTC, datetime
from typing import Any

import factory
from wagtail.models import Site

from ami.models import CallPage, CallsPage, Dossier, StepAnswers
from ami.services.drafts import begin_draft

OPENS = datetime(2026, 11, 2, 8, tzinfo=UTC)
CLOSES = datetime(2026, 12, 18, 11, tzinfo=UTC)
RESULTS = datetime(2027, 1, 15, 8, tzinfo=UTC)

# The least that every call asks, rightly answered.
COMPLETE: dict[str, dict[str, Any]] = {
    "structure": {
        "forme": "association",
        "nom": "Les Petits Débrouillards du Bocage",
        "adresse": "1 place de la Mairie",
        "commune": "14118-caen",
    },
    "contact": {"nom": "Camille Exemple", "courriel": "camille@exemple.fr"},
    "projets": {
        "titre": "Un atelier mobile",
        "themes": ["inclusion"],
        "publics": ["habitants"],
        "maturite": "idee",
        "description": "Aller de bourg en bourg avec des tablettes.",
        "besoins": ["ingenierie"],
    },
    "territoire": {},
    "rencontre": {"souhait": "non", "valorisation": "non"},
}


class CallsPageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CallsPage

    title = "Appels"
    slug = "appels"

    @classmethod
    def _create(cls, model_class: type[CallsPage], *args: Any, **kwargs: Any) -> CallsPage:
        found = CallsPage.objects.first()
        home = Site.objects.get(is_default_site=True).root_page
        return found or home.add_child(instance=model_class(**kwargs))


class CallPageFactory(factory.django.DjangoModelFactory):
    """A call open from 2 November to 18 December 2026, 12:00 in Paris."""

    class Meta:
        model = CallPage

    title = "Usages numériques 2026"
    slug = factory.Sequence(lambda n: f"usages-numeriques-{n}")
    summary = "Dites vos projets d’usages numériques."
    opens_at = OPENS
    closes_at = CLOSES
    results_at = RESULTS
    service_name = "Direction de l’aménagement numérique"
    service_address = "Abbaye-aux-Dames, place Reine Mathilde, Caen"
    service_email = "service@exemple.fr"
    service_phone = "+33261910000"

    @classmethod
    def _create(cls, model_class: type[CallPage], *args: Any, **kwargs: Any) -> CallPage:
        return CallsPageFactory().add_child(instance=model_class(**kwargs))


def a_draft(call: CallPage | None = None, **answers: dict[str, Any]) -> Dossier:
    """Return a draft with these *answers* by step, complete but for what they replace."""
    dossier = begin_draft(call or CallPageFactory(), "camille@exemple.fr")
    for step, data in (COMPLETE | answers).items():
        known = {} if step == "projets" else {"item": ""}
        StepAnswers.objects.update_or_create(
            dossier=dossier, step=step, **known, defaults={"data": data}
        )
    return dossier
