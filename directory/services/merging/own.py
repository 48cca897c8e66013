"""What becomes of what points to a place in the tables of the directory and of Wagtail."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from directory.models import DismissedPair, LabelGrant, PlacePage

from .relations import follows, rows_back, stays

GRANTS = "directory.LabelGrant.place"
MANAGERS = "directory.PlacePage_managers.placepage"
REDIRECTS = "wagtailredirects.Redirect.redirect_page"


def pass_on_managers(withdrawn: PlacePage, kept: PlacePage) -> list[tuple[int, bool]]:
    """Return the key of each manager, and whether they managed both."""
    both = set(kept.managers.values_list("pk", flat=True))
    passed = [(manager.pk, manager.pk in both) for manager in withdrawn.managers.all()]
    kept.managers.add(*withdrawn.managers.all())
    withdrawn.managers.clear()
    return passed


def give_managers_back(passed: list[Any], kept: PlacePage, published: PlacePage) -> None:
    """Those who manage the kept sheet still: who was taken off it meanwhile does not come back."""
    managed_both = dict(passed)
    managers = list(kept.managers.filter(pk__in=managed_both))
    published.managers.add(*managers)
    kept.managers.remove(*(each for each in managers if not managed_both[each.pk]))


def pass_on_grants(withdrawn: PlacePage, kept: PlacePage) -> list[int]:
    """A label that both hold at once is a question for the register: nothing is merged then."""
    passed = []
    for grant in LabelGrant.objects.filter(place=withdrawn).select_related("label"):
        grant.place = kept
        if grant.state == LabelGrant.State.GRANTED and grant.overlapping().exists():
            raise ValidationError(
                f"Les deux fiches ont le label «\u00a0{grant.label}\u00a0» en même temps\u00a0: "
                "retirez d’abord une attribution du registre."
            )
        grant.save()
        passed.append(grant.pk)
    return passed


def forget_pairs(withdrawn: PlacePage, kept: PlacePage) -> None:
    """What was said of it, and of another, was said of a sheet that is no more."""
    pairs = Q(first=withdrawn) | Q(second=withdrawn)
    DismissedPair.objects.filter(pairs).delete()


def redirect_address(withdrawn: PlacePage, kept: PlacePage) -> list[int]:
    """Have the address of *withdrawn*, and those that led to it, lead to *kept*."""
    passed = list(Redirect.objects.filter(redirect_page=withdrawn.pk).values_list("pk", flat=True))
    Redirect.objects.filter(pk__in=passed).update(redirect_page=kept.pk)
    path = _path_of(withdrawn)
    Redirect.objects.filter(old_path=path).delete()
    own = Redirect.objects.create(old_path=path, redirect_page=Page.objects.get(pk=kept.pk))
    return [*passed, own.pk]


def give_address_back(passed: list[Any], kept: PlacePage, published: PlacePage) -> None:
    """Have *published* answer at its own address, and get what leads there."""
    Redirect.objects.filter(old_path=_path_of(published)).delete()
    rows_back(REDIRECTS)(passed, kept, published)


def _path_of(place: PlacePage) -> str:
    path: str = Redirect.normalise_path(urlsplit(place.get_url() or "").path)
    return path


follows(
    *("directory.ErrorReport.place", "directory.MergedSheet.kept"),
    *("directory.PolePage.sheet", "directory.PoleIndexPage.contact_page"),
)
follows(GRANTS, by=pass_on_grants, back=rows_back(GRANTS))
follows(MANAGERS, by=pass_on_managers, back=give_managers_back)
follows("directory.DismissedPair.first", "directory.DismissedPair.second", by=forget_pairs)
follows(REDIRECTS, by=redirect_address, back=give_address_back)
# What each version of a sheet holds is chosen field by field, and found by words made from it.
stays(
    "directory.PlacePage_terms.placepage",
    "directory.TaggedPlace.content_object",
    *("directory.Formula.place", "directory.Room.place", "directory.PlacePhoto.place"),
    *("directory.Stop.place", "directory.PlaceWord.place", "directory.MergedSheet.sheet"),
)
# Who may read or change a page, and its history, are of that page: a merge gives no right.
stays(
    *("wagtailcore.Page.alias_of", "wagtailcore.Site.root_page", "wagtailcore.WorkflowPage.page"),
    *("wagtailcore.GroupPagePermission.page", "wagtailcore.PageViewRestriction.page"),
    *("wagtailcore.PageLogEntry.page", "wagtailcore.Comment.page"),
    "wagtailcore.PageSubscription.page",
)
