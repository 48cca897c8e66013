"""What an address asks of the subventions: « ?annee=2025&aide=etude »."""

from django.http import QueryDict

from core.listing.addresses import Pairs
from core.listing.params import SearchParams
from normandie.funding.models import Subvention
from normandie.funding.querysets import SubventionQuerySet


class SubventionSearch:
    """The year and the scheme asked, with all those that have some.

    One that nobody knows gives no row: a program must not take the whole for a part.
    """

    def __init__(self, query: QueryDict) -> None:
        params = SearchParams(query, {})
        self.years = Subvention.objects.by_year()
        self.schemes = Subvention.objects.scheme_choices()
        self.year, self.scheme = params.text("annee"), params.text("aide")
        self.page = params.page()
        if self.year and self.year not in [str(each["year"]) for each in self.years]:
            params.say(f"Rien n’est publié pour l’année «\u00a0{self.year}\u00a0».")
        if self.scheme and self.scheme not in [each.value for each in self.schemes]:
            params.say(f"Rien n’est publié pour l’aide «\u00a0{self.scheme}\u00a0».")
        self.notices = params.notices

    @property
    def pairs(self) -> Pairs:
        """Return what is asked, as an address says it."""
        asked = [("annee", self.year), ("aide", self.scheme)]
        return [(name, value) for name, value in asked if value]

    def rows(self) -> SubventionQuerySet:
        """Return the subventions that fit, the last agreement first."""
        rows = Subvention.objects.all()
        if self.year:
            known = [each["year"] for each in self.years if str(each["year"]) == self.year]
            rows = rows.of_years(known)
        if self.scheme:
            chosen = [each.rows for each in self.schemes if each.value == self.scheme]
            rows = rows.filter(chosen[0]) if chosen else rows.none()
        return rows
