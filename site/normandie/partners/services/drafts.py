"""A proposal that is accepted becomes the draft of an event, at its place."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from core.text.words import fold
from core.workflow import Change, WorkflowError
from directory.models import PlacePage
from events.models import EventPage
from events.services.slugs import free_slug
from normandie.partners.mails import tell_managers
from normandie.partners.models import EventProposal

LONGEST_SUMMARY = 280  # characters, those of the column
FREE = {"gratuit", "gratuite", "0", "0 €", "entree libre", "entree gratuite"}


class NoPlace(WorkflowError):
    message = "Choisissez le lieu qui accueille cet événement\u00a0: il en faut un."


class NotThere(WorkflowError):
    message = "Vous n’avez pas le droit d’ajouter un événement à ce lieu."


class Unfit(WorkflowError):
    """What was proposed makes no event; ``message`` says why."""


def make_draft(change: Change) -> None:
    """Effect: make the draft of an event at the ``place`` that staff chose, and tell its managers.

    It is published the normal way, by who may.

    Raises:
        NoPlace, NotThere, Unfit: nothing is made.
    """
    proposal: EventProposal = change.subject
    place: PlacePage | None = change.data.get("place")
    if place is None:
        raise NoPlace
    user = change.actor.user
    if user is not None and not place.permissions_for_user(user).can_add_subpage():
        raise NotThere
    # Two proposals accepted at once at one place: each its own address, and its place in the tree.
    place = PlacePage.objects.select_for_update(of=("self",)).get(pk=place.pk)
    event = draft_of(proposal, place)
    try:
        place.add_child(instance=event)
    except ValidationError as error:
        raise Unfit(" ".join(error.messages)) from error
    event.save_revision(user=user, log_action=True)
    proposal.place, proposal.event = place, event
    proposal.save(update_fields=["place", "event"])
    tell_managers(proposal, place)


def draft_of(proposal: EventProposal, place: PlacePage) -> EventPage:
    """Return the event that *proposal* tells of at *place*, not saved; what is missing is left."""
    is_free = fold(proposal.price).strip(" .!") in FREE
    return EventPage(
        title=proposal.title,
        slug=free_slug(proposal.title, place),
        kind=EventPage.Kind.MEETING,
        summary=Truncator(proposal.description).chars(LONGEST_SUMMARY),
        body=body_of(proposal),
        price=Decimal(0) if is_free else None,
        price_note="" if is_free else proposal.price,
        booking=EventPage.Booking.UNKNOWN,
        starts_on=proposal.day,
        start_time=proposal.start_time,
        end_time=proposal.end_time,
        is_example=place.is_example,
        live=False,
    )


def body_of(proposal: EventProposal) -> str:
    """Return the detailed text of the event, in the HTML of its field."""
    paragraphs = [
        *(each.strip() for each in proposal.description.split("\n") if each.strip()),
        f"Pour qui\u00a0: {proposal.audience}",
        f"Proposé par\u00a0: {proposal.who}",
        *([f"Autres jours souhaités\u00a0: {proposal.other_days}"] if proposal.other_days else []),
    ]
    text = format_html_join("", "<p>{}</p>", ([each] for each in paragraphs))
    if not proposal.link:
        return text
    return text + format_html('<p><a href="{}">En savoir plus</a></p>', proposal.link)
