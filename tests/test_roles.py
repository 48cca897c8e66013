"""What each role may do: the table, what it gives, and the page that tells it."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from normandie.accessibility.first_page import create_declaration
from normandie.roles import (
    EDITORS_GROUP,
    LEADS_GROUP,
    READERS_GROUP,
    REVIEWERS_GROUP,
    TEAM_GROUP,
)
from tests.factories import AgendaPageFactory, HomePageFactory, UserFactory

pytestmark = pytest.mark.django_db

TEAM_TABLES = {
    "wagtailadmin": {"access_admin"},
    "directory": {
        *(f"{action}_label" for action in ("add", "change", "delete", "view")),
        *(f"{action}_everydayword" for action in ("add", "change", "delete", "view")),
        *("add_mergedsheet", "add_dismissedpair", "delete_dismissedpair"),
        *(f"{action}_polecontact" for action in ("add", "change", "delete", "view")),
        *(f"{action}_labelgrant" for action in ("add", "change", "delete", "view")),
        *(f"{action}_labelrequirements" for action in ("add", "change", "delete", "view")),
        *("change_errorreport", "view_errorreport", "change_term", "view_term"),
        "change_placepage",
    },
    "events": {
        *(f"{action}_theme" for action in ("add", "change", "delete", "view")),
        *(f"{action}_workshoptemplate" for action in ("add", "change", "delete", "view")),
        *("delete_subscription", "view_subscription"),
    },
    "ami": {
        *("change_dossier", "view_dossier", "change_takeover", "view_takeover"),
        *(f"{action}_messagetemplate" for action in ("add", "change", "delete", "view")),
    },
    "accessibility": {"change_complaint", "view_complaint"},
    "equipment": {
        *(f"{action}_equipmentkit" for action in ("add", "change", "delete", "view")),
        *("change_loan", "view_loan", "change_participation", "view_participation"),
    },
    "espace": {
        *(
            f"{action}_{table}"
            for action in ("add", "change", "delete", "view")
            for table in ("newsitem", "shareddocument", "roadmapaxis")
        ),
        *(
            f"{action}_{table}"
            for action in ("change", "view")
            for table in ("question", "answer", "comment")
        ),
        "view_yearlyreport",
    },
    "frame": {"change_framesettings"},
    "funding": {"add_subvention"},
    "partners": {"change_eventproposal", "view_eventproposal"},
    "core": {"resend_outgoingmail", "view_jobrun", "view_outgoingmail"},
}
TEAM_PAGES = {
    "accueil": {"add_page", "change_page", "publish_page"},
    "annuaire": {"add_page", "change_page", "publish_page"},
    "agenda": {"change_page", "publish_page"},
    "accessibilite": {"add_page", "change_page", "publish_page"},
}
FILES = {
    *(f"{action}_image" for action in ("add", "change", "choose")),
    *(f"{action}_document" for action in ("add", "change", "choose")),
}


def apply_roles() -> Group:
    call_command("apply_roles", stdout=StringIO())
    return Group.objects.get(name=TEAM_GROUP)


def tables(group: Group) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for app, codename in group.permissions.values_list("content_type__app_label", "codename"):
        found.setdefault(app, set()).add(codename)
    return found


def pages(group: Group) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for right in GroupPagePermission.objects.filter(group=group):
        found.setdefault(right.page.slug, set()).add(right.permission.codename)
    return found


def files(group: Group) -> set[str]:
    rights = GroupCollectionPermission.objects.filter(group=group, collection__depth=1)
    return set(rights.values_list("permission__codename", flat=True))


def test_the_team_has_these_rights_and_no_other() -> None:
    home = HomePageFactory(slug="accueil")
    AgendaPageFactory()
    create_declaration(home)

    group = apply_roles()

    assert tables(group) == TEAM_TABLES
    assert pages(group) == TEAM_PAGES
    assert files(group) == FILES
    assert group.groupapprovaltask_set.count() == 1


def test_editors_keep_what_wagtail_gives_them() -> None:
    group = Group.objects.get(name=EDITORS_GROUP)
    before = tables(group), pages(group), files(group)

    apply_roles()

    assert (tables(group), pages(group), files(group)) == before
    assert pages(group) == {"root": {"add_page", "change_page"}}
    assert files(group) == FILES
    assert group.groupapprovaltask_set.count() == 0


def test_who_reviews_files_does_nothing_else_and_leads_alone_let_answers_leave() -> None:
    apply_roles()
    review = {"wagtailadmin": {"access_admin"}, "ami": TEAM_TABLES["ami"]}
    lead = review | {"ami": review["ami"] | {"release_dossier"}}
    read = review | {"ami": {"view_dossier"}}

    for name, rights in (
        (REVIEWERS_GROUP, review),
        (LEADS_GROUP, lead),
        (READERS_GROUP, read),
    ):
        group = Group.objects.get(name=name)
        assert (tables(group), pages(group), files(group)) == (rights, {}, set())


def test_rights_wait_for_the_page_that_they_are_on() -> None:
    assert "agenda" not in pages(apply_roles())

    AgendaPageFactory()

    assert "agenda" in pages(apply_roles())


def test_a_release_gives_the_rights_of_its_version_and_takes_none_given_by_hand() -> None:
    group = apply_roles()
    new, by_hand = (
        Permission.objects.get(codename=name) for name in ("view_subscription", "add_redirect")
    )
    group.permissions.remove(new)
    group.permissions.add(by_hand)

    apply_roles()

    assert {new, by_hand} <= set(group.permissions.all())


def test_to_apply_them_again_changes_nothing() -> None:
    group = apply_roles()
    before = set(GroupPagePermission.objects.values_list("pk", flat=True))

    assert apply_roles() == group
    assert set(GroupPagePermission.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("name", ["errorreport", "complaint", "term"])
def test_what_no_table_offers_is_refused_even_to_who_was_given_the_right(name: str) -> None:
    from wagtail.permissions import policy_registry

    right = Permission.objects.get(codename=f"delete_{name}")
    user = UserFactory()
    user.user_permissions.add(right)
    policy = policy_registry.get_by_type(right.content_type.model_class())

    assert user.has_perm(f"{right.content_type.app_label}.delete_{name}")
    assert not policy.user_has_permission(user, "delete")
    assert not policy.user_has_any_permission(user, ["add", "delete"])
    assert user not in policy.users_with_any_permission(["delete"])


def test_the_page_of_the_documentation_is_the_table() -> None:
    out = StringIO()
    call_command("apply_roles", "--markdown", stdout=out)

    page = (Path(settings.BASE_DIR) / "docs/roles.md").read_text("utf-8")
    assert page == out.getvalue(), "manage.py apply_roles --markdown > docs/roles.md"
