"""What the addresses of the managers' space are about."""

from datetime import date
from typing import Any

from core.tokens import issue_token
from normandie.espace.services.collective.mailing import issue_leaving
from normandie.espace.services.invitations import invite
from normandie.espace.services.verification import PURPOSE
from normandie.guide.chapters import FIRST
from tests.ami.label_requests import label_call
from tests.directory.poles import a_pole
from tests.editorial.media import make_image
from tests.equipment.lending import a_kit, a_loan
from tests.equipment.trying import an_experiment
from tests.espace.collective import a_comment, a_document, a_manager, a_question, an_answer
from tests.events.registrations import event_with_seats, registered
from tests.factories import (
    ErrorReportFactory,
    EventPageFactory,
    LabelFactory,
    LabelGrantFactory,
    PlacePageFactory,
    UserFactory,
)


def make_things() -> dict[str, Any]:
    """Return it by the names that ``Address.path`` looks for."""
    place, colleague, pole = PlacePageFactory(), UserFactory(), a_pole()
    place.managers.add(colleague)
    event = EventPageFactory(place=place)
    occurrence = event_with_seats(place=place).occurrences.get()
    label = LabelFactory(logo=make_image())
    LabelGrantFactory(place=place, label=label, granted_on=date(2024, 1, 1))
    return {
        "managed place": place,
        "espace.place": place.pk,
        "espace.pole": pole.slug,
        "espace.person": colleague.pk,
        "espace.invitation": invite(place, "invitee@exemple.fr", colleague).pk,
        "espace.subject": "contact",
        "espace:confirm.secret": issue_token(PURPOSE, place),
        "espace.event": event.pk,
        "espace.date": occurrence.pk,
        "espace.deed": "annuler",
        "espace.report": ErrorReportFactory(place=place).pk,
        "espace.registration": registered(occurrence).pk,
        "espace.label": label.slug,
        "espace:guide.slug": FIRST,
        "espace.kit": a_kit().pk,
        "espace:label_report.year": 2025,
        "espace.call": label_call().pk,
        "espace.loan": a_loan(place=place).pk,
        "espace.action": "renoncer",
        "espace.experiment": an_experiment().pk,
        **things_of_the_collective(),
    }


def things_of_the_collective() -> dict[str, Any]:
    peer = a_manager(is_listed=True).collective_profile
    question, comment = a_question(peer.user), a_comment(peer.user)
    return {
        "espace.peer": peer.pk,
        "espace.document": a_document().pk,
        "espace.question": question.pk,
        "espace:collective_withdraw_question.written": question.pk,
        "espace:collective_withdraw_answer.written": an_answer(question, peer.user).pk,
        "espace:collective_withdraw_comment.written": comment.pk,
        "espace.axis": comment.axis_id,
        "espace:collective_leave.secret": issue_leaving("collective-news", peer),
    }
