"""What becomes of what points to a place in the tables of the directory and of Wagtail."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from directory.models import DismissedPair, LabelGrant, PlacePage

from .relations import follows, stays


def pass_on_managers(withdrawn: PlacePage, kept: PlacePage) -> None:
    kept.managers.add(*withdrawn.managers.all())
    withdrawn.managers.clear()


def pass_on_grants(withdrawn: PlacePage, kept: PlacePage) -> None:
    """A label that both hold at once is a question for the register: nothing is merged then."""
    for grant in LabelGrant.objects.filter(place=withdrawn).select_related("label"):
        grant.place = kept
        try:
            grant.clean()
        except ValidationError as error:
            raise ValidationError(
                f"Les deux fiches ont le label «\u00a0{grant.label}\u00a0» en même temps\u00a0: "
                "retirez d’abord une attribution du registre."
            ) from error
        grant.save()


def forget_pairs(withdrawn: PlacePage, kept: PlacePage) -> None:
    """What was said of it, and of another, was said of a sheet that is no more."""
    pairs = Q(first=withdrawn) | Q(second=withdrawn)
    DismissedPair.objects.filter(pairs).delete()


def redirect_address(withdrawn: PlacePage, kept: PlacePage) -> None:
    """Have the address of *withdrawn*, and those that led to it, lead to *kept*."""
    Redirect.objects.filter(redirect_page=withdrawn.pk).update(redirect_page=kept.pk)
    path = Redirect.normalise_path(urlsplit(withdrawn.get_url() or "").path)
    Redirect.objects.filter(old_path=path).delete()
    Redirect.objects.create(old_path=path, redirect_page=Page.objects.get(pk=kept.pk))


follows("directory.ErrorReport.place", "directory.MergedSheet.kept")
follows("directory.LabelGrant.place", by=pass_on_grants)
follows("directory.PlacePage_managers.placepage", by=pass_on_managers)
follows("directory.DismissedPair.first", "directory.DismissedPair.second", by=forget_pairs)
follows("wagtailredirects.Redirect.redirect_page", by=redirect_address)
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
