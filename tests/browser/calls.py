"""Calls that stand at each point of their life, as visitors find them today."""

from datetime import timedelta

from django.utils import timezone

from ami.models import CallFaq, CallPhase, CallsPage
from tests.ami.factories import CallPageFactory, CallsPageFactory

TEXTS = {
    "presentation": "<p>La Région recense les projets.</p><h3>Pour qui</h3><p>Pour tous.</p>",
    "objectives": "<ul><li>Connaître les besoins.</li><li>Accompagner les projets.</li></ul>",
    "eligibility": "<p>Les associations, les communes, les entreprises.</p>",
}


def make_demo_calls() -> CallsPage:
    """Return the page of the calls, with one that closes soon, one to come and one answered."""
    now, day = timezone.now(), timedelta(days=1)
    soon = CallPageFactory(
        title="Usages numériques",
        slug="usages",
        opens_at=now - 30 * day,
        closes_at=now + 3 * day,
        results_at=now + 40 * day,
        is_example=True,
        **TEXTS,
    )
    soon.faq = [CallFaq(question="Faut-il un projet prêt ?", answer="<p>Non, une idée suffit.</p>")]
    today = timezone.localdate()
    soon.phases = [
        CallPhase(title="Rencontres d’information", starts_on=today - 40 * day),
        CallPhase(title="Dépôt", starts_on=today - 30 * day, ends_on=today + 3 * day),
        CallPhase(title="Réponses", starts_on=today + 40 * day, text="Par courriel."),
    ]
    soon.save()
    CallPageFactory(
        title="Appel à venir",
        slug="a-venir",
        opens_at=now + 10 * day,
        closes_at=now + 40 * day,
        results_at=None,
    )
    CallPageFactory(
        title="Appel répondu",
        slug="repondu",
        opens_at=now - 90 * day,
        closes_at=now - 60 * day,
        results_at=now - day,
        results="<p>Trente-huit projets, dix-huit structures.</p>",
    )
    return CallsPageFactory()
