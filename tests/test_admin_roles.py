"""Who may do what in the admin around the directory: every address, every role.

Those of the directory are in ``directory/admin/test_permissions.py``, those of complaints in
``accessibility/test_admin.py``.
"""

from collections.abc import Callable

import pytest
from django.db.models import Model
from django.urls import reverse
from wagtail.models import Site
from wagtail.snippets.models import get_snippet_models

from directory.models import ErrorReport
from normandie.accessibility.models import Complaint
from normandie.editorial.models import StandardPage
from normandie.home.models import HomePage
from tests.accessibility.conftest import make_complaint
from tests.editorial.pages import StandardPageFactory
from tests.factories import PlacePageFactory
from tests.roles import ADMIN_ONLY, NOBODY, ROLES, STAFF, outcome, signed_in

pytestmark = pytest.mark.django_db


def fixed(name: str) -> Callable[[], str]:
    return lambda: reverse(name)


def page(name: str, model: type[StandardPage] | type[HomePage] = StandardPage) -> Callable[[], str]:
    return lambda: reverse(f"wagtailadmin_pages:{name}", args=(model.objects.get().pk,))


def settings_of_the_frame() -> str:
    return reverse("wagtailsettings:edit", args=("frame", "framesettings", Site.objects.get().pk))


def new_page_under(parent: type[StandardPage] | type[HomePage]) -> Callable[[], str]:
    return lambda: reverse(
        "wagtailadmin_pages:add", args=("editorial", "standardpage", parent.objects.get().pk)
    )


ADDRESSES = {
    "names, menus and alerts": (settings_of_the_frame, STAFF),
    "add a page": (new_page_under(HomePage), STAFF),
    "add a page below another": (new_page_under(StandardPage), STAFF),
    "edit a page": (page("edit"), STAFF),
    "history of a page": (page("history"), STAFF),
    "unpublish a page": (page("unpublish"), STAFF),
    "move a page": (page("move"), STAFF),
    "close a page to the public": (page("set_privacy"), STAFF),
    "edit the home page": (page("edit", HomePage), STAFF),
    "delete the home page": (page("delete", HomePage), NOBODY | {"admin": "open"}),
    "pages to complete": (fixed("editorial_gaps"), STAFF),
    "their results": (fixed("editorial_gaps_results"), STAFF),
    "broken links": (fixed("links_broken"), STAFF),
    "their results too": (fixed("links_broken_results"), STAFF),
    "documents": (fixed("wagtaildocs:index"), STAFF),
    "images": (fixed("wagtailimages:index"), STAFF),
    "redirections": (fixed("wagtailredirects:index"), ADMIN_ONLY),
    "sites": (fixed("wagtailsites:index"), ADMIN_ONLY),
    "accounts": (fixed("wagtailusers_users:index"), ADMIN_ONLY),
    "groups": (fixed("wagtailusers_groups:index"), ADMIN_ONLY),
}


@pytest.fixture(autouse=True)
def content() -> None:
    StandardPageFactory(title="Le réseau", slug="reseau")
    make_complaint()


@pytest.mark.parametrize("role", ROLES)
def test_each_address_opens_to_who_it_is_for(role: str) -> None:
    client = signed_in(role)

    answers = {name: outcome(client.get(address())) for name, (address, _) in ADDRESSES.items()}

    assert answers == {name: expected[role] for name, (_, expected) in ADDRESSES.items()}


def chooser(model: type[Model]) -> str:
    return f"/admin/snippets/choose/{model._meta.app_label}/{model._meta.model_name}/"


def test_only_what_the_site_publishes_can_be_chosen() -> None:
    """What visitors sent is no list to pick from; think of it for a new kind of snippet."""
    admin = signed_in("admin")

    found = {
        model._meta.label: admin.get(chooser(model)).status_code for model in get_snippet_models()
    }

    assert found == {
        "accessibility.Complaint": 404,
        "directory.ErrorReport": 404,
        "directory.Label": 200,
        "directory.LabelGrant": 200,
        "directory.Term": 200,
        "events.Theme": 200,
    }


@pytest.mark.parametrize("model", [Complaint, ErrorReport])
@pytest.mark.parametrize("role", [*ROLES, "editor"])
def test_nobody_reads_what_visitors_sent_by_way_of_a_chooser(role: str, model: type[Model]) -> None:
    place = PlacePageFactory(title="Le Phare")
    ErrorReport.objects.create(place=place, subject="horaires", message="Fermé le lundi")
    client, sent = signed_in(role), model.objects.get()
    views = ("", "results/", f"chosen/{sent.pk}/", f"chosen-multiple/?id={sent.pk}", "create/")

    answers = [client.get(chooser(model) + view) for view in views]

    assert [answer.status_code for answer in answers if answer.status_code not in (302, 404)] == []
    assert not [answer for answer in answers if str(sent) in answer.content.decode()]
