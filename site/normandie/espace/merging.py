"""What becomes of what managers have, where the sheet of their place is merged in another."""

from directory.models import PlacePage
from directory.services.merging import follows, rows_back, stays
from normandie.espace.models import Invitation, YearlyReport
from normandie.espace.services.invitations import withdraw
from normandie.espace.traffic.models import PlaceViews

INVITATIONS = "espace.Invitation.place"
REPORTS = "espace.YearlyReport.place"


def pass_on_views(withdrawn: PlacePage, kept: PlacePage) -> None:
    """Add the counts of both sheets, month by month."""
    counts = {(each.month, each.viewed): each for each in kept.monthly_views.all()}
    for views in PlaceViews.objects.filter(place=withdrawn):
        if same := counts.get((views.month, views.viewed)):
            same.count += views.count
            same.save(update_fields=["count"])
            views.delete()
        else:
            views.place = kept
            views.save(update_fields=["place"])


def pass_on_invitations(withdrawn: PlacePage, kept: PlacePage) -> list[int]:
    """One that waits for the same address on both sheets is one: that of the kept one."""
    passed = []
    waiting = set(kept.invitations.not_accepted().values_list("email", flat=True))
    for invitation in Invitation.objects.filter(place=withdrawn):
        if invitation.accepted_at is None and invitation.email in waiting:
            withdraw(invitation)
        else:
            invitation.place = kept
            invitation.save(update_fields=["place"])
            passed.append(invitation.pk)
    return passed


def pass_on_reports(withdrawn: PlacePage, kept: PlacePage) -> list[int]:
    """A year that both reported is told by the kept sheet alone."""
    told = kept.yearly_reports.values("year")
    passed = YearlyReport.objects.filter(place=withdrawn).exclude(year__in=told)
    keys = list(passed.values_list("pk", flat=True))
    YearlyReport.objects.filter(pk__in=keys).update(place=kept)
    return keys


# Counts that were added cannot be parted.
follows("espace.PlaceViews.place", by=pass_on_views)
follows(REPORTS, by=pass_on_reports, back=rows_back(REPORTS))
follows(INVITATIONS, by=pass_on_invitations, back=rows_back(INVITATIONS))
# The trust in a place, and what was asked of how old its sheet is, are of the sheet that is kept.
stays("espace.PlaceSettings.place", "espace.VerificationReminder.place")
