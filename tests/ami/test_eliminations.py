"""Files that have served are destroyed with the visa of the archives; nothing is left of them."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log

from ami.definitions import AskedQuestion
from ami.exports.table import Selection
from ami.models import (
    Bordereau,
    BordereauLine,
    CallCriterion,
    CallPage,
    Dossier,
    Mandate,
    Member,
    Opinion,
    Preview,
    SavedQueue,
    Takeover,
)
from ami.services import destruction
from ami.services.access import send_link
from ami.services.assessments import Answer, save_assessment
from ami.services.completing import add_completion_files, save_typed, send_completion
from ami.services.completions import ask_to_complete, part_prefix
from ami.services.correspondence import write_to_carrier, write_to_service
from ami.services.deposit import deposit
from ami.services.eliminations import keep_back, order_destruction, propose, record_visa
from ami.services.exports import ask_for_export, make_export
from ami.services.follow_ups import answer
from ami.services.links import new_link
from ami.services.meetings import offer_other_times, propose_meeting
from ami.services.opinions import LINK, give_opinion
from ami.services.review import add_note, keep_typed
from ami.services.tags import tag
from core.models import AccessToken
from core.tokens import issue_token
from core.workflow import NotAllowed, NotNow, WorkflowError
from tests.ami.eliminating import (
    A_PDF,
    EMAIL,
    LATER,
    NAME,
    WORDS,
    answered,
    files_that_say,
    named_draft,
    ordered,
    rows_about,
    tables_that_say,
    visaed,
)
from tests.ami.factories import OPENS, RESULTS, CallPageFactory, a_draft
from tests.ami.opinions import an_opinion, expert
from tests.ami.reviewing import CHIEF, STAFF
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails

DAY = timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(OPENS + 7 * DAY, tick=False)]


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory()


def minute(moment=LATER) -> None:
    """Do what is done each minute."""
    with time_machine.travel(moment, tick=False):
        call_command("follow_calls", verbosity=0)


def tell_all(dossier: Dossier) -> None:
    """Have every table that may tell of *dossier* name its carrier."""
    ask_to_complete(
        dossier, [AskedQuestion("projets", "calendrier")], f"Pour {NAME}", _due(), STAFF
    )
    completion = dossier.open_completion()
    typed = QueryDict(mutable=True)
    typed[f"{part_prefix('projets', completion.asked[0].item)}-calendrier"] = f"Avec {NAME}"
    save_typed(completion, typed)
    add_completion_files(completion, [SimpleUploadedFile("zenobie.pdf", A_PDF + b"2")])
    send_completion(completion)
    dossier.refresh_from_db()
    propose_meeting(dossier, [OPENS + 30 * DAY], STAFF, where=f"Chez {NAME}")
    offer_other_times(dossier, f"{NAME} préfère le jeudi")
    write_to_service(dossier, f"De {NAME}", [SimpleUploadedFile("q.pdf", A_PDF + b"3")])
    write_to_carrier(dossier, f"Bonjour {NAME}", STAFF)
    user = UserFactory()
    what_the_service_says(dossier, user)
    member = Member.objects.create(dossier=dossier, name=NAME, email=EMAIL, role="collegue")
    Mandate.objects.create(dossier=dossier, name=NAME, text=NAME, ends_at=LATER)
    new_link(member)
    for whose in (dossier, None):
        reference = str(dossier.number) if whose else EMAIL
        takeover = Takeover.objects.create(
            dossier=whose, reference=reference, email=EMAIL, name=NAME, message=NAME
        )
        log(instance=takeover, action="wagtail.edit", title=NAME)
    log(instance=dossier, action="wagtail.edit", title=NAME, data={"de": NAME})
    searched = "q=Z%C3%A9nobie+Quatremer&etat=clos"
    SavedQueue.objects.create(owner=user, name="Une vue", query=searched)
    SavedQueue.objects.create(owner=user, name=f"Pour {NAME}", query="etat=clos")
    dossier.removed_items.create(step="projets", item="x", data={"titre": NAME})
    dossier.step_answers.create(step="projets", item="x", data={"titre": NAME})


def what_the_service_says(dossier: Dossier, user: Any) -> None:
    """Have notes, tags, readings, an outside opinion and copies that are made name the carrier."""
    colleague = UserFactory(is_superuser=True)
    key = uuid4()
    keep_typed(dossier, f"Rappeler {NAME}", user, key)
    add_note(dossier, f"Appelé {NAME}", colleague, called=[UserFactory(is_superuser=True)])
    tag([dossier], [f"Voir {NAME}"])
    criterion = CallCriterion.objects.create(call=dossier.call, label="Utilité")
    save_assessment(dossier, colleague, [Answer(criterion, 2, f"Connu par {NAME}")], NAME)
    opinion = an_opinion(
        dossier, name=NAME, email=EMAIL, attachments=list(dossier.own_files()), question=NAME
    )
    expert(opinion)
    give_opinion(opinion, Opinion.Verdict.RESERVED, f"{NAME} est sérieuse")
    awaited = an_opinion(dossier, email="autre@exemple.fr")
    log(instance=awaited.outgoing_mails.get(), action="wagtail.edit", title=NAME)
    drawn = Preview.objects.create(attachment=dossier.own_files().get(), pages=1)
    drawn.pictures.create(file=ContentFile(A_PDF, "page"), width=1, height=1)
    for chosen in (Dossier.objects.filter(pk=dossier.pk), Dossier.objects.none()):
        selection = Selection(None, colleague, chosen=chosen)
        make_export(ask_for_export(colleague, selection, "csv", f"recherche de {NAME}").pk, 1)


def _due():
    return (OPENS + 20 * DAY).date()


def test_nothing_is_left_of_a_file_but_its_number(
    call: CallPage, empty_store: Path, indexed: None
) -> None:
    dossier = deposit(named_draft(call))
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    tell_all(dossier)
    dossier.place = PlacePageFactory()
    dossier.save()
    end(dossier)
    about = {each.related_model for each in Dossier._meta.related_objects}
    assert [each for each in about if not each.objects.exists()] == [BordereauLine]
    assert len(tables_that_say(WORDS)) > 38
    was = Dossier(pk=dossier.pk)
    assert len(set(rows_about(was))) >= 5
    assert len(files_that_say(empty_store, WORDS)) == 5
    assert {each.parent.name for each in _stored(empty_store)} > {"apercus", "exports"}
    opinions = list(dossier.opinions.all())
    links = [reverse("opinion_link", args=[issue_token(LINK, each)]) for each in opinions]
    send_link(dossier)  # a mail that waits

    moment = LATER + relativedelta(years=1)
    bordereau = ordered(call, moment)
    minute(moment)

    assert tables_that_say(WORDS) == {}
    assert [rows_about(each) for each in (was, *opinions)] == [[], [], []]
    assert not AccessToken.objects.exists()
    assert [Client().get(each).status_code for each in links] == [404, 404]
    assert _stored(empty_store) == []
    assert not (empty_store / "dossiers" / str(dossier.key)).exists()
    assert [each.number for each in BordereauLine.objects.all()] == [dossier.number]
    bordereau.refresh_from_db()
    assert bordereau.state == Bordereau.State.DESTROYED
    with time_machine.travel(LATER, tick=False):
        assert sent_mails() == []


def _stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def end(dossier: Dossier) -> None:
    """Answer *dossier* and have its carrier give news."""
    from ami.services.results import Proposal, orient, release_results

    orient(dossier, [Proposal("ingenierie", f"Pour {NAME}", NAME)], STAFF)
    dossier.call_kind.transitions.apply(dossier, "approuver-reponse", CHIEF)
    with time_machine.travel(RESULTS, tick=False):
        release_results()
    with time_machine.travel(RESULTS + relativedelta(months=6), tick=False):
        call_command("daily", "ami.follow_projects_up", verbosity=0)
        given = QueryDict(mutable=True)
        given.update({"avancement": "termine", "mot": f"De {NAME}"})
        answer(dossier.follow_ups.get(), given)
    with time_machine.travel(RESULTS + DAY, tick=False):
        sent_mails().clear()


def test_files_are_proposed_once_their_years_are_over_and_not_before(call: CallPage) -> None:
    dossier = answered(named_draft(call))
    day = RESULTS + relativedelta(years=5)
    with time_machine.travel(day, tick=False), pytest.raises(WorkflowError):
        propose(call, CHIEF)

    with time_machine.travel(day + DAY, tick=False):
        bordereau = propose(call, CHIEF)
        with pytest.raises(WorkflowError):  # it is in that one already
            propose(call, CHIEF)

    assert [each.number for each in bordereau.lines.all()] == [dossier.number]
    assert bordereau.lines.get().attachments == 1


@pytest.mark.parametrize("what", ["draft", "not closed", "written since", "other call", "years"])
def test_what_still_serves_is_in_no_bordereau(call: CallPage, what: str) -> None:
    if what == "draft":
        a_draft(call)
    elif what == "not closed":
        deposit(a_draft(call))
    elif what == "written since":
        dossier = answered(a_draft(call))
        with time_machine.travel(RESULTS + 30 * DAY, tick=False):
            write_to_service(dossier, "Merci")
    elif what == "other call":
        answered(a_draft(CallPageFactory()))
    else:
        answered(a_draft(call))
        CallPage.objects.update(retention_years=10)
        call.refresh_from_db()

    with time_machine.travel(LATER, tick=False), pytest.raises(WorkflowError):
        propose(call, CHIEF)


def test_a_file_that_is_kept_stays_and_is_proposed_no_more(call: CallPage) -> None:
    kept, gone = answered(a_draft(call)), answered(a_draft(call))
    bordereau = visaed(call)
    with time_machine.travel(LATER, tick=False):
        keep_back(bordereau, [bordereau.lines.get(dossier=kept).pk], "Échantillon des archives")
        order_destruction(bordereau, CHIEF, count=1)
    minute()

    assert list(Dossier.objects.all()) == [kept]
    with time_machine.travel(LATER + DAY, tick=False), pytest.raises(WorkflowError):
        propose(call, CHIEF)
    assert gone.number in [each.number for each in bordereau.leaving()]


def test_a_line_of_another_bordereau_is_not_kept_back_by_this_one(call: CallPage) -> None:
    answered(a_draft(call))
    answered(a_draft(other_call := CallPageFactory()))
    bordereau, other = visaed(call), visaed(other_call)

    assert keep_back(bordereau, [other.lines.get().pk], "Pas le sien") == 0
    assert other.leaving().count() == 1


def test_only_a_lead_destroys_with_a_visa_and_the_right_number(call: CallPage) -> None:
    answered(a_draft(call))
    with time_machine.travel(LATER, tick=False):
        bordereau = propose(call, CHIEF)
        with pytest.raises(NotNow):  # no visa
            order_destruction(bordereau, CHIEF, count=1)
        record_visa(bordereau, CHIEF, on=LATER.date(), by="AD 14", reference="17")
        with pytest.raises(NotAllowed):
            order_destruction(bordereau, STAFF, count=1)
        with pytest.raises(WorkflowError, match="pas le nombre"):
            order_destruction(bordereau, CHIEF, count=2)
    minute()

    assert Dossier.objects.count() == 1
    assert bordereau.history.count() == 1


def test_a_file_that_serves_again_stops_the_destruction(call: CallPage) -> None:
    dossier = answered(a_draft(call))
    bordereau = visaed(call)
    with time_machine.travel(LATER, tick=False):
        write_to_service(dossier, "Je reviens vers vous")
        with pytest.raises(WorkflowError, match=str(dossier.number)):
            order_destruction(bordereau, CHIEF, count=1)
    minute()

    assert Dossier.objects.exists()


class Killed(BaseException):
    """As a machine that stops."""


@pytest.mark.parametrize("when", ["before the files", "between files and rows", "between two"])
def test_killed_in_the_middle_it_goes_on_where_it_was(
    call: CallPage, empty_store: Path, when: str
) -> None:
    for _ in range(3):
        answered(named_draft(call))
    bordereau = ordered(call)
    with _killed(when), pytest.raises(Killed):
        minute()
    assert Dossier.objects.exists()

    minute()

    assert tables_that_say(WORDS) == {}
    assert [path for path in empty_store.rglob("*") if path.is_file()] == []
    bordereau.refresh_from_db()
    assert bordereau.state == Bordereau.State.DESTROYED
    assert bordereau.lines.filter(destroyed_at=None).count() == 0


def test_two_runs_at_once_finish_once_and_nothing_fails(call: CallPage) -> None:
    answered(named_draft(call))
    bordereau = ordered(call)
    finish = destruction._finish

    def after_another(row: Bordereau) -> None:
        finish(Bordereau.objects.get(pk=row.pk))
        finish(row)

    with (
        time_machine.travel(LATER, tick=False),
        patch.object(destruction, "_finish", after_another),
    ):
        assert destruction.destroy_ordered() == (1, [])

    assert bordereau.history.filter(action="terminer").count() == 1


def _killed(when: str):
    left = 1

    def stop(*args, **kwargs):
        raise Killed

    delete = Dossier.delete

    def stop_later(self, *args, **kwargs):
        nonlocal left
        if not left:
            raise Killed
        left -= 1
        return delete(self, *args, **kwargs)

    if when == "before the files":
        return patch.object(FileSystemStorage, "listdir", stop)
    return patch.object(Dossier, "delete", stop if when == "between files and rows" else stop_later)


def test_a_store_that_holds_on_keeps_the_row_and_is_said(call: CallPage, capsys) -> None:
    answered(named_draft(call))
    ordered(call)

    with patch.object(FileSystemStorage, "delete", side_effect=PermissionError), _fails():
        minute()
    assert Dossier.objects.exists()
    minute()

    assert not Dossier.objects.exists()


def _fails():
    from django.core.management import CommandError

    return pytest.raises((CommandError, SystemExit))


def test_what_lies_in_the_folder_without_a_row_leaves_too(
    call: CallPage, empty_store: Path
) -> None:
    dossier = answered(named_draft(call))
    (empty_store / "dossiers" / str(dossier.key) / "orphan").write_bytes(A_PDF)
    ordered(call)
    minute()

    assert files_that_say(empty_store, WORDS) == []


def test_others_keep_all_that_is_theirs(call: CallPage, empty_store: Path) -> None:
    answered(named_draft(call))
    other = answered(named_draft(CallPageFactory(), courriel="autre@exemple.fr"))
    before = {each: Path(empty_store / each.file.name).read_bytes() for each in _joined(other)}
    ordered(call)
    minute()

    other.refresh_from_db()
    assert other.projects.count() == 1
    assert other.words.exists()
    assert {each: Path(empty_store / each.file.name).read_bytes() for each in _joined(other)} == (
        before
    )


def _joined(dossier: Dossier) -> list:
    return list(dossier.attachments.all())
