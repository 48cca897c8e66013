"""Workshops as managers write them: drafts first, so that nothing typed is lost."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from core.pictures.cleaning import CleanPicture
from directory.models import PlacePage
from events.models import EventPage
from events.services.slugs import free_slug
from normandie.espace.publication import Outcome, publishes_directly, send
from normandie.espace.services.photos import count_photo, keep_image
from normandie.espace.services.sheet import lock_sheet
from normandie.espace.workshops.drafts import holds_enough

# Names the identifiers that are made of a form opened once (RFC 9562 §5.5).
OF_FORMS = uuid.UUID("6f9a5a2e-5d0e-4b0f-9d55-1b0f6f6a2c11")


class Outdated(Exception):
    """Somebody saved another version since the one that was read."""


class TooManyDrafts(Exception):
    """The place holds as many drafts as it may."""


def uid_of_form(place: PlacePage, key: str) -> str:
    """Return the identifier of the workshop that the form *key* makes at *place*.

    The same when it is sent again, by a double click or after going back: the column is unique, so
    one form makes one workshop. That of another place can never be met.
    """
    return str(uuid.uuid5(OF_FORMS, f"{place.pk}/{key}"))


@transaction.atomic
def save_draft(
    event: EventPage,
    place: PlacePage,
    user: Any,
    *,
    picture: CleanPicture | None = None,
    seen: int | None = None,
) -> EventPage:
    """Keep what *user* typed as the newest version of *event*, which nobody is asked to read yet.

    A workshop that is there already (by its ``uid``: a form sent twice at once) is left as it is.

    Args:
        event: new, or its newest version with what was typed.
        picture: replaces its image.
        seen: the version that was read before typing.

    Raises:
        Outdated: another version was saved meanwhile.
        Page.DoesNotExist: somebody erased it meanwhile.
        TooManyDrafts: *event* is new, and would be one too many.
        PhotoRefused: this person sent many pictures, or it cannot be kept.
    """
    if event.pk is None:
        place = lock_sheet(place)
        if first := EventPage.objects.child_of(place).filter(uid=event.uid).first():
            return first
        if holds_enough(place):
            raise TooManyDrafts
    else:
        _lock(event)
        if seen is not None and _latest_version(event) != seen:
            raise Outdated
    if not event.summary:
        event.summary = default_summary(event, place)
    if picture:
        count_photo(user)
        event.image = keep_image(title=event.title, file=picture, uploaded_by_user=user)
    if event.pk is None:
        _add(event, place, user)
    event.save_revision(user=user, log_action=True)
    return event


def send_draft(event: EventPage, place: PlacePage, user: Any, *, seen: int) -> Outcome:
    """Publish the newest version of *event*, or put it before the team: the one that was *seen*.

    Raises:
        Outdated: another version was saved meanwhile.
        Page.DoesNotExist: somebody erased it meanwhile.
    """
    with transaction.atomic():
        _lock(event)
        event.refresh_from_db()
        if event.latest_revision_id != seen:
            raise Outdated
        version = event.get_latest_revision_as_object()
        return send(version, user, directly=publishes_directly(place))


@transaction.atomic
def withdraw(event: EventPage, user: Any) -> None:
    """Take *event* off the site at once; one that was never published is erased.

    What the team published meanwhile is not: people may have read it. Safe to repeat.
    """
    try:
        _lock(event)
    except Page.DoesNotExist:
        return
    event.refresh_from_db()
    if state := event.current_workflow_state:
        state.cancel(user=user)
    if event.live:
        UnpublishPageAction(event, user=user).execute(skip_permission_checks=True)
    elif event.first_published_at is None:
        event.delete(user=user, skip_permission_checks=True)


def default_summary(event: EventPage, place: PlacePage) -> str:
    """Say what the page may say of a workshop of which no more was written."""
    return f"{event.kind_label} – {place.title}, {place.commune.name}."[:280]


def _lock(event: EventPage) -> None:
    """Have whoever else saves, sends, decides or withdraws *event* wait for this transaction.

    The row is the one that Wagtail's own screens write, as in ``publication.send``.

    Raises:
        Page.DoesNotExist: it is erased.
    """
    Page.objects.select_for_update().get(pk=event.pk)


def _latest_version(event: EventPage) -> int | None:
    rows = EventPage.objects.filter(pk=event.pk).values_list("latest_revision_id", flat=True)
    return rows.get()


def _add(event: EventPage, place: PlacePage, user: Any) -> None:
    event.live, event.has_unpublished_changes, event.owner = False, True, user
    event.slug = free_slug(event.title, place)
    place.add_child(instance=event)
    log(instance=event, action="wagtail.create", user=user, content_changed=True)
