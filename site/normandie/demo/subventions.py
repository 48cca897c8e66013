"""Subventions of the demo: invented, and marked so; no file of open data holds them."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from normandie.funding.models import FundingSchemePage, Subvention

NOBODY = "0" * 14  # the number of what has none, in the national standards
GIVEN = (
    (
        "materiels-numeriques",
        "Association du Pressoir",
        "Équiper un atelier de fabrication",
        31_500,
    ),
    ("materiels-numeriques", "Commune du Plateau", "Renouveler les postes d’un EPN", 24_800),
    ("innovante-et-durable", "Coopérative du Port", "Réparer plutôt qu’acheter", 28_000),
)


def create_example_subventions() -> int:
    """Create them under the schemes of the region, where nothing is published; return how many."""
    if Subvention.objects.exists():
        return 0
    schemes = {page.slug: page for page in FundingSchemePage.objects.all()}
    last_year = timezone.localdate().year - 1
    return len(
        Subvention.objects.bulk_create(
            _example(schemes[slug], name, purpose, amount, date(last_year, 3 + 2 * rank, 15))
            for rank, (slug, name, purpose, amount) in enumerate(GIVEN)
            if slug in schemes
        )
    )


def _example(
    scheme: FundingSchemePage, name: str, purpose: str, amount: int, signed_on: date
) -> Subvention:
    return Subvention(
        granter=settings.REGION.authority,
        granter_siret=NOBODY,
        signed_on=signed_on,
        beneficiary=name,
        siret=NOBODY,
        purpose=purpose,
        amount=Decimal(amount),
        nature="aide en numéraire",
        conditions="unique",
        paid_on=signed_on.isoformat(),
        is_notified=False,
        share=Decimal(1),
        scheme_name=scheme.title,
        scheme=scheme,
        is_example=True,
    )
