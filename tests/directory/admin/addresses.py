"""Who opens which address of the admin of the directory."""

from typing import Any

from django.urls import reverse

from directory.models import DismissedPair, ErrorReport, EverydayWord, PoleContact, Term
from directory.services.merging import merge
from tests.admin_addresses import snippet
from tests.directory.poles import a_pole
from tests.factories import (
    DirectoryPageFactory,
    LabelGrantFactory,
    LabelRequirementsFactory,
    PlacePageFactory,
)
from tests.roles import ADMIN, ALL_WHO_ENTER, NOBODY, STAFF, WRITERS

WHO = {
    "directory_places:*": WRITERS,
    # It names no place: a form to choose under which page, which is refused when it is sent.
    "directory_places:choose_parent": ALL_WHO_ENTER,
    "directory_duplicates": WRITERS,
    "directory_duplicates_results": WRITERS,
    "directory_far_communes": WRITERS,
    "directory_far_communes_results": WRITERS,
    "directory_merge": WRITERS,  # who may not merge reads both side by side
    "directory_dismiss_pair": STAFF,
    "directory_take_back_pair": STAFF,
    "directory_dismissed_pairs": STAFF,
    "directory_dismissed_pairs_results": STAFF,
    "directory_merged_sheets": STAFF,
    "directory_merged_sheets_results": STAFF,
    "directory_undo_merge": STAFF,
    "directory_place_managers": STAFF,
    "directory_pole_managers": STAFF,
    "directory_pole_coverage": WRITERS,
    "directory_pole_coverage_results": WRITERS,
    "directory_locate": WRITERS,
    "directory_hours_preview": ALL_WHO_ENTER,
    "directory_commune_chooser:*": ALL_WHO_ENTER,  # public data, for whoever edits something
    "directory_commune_chooser:create": ADMIN,
    "wagtailsnippets_directory_label:*": STAFF,
    "wagtailsnippets_directory_labelgrant:*": STAFF,
    "wagtailsnippets_directory_labelrequirements:*": STAFF,
    "directory_label_file": STAFF,
    "wagtailsnippets_directory_errorreport:*": STAFF,
    "wagtailsnippets_directory_errorreport:add": NOBODY,
    "wagtailsnippets_directory_errorreport:delete": NOBODY,
    "wagtailsnippets_directory_everydayword:*": STAFF,
    "wagtailsnippets_directory_polecontact:*": STAFF,
    "wagtailsnippets_directory_term:*": STAFF,
    "wagtailsnippets_directory_term:add": NOBODY,
    "wagtailsnippets_directory_term:copy": NOBODY,
    "wagtailsnippets_directory_term:delete": NOBODY,
    "wagtailsnippetchoosers_directory_*": ALL_WHO_ENTER,
    "wagtailsnippetchoosers_directory_everydayword:create": STAFF,
    "wagtailsnippetchoosers_directory_label:create": STAFF,
    "wagtailsnippetchoosers_directory_labelgrant:create": STAFF,
    "wagtailsnippetchoosers_directory_labelrequirements:create": STAFF,
    "wagtailsnippetchoosers_directory_term:create": NOBODY,
}


def things() -> dict[str, Any]:
    grant = LabelGrantFactory()
    report = ErrorReport.objects.create(place=grant.place, subject="autre", message="Faux")
    pair = DismissedPair.objects.create(first=grant.place, second=PlacePageFactory())
    merged = merge(PlacePageFactory(), PlacePageFactory(), {}, None)
    pole = a_pole()
    contact = PoleContact.objects.create(pole=pole, function="Coordination")
    word = EverydayWord.objects.create(wording="sous", need="demarche")
    return {
        "directory": DirectoryPageFactory().pk,
        "directory_place_managers.pk": grant.place_id,
        "directory_pole_managers.pk": pole.pk,
        **snippet("directory_polecontact", contact.pk),
        "first": pair.first_id,
        "second": pair.second_id,
        "directory_take_back_pair.pk": pair.pk,
        "directory_undo_merge.pk": merged.pk,
        "directory_commune_chooser.pk": grant.place.commune_id,
        **snippet("directory_label", grant.label_id),
        **snippet("directory_labelgrant", grant.pk),
        "wagtailsnippets_directory_labelgrant.action": "suspendre",
        **snippet("directory_labelrequirements", LabelRequirementsFactory().pk),
        "wagtailsnippets_directory_labelrequirements.action": "publier",
        "directory_label_file.pk": grant.place_id,
        **snippet("directory_errorreport", report.pk),
        "wagtailsnippets_directory_errorreport.action": "prendre",
        **snippet("directory_everydayword", word.pk),
        **snippet("directory_term", Term.objects.first().pk),
    }


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    directory, place = things["directory"], things["directory_place_managers.pk"]
    return {
        reverse("wagtailadmin_pages:edit", args=(directory,)): WRITERS,
        reverse("wagtailadmin_pages:add", args=("directory", "placepage", directory)): WRITERS,
        reverse("wagtailadmin_pages:edit", args=(place,)): WRITERS,
        reverse("wagtailadmin_pages:history", args=(place,)): WRITERS,
        reverse("wagtailadmin_pages:unpublish", args=(place,)): STAFF,
        reverse("wagtailadmin_pages:edit", args=(things["directory_pole_managers.pk"],)): WRITERS,
    }
