"""What may be done with the tables of an app, as data; and the policies that follow from it.

An app declares its ``RIGHTS`` in its own ``permissions.py``, and registers its policies when it is
ready. Who has the rights is no matter of the app: a line of ``normandie.roles`` says so, for nobody
gets a right because an app was installed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from core.models import JobRun, OutgoingMail

ACTIONS = ("add", "change", "delete", "view")  # those of Django on every table


class Permissions:
    """Those of Django's on every table, read at once: a role has many."""

    def __init__(self) -> None:
        rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
        self._keys = {(app, codename): key for app, codename, key in rows}

    def on(self, model: type[Model], actions: tuple[str, ...]) -> list[int]:
        """Return the keys of those for *actions* on *model*.

        Raises:
            KeyError: one of them has no permission: it is misspelt, or not migrated yet.
        """
        options = model._meta
        return [
            self._keys[options.app_label, get_permission_codename(action, options)]
            for action in actions
        ]


@dataclass(frozen=True)
class TableRights:
    """*actions* on the whole table of *model*; *meaning* says what they allow if it is not that."""

    model: type[Model]
    actions: tuple[str, ...] = ACTIONS
    meaning: str = ""

    @property
    def what(self) -> str:
        return self.meaning or f"{self.model._meta.verbose_name_plural} (table)"

    def rows(self, group: Group, permissions: Permissions) -> Iterator[Model]:
        for key in permissions.on(self.model, self.actions):
            yield Group.permissions.through(group=group, permission_id=key)


@dataclass(frozen=True)
class PageRights:
    """*actions* on each page of type *model* and on all below it; on every page for ``Page``.

    They wait for such a page to exist: give them again after creating it.
    """

    model: type[Page]
    actions: tuple[str, ...]

    @property
    def what(self) -> str:
        if self.model is Page:
            return "every page"
        return f"{self.model._meta.verbose_name} (page), and all below it"

    def rows(self, group: Group, permissions: Permissions) -> Iterator[Model]:
        every = self.model is Page
        pages = Page.objects.filter(depth=1) if every else Page.objects.exact_type(self.model)
        keys = permissions.on(Page, self.actions)
        for page in pages.values_list("pk", flat=True):
            for key in keys:
                yield GroupPagePermission(group=group, page_id=page, permission_id=key)


@dataclass(frozen=True)
class CollectionRights:
    """*actions* on what every collection holds of *model*: images or documents."""

    model: type[Model]
    actions: tuple[str, ...]

    @property
    def what(self) -> str:
        return f"{self.model._meta.verbose_name_plural} (all collections)"

    def rows(self, group: Group, permissions: Permissions) -> Iterator[Model]:
        root = Collection.get_first_root_node()
        for key in permissions.on(self.model, self.actions):
            yield GroupCollectionPermission(group=group, collection=root, permission_id=key)


Rights = TableRights | PageRights | CollectionRights


def give(rights: Iterable[tuple[Group, Rights]]) -> None:
    """Give each group its rights, by one statement for each table that holds some.

    What a group has already, it keeps.
    """
    permissions = Permissions()
    rows = [row for group, right in rights for row in right.rows(group, permissions)]
    for table in (Group.permissions.through, GroupPagePermission, GroupCollectionPermission):
        given = [row for row in rows if isinstance(row, table)]
        table.objects.bulk_create(given, ignore_conflicts=True)


class OfferedPolicy(ModelPermissionPolicy):
    """Nobody does with a table what is not *offered*, whatever rights the groups were given.

    What visitors sent and closed lists are not added to by hand; what people said of themselves is
    read and erased, never written for them.
    """

    def __init__(self, model: type[Model], offered: Iterable[str]) -> None:
        super().__init__(model)
        self.locked = frozenset(ACTIONS) - frozenset(offered)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.locked and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> Any:
        return super().users_with_any_permission(set(actions) - self.locked)


def register_policies(
    tables: Iterable[TableRights], special: Mapping[type[Model], type[OfferedPolicy]] | None = None
) -> None:
    """Have Wagtail refuse what *tables* do not offer; called when an app is ready.

    *special* names the policies of tables whose rows do not open to all who have the right.
    """
    for table in tables:
        policy = (special or {}).get(table.model, OfferedPolicy)
        register_permission_policy(table.model, policy(table.model, table.actions))


def rows_open_to(user: Any, model: type[Model], *actions: str) -> Any:
    """Return the rows of *model* on which *user* may do one of *actions*, as its policy says."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, actions)


# What the tables of this app offer: staff read how the work of the night goes, and what became of
# mails, that the site alone writes; they send again what could not leave.
RIGHTS = (TableRights(JobRun, ("view",)), TableRights(OutgoingMail, ("view", "resend")))


def may_read_jobs(user: Any) -> bool:
    """Whether *user* may read how the work of the night goes."""
    return bool(policy_registry.get_by_type(JobRun).user_has_permission(user, "view"))


def may_on_mails(user: Any, action: str) -> bool:
    """Whether *user* may « view » the mails of the site, or « resend » one that did not leave."""
    policy = policy_registry.get_by_type(OutgoingMail)
    return bool(policy.user_has_permission(user, action))
