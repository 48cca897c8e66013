"""What waits for the team, and what a version would change of what is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from wagtail.models import Page, Revision, TaskState

from directory.models import PlacePage
from events.models import EventPage

# Of a page that nobody has read yet, what says nothing of its content.
TECHNICAL = frozenset({"slug"})
REVIEW_ACTIONS = frozenset({"approve", "reject"})


def place_of(page: Page) -> PlacePage | None:
    """Return the place that *page* is the sheet of, or an event of; None for another page."""
    if isinstance(page, PlacePage):
        return page
    return page.place if isinstance(page, EventPage) else None


@dataclass(frozen=True)
class Waiting:
    """A page whose last version waits for somebody to read it; ``under`` is what it is part of."""

    page: Page
    under: str
    sender: Any
    since: datetime

    @property
    def is_new(self) -> bool:
        return not self.page.live


def waiting_for(user: Any) -> list[Waiting]:
    """Return what *user* may approve or refuse, what has waited longest first.

    A constant number of queries. The sender is who wrote the version that would be published: the
    last one, which may be another than the one that was submitted first.
    """
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related("workflow_state")
        .prefetch_related("revision__content_object__latest_revision__user")
        .order_by("started_at", "pk")
    )
    pages = ((state, state.revision.content_object) for state in states)
    found = [(state, page) for state, page in pages if isinstance(page, Page)]
    parents = Page.objects.filter(path__in={_path_above(page) for _, page in found})
    titles = dict(parents.values_list("path", "title"))
    return [
        Waiting(
            page, titles.get(_path_above(page), ""), page.latest_revision.user, state.started_at
        )
        for state, page in found
        if page.latest_revision
    ]


def _path_above(page: Page) -> str:
    path: str = page.path
    return path[: -page.steplen]


def task_state_for(page: Page, user: Any) -> TaskState | None:
    """Return where *page* stands before *user*, who may decide of it; None where nothing waits."""
    state: TaskState | None = page.current_workflow_task_state
    if not state or state.status != TaskState.STATUS_IN_PROGRESS:
        return None
    actions = {name for name, *_ in state.task.specific.get_actions(page, user)}
    return state if actions >= REVIEW_ACTIONS else None


def version_missed(page: Page, loaded: str) -> Revision | None:
    """Return the version that came while *page* was edited from the one of key *loaded*.

    To be asked once the edited version is saved: it is then the last one, and the one before should
    be the one that was loaded.
    """
    versions = page.revisions.order_by("-created_at", "-pk").select_related("user")
    before: Revision | None = versions.defer("content")[1:2].first()
    return before if before and loaded and str(before.pk) != loaded else None


@dataclass(frozen=True)
class Difference:
    """A field or a list of a page in two versions, as HTML of Wagtail's own comparisons."""

    label: str
    before: list[str]
    after: list[str]


def differences(page: Page, request: HttpRequest) -> list[Difference]:
    """Return what the last version of *page* changes of the published one, in the form's order.

    A page that was never published is compared to an empty one.
    """
    after = page.get_latest_revision_as_object()
    before = page if page.live else type(page)()
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    found = []
    for comparison in panel.get_comparison():
        change = comparison(before, after)
        if change.has_changed() and (page.live or change.field.name not in TECHNICAL):
            former = list(_said(comparison(before, before)))
            shown = change if page.live else comparison(after, after)
            found.append(Difference(str(change.field_label()), former, list(_said(shown))))
    return found


def _said(comparison: Any) -> Iterator[str]:
    """Say a comparison: one piece for a field, one for each row of a list."""
    if not comparison.is_child_relation:
        yield comparison.htmldiff()
        return
    for child in comparison.get_child_comparisons():
        fields = [each for each in child.get_field_comparisons() if each.val_a or each.val_b]
        kind = "addition" if child.is_addition() else "deletion" if child.is_deletion() else ""
        rows = format_html_join(
            "", "<dt>{}</dt><dd>{}</dd>", ((each.field_label(), each.htmldiff()) for each in fields)
        )
        yield format_html('<dl class="comparison__list {}">{}</dl>', kind, rows)
