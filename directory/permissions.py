"""What may be done in the admin of the directory; ``normandie.roles`` says by whom."""

from typing import Any

from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.permissions import CollectionRights, PageRights, TableRights
from directory.models import (
    DirectoryPage,
    DismissedPair,
    ErrorReport,
    EverydayWord,
    Label,
    LabelGrant,
    LabelRequirements,
    MergedSheet,
    PlacePage,
    PoleContact,
    PolePage,
    Term,
)

# Not a right on pages, which go by the tree: it is the right to say who manages a place.
MANAGERS_RIGHT = "directory.change_placepage"
MERGE_RIGHT = "directory.add_mergedsheet"
DISMISS_RIGHT, TAKE_BACK_RIGHT = "directory.add_dismissedpair", "directory.delete_dismissedpair"
TABLES = (
    TableRights(Label),
    TableRights(LabelRequirements),
    TableRights(LabelGrant),
    TableRights(ErrorReport, ("change", "view")),
    TableRights(Term, ("change", "view")),
    TableRights(EverydayWord),
    TableRights(PoleContact),
    TableRights(MergedSheet, ("add",), meaning="merge two sheets of places, or part them"),
    TableRights(
        DismissedPair, ("add", "delete"), meaning="say that two sheets are no twins, or may be"
    ),
)
RIGHTS = (
    *TABLES,
    TableRights(PlacePage, ("change",), meaning="say who manages a place"),
    PageRights(DirectoryPage, ("add", "change", "publish")),
    CollectionRights(get_image_model(), ("add", "change", "choose")),  # photos of the places
)


def may_choose_managers(user: Any) -> bool:
    """Whether *user* may say who manages a place."""
    return bool(user.has_perm(MANAGERS_RIGHT))


def may_merge(user: Any, *places: Page) -> bool:
    """Whether *user* may merge sheets, and these *places*: publish one, withdraw the other."""
    return bool(user.has_perm(MERGE_RIGHT)) and all(
        each.permissions_for_user(user).can_publish() for each in places
    )


def may_dismiss(user: Any, *, take_back: bool = False) -> bool:
    """Whether *user* may say that two sheets are no twins, or that they may be after all."""
    return bool(user.has_perm(TAKE_BACK_RIGHT if take_back else DISMISS_RIGHT))


def may_read_register(user: Any) -> bool:
    """Whether *user* may read the register of labels, reasons included."""
    policy = policy_registry.get_by_type(LabelGrant)
    return bool(policy.user_has_any_permission(user, ["view", "change"]))


def may_edit_places(user: Any) -> bool:
    """Whether *user* may add, change or publish some sheet: what the listings are for."""
    policy = policy_registry.get_by_type(PlacePage)
    return bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))


def may_edit_poles(user: Any) -> bool:
    """Whether *user* may add, change or publish some page of a pôle."""
    policy = policy_registry.get_by_type(PolePage)
    return bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))


def refusal_to_delete(page: Page) -> str:
    """Return why *page* may not be deleted, in French; nothing where it may.

    The directory is in it, with its places; or it is a place that holds or held a label, which an
    administrative decision gave.
    """
    if granted := LabelGrant.objects.filter(place=page.pk).count():
        held = f"{granted} attributions" if granted > 1 else "1 attribution"
        return (
            f"La fiche «\u00a0{page.title}\u00a0» ne peut pas être supprimée\u00a0: le registre "
            f"des labels garde {held} de ce lieu, et une décision ne s’efface pas. Pour que la "
            "fiche ne soit plus visible, dépubliez-la."
        )
    directories = DirectoryPage.objects.descendant_of(page, inclusive=True)
    places = PlacePage.objects.descendant_of(page).count() if directories.exists() else 0
    if not places:
        return ""
    lost = f"{places} lieux seraient effacés" if places > 1 else "1 lieu serait effacé"
    return (
        f"La page «\u00a0{page.title}\u00a0» ne peut pas être supprimée\u00a0: {lost} avec elle. "
        "Pour qu’elle ne soit plus visible, dépubliez-la."
    )
