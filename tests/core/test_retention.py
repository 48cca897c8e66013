"""Personal data leaves on its date, as the registry says, and the registry is what is published."""

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import DateTimeField, EmailField, Model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from ami.models import (
    CallNotice,
    CallPage,
    Dossier,
    DossierTag,
    Export,
    Member,
    NoteDraft,
    Takeover,
)
from core.models import AccessToken, HistoryEntry, JobRun, OutgoingMail
from core.retention import RETENTIONS
from core.tokens import issue_token
from directory.models import ErrorReport, PoleContact, PolePage, Term
from events.models import Registration, Subscription
from normandie.accessibility.models import Complaint
from normandie.equipment.models import Loan, Participation
from normandie.equipment.services.loans import report_breakdown
from normandie.espace.models import Invitation, PlaceViews, Question, YearlyReport
from normandie.espace.models.contributions import WITHDRAWN
from normandie.espace.traffic.models import Viewed
from normandie.partners.models import EventProposal
from normandie.selfcheck.models import SelfCheck
from tests.accessibility.conftest import make_complaint
from tests.ami.factories import CallPageFactory
from tests.directory.poles import a_pole
from tests.equipment.lending import a_kit, a_loan, a_place, go
from tests.equipment.trying import an_experiment
from tests.espace.collective import a_comment, a_question, an_answer
from tests.factories import (
    EventPageFactory,
    LabelRequirementsFactory,
    OccurrenceFactory,
    PlacePageFactory,
    UserFactory,
)
from tests.partners.factories import a_proposal

pytestmark = pytest.mark.django_db

# Those that hold an address which is not a visitor's: published, that of an open account, or of who
# is asked by staff (an opinion goes with its file).
NOT_OF_VISITORS = {
    *("PlacePage", "FrameSettings", "AccessibilityPage", "CallPage", "User"),
    *("Opinion", "PolePage", "FundingSchemePage", "PartnerContact"),
}


def account_log() -> ModelLogEntry:
    log(UserFactory(), "wagtail.create")
    return ModelLogEntry.objects.latest("pk")


def a_breakdown() -> HistoryEntry:
    kit = a_kit()
    report_breakdown(kit, UserFactory(), "L’écran est noir.", "La Fabrique")
    return kit.history.get()


BREAKDOWNS = "étapes des kits de matériel (pannes, remises en service), sans nom après un an"
WORKSHOP_DRAFTS = "brouillons d’ateliers jamais envoyés, que personne ne change"
DRAFTS = "brouillons de dossiers que personne ne touche, une fois leur effacement annoncé"


def access_token() -> AccessToken:
    issue_token("suivre", UserFactory())
    return AccessToken.objects.latest("pk")


MAKERS = {
    "contacts nommés des pôles, sans accord renouvelé": lambda: PoleContact.objects.create(
        pole=PolePage.objects.first() or a_pole(),
        function="Coordination",
        name="Alix Exemple",
        agreed_on=timezone.localdate(),
    ),
    "bilans annuels des lieux labellisés": lambda: YearlyReport.objects.create(
        place=PlacePageFactory(), year=2025
    ),
    "prêts de matériel terminés, sans nom après un an": lambda: go(
        a_loan(place=a_place(f"gerant{Loan.objects.count()}@exemple.fr")), "refuser"
    ),
    BREAKDOWNS: a_breakdown,
    "lieux proposés pour une expérimentation": lambda: Participation.objects.create(
        experiment=an_experiment(f"Essai {Participation.objects.count()}"),
        place=PlacePageFactory(),
    ),
    "propositions d’événements": lambda: a_proposal(EventProposal.objects.count()),
    "signalements": lambda: ErrorReport.objects.create(
        place=PlacePageFactory(), subject="autre", message="Faux"
    ),
    "fréquentation des lieux": lambda: PlaceViews.objects.create(
        place=PlacePageFactory(), month=timezone.localdate(), viewed=Viewed.SHEET
    ),
    "demandes de la lettre non confirmées": lambda: Subscription.objects.create(
        email="a@exemple.fr", consent="Oui"
    ),
    "inscriptions aux événements": lambda: Registration.objects.create(
        occurrence=OccurrenceFactory(starts_at=timezone.now() - timedelta(days=60)), name="Camille"
    ),
    WORKSHOP_DRAFTS: lambda: EventPageFactory(live=False),
    "réclamations répondues": lambda: make_complaint(),
    "réclamations (même sans réponse)": lambda: make_complaint(),
    "sessions de connexion": lambda: Session.objects.create(
        session_key=f"cle-{Session.objects.count()}", expire_date=timezone.now()
    ),
    "journal des comptes de l’administration": account_log,
    "traces des travaux automatiques": lambda: JobRun.objects.create(
        job="essai", started_at=timezone.now()
    ),
    "traces des courriels partis ou abandonnés": lambda: OutgoingMail.objects.create(
        kind="essai",
        about_id=OutgoingMail.objects.count(),
        recipient="a@exemple.fr",
        state=OutgoingMail.State.SENT,
        due_at=timezone.now(),
        give_up_at=timezone.now(),
    ),
    "traces des tâches de fond": lambda: DBTaskResult.objects.create(
        task_path="essai", args_kwargs={"args": [], "kwargs": {}}, finished_at=timezone.now()
    ),
    "liens d’accès échus": access_token,
    "liens d’accès retirés": access_token,
    "autodiagnostics": lambda: SelfCheck.objects.create(
        requirements=LabelRequirementsFactory(), sending=f"envoi {SelfCheck.objects.count()}"
    ),
    DRAFTS: lambda: Dossier.objects.create(
        call=CallPage.objects.first() or CallPageFactory(),
        kind="ami",
        definition={},
        touched_at=timezone.now() - timedelta(days=181),
    ),
    "demandes d’être prévenu que personne n’a confirmées": lambda: CallNotice.objects.create(
        call=CallPage.objects.first() or CallPageFactory(), email="a@exemple.fr"
    ),
    "demandes d’être prévenu de l’ouverture d’un appel": lambda: CallNotice.objects.create(
        call=CallPage.objects.first() or CallPageFactory(),
        email="a@exemple.fr",
        confirmed_at=timezone.now(),
    ),
    "exports de dossiers demandés par les agents": lambda: Export.objects.create(
        owner=UserFactory(), title="Essai", format="csv"
    ),
    "accès à un dossier donnés pour un temps": lambda: Member.objects.create(
        dossier=Dossier.objects.create(
            call=CallPage.objects.first() or CallPageFactory(), kind="ami", definition={}
        ),
        email="a@exemple.fr",
        role=Member.Role.HELPER,
        ends_at=timezone.now(),
    ),
    "demandes de reprise d’un dossier non confirmées": lambda: Takeover.objects.create(
        reference="AMI-2026-0001", email="a@exemple.fr"
    ),
    "demandes de reprise d’un dossier": lambda: Takeover.objects.create(
        reference="AMI-2026-0001", email="a@exemple.fr", confirmed_at=timezone.now()
    ),
    "notes internes commencées et jamais écrites": lambda: NoteDraft.objects.create(
        dossier=Dossier.objects.create(
            call=CallPage.objects.first() or CallPageFactory(), kind="ami", definition={}
        ),
        author=UserFactory(),
    ),
    "questions entre gérants où plus personne n’écrit, avec leurs réponses": a_question,
    "questions retirées par leur auteur, une fois sans réponse": lambda: Question.objects.create(
        title=WITHDRAWN, text=""
    ),
    "questions masquées par l’équipe": a_question,
    "réponses masquées par l’équipe": lambda: an_answer(a_question(), None),
    "commentaires de la feuille de route": a_comment,
    "commentaires masqués par l’équipe": a_comment,
    "appareils connectés, une fois la session fermée": lambda: UserSession.objects.create(
        user=UserFactory(), ip="192.0.2.1", session_key=f"cle-{UserSession.objects.count()}"
    ),
    "invitations à gérer un lieu, sans réponse": lambda: Invitation.objects.create(
        place=PlacePageFactory(), email="a@exemple.fr", expires_at=timezone.now()
    ),
    "invitations à gérer un lieu, acceptées": lambda: Invitation.objects.create(
        place=PlacePageFactory(), email="a@exemple.fr", expires_at=timezone.now()
    ),
    "étiquettes qu’aucun dossier ne porte plus": lambda: DossierTag.objects.create(
        folded=f"mot {DossierTag.objects.count()}"
    ),
}


def dated(label: str, field: str, moment: datetime) -> Model:
    row = MAKERS[label]()
    *relations, last = field.split("__")
    holder = row
    for name in relations:
        holder = getattr(holder, name)
    type(holder).objects.filter(pk=holder.pk).update(**{last: moment})
    return row


@pytest.mark.parametrize("retention", RETENTIONS, ids=lambda retention: retention.label)
def test_each_thing_leaves_on_its_date_and_not_before(retention) -> None:
    *_, field = get_fields_from_path(retention.model, retention.since)
    # A day where the field knows no hour.
    step = timedelta(hours=1) if isinstance(field, DateTimeField) else timedelta(days=1)
    now = timezone.now()
    past = dated(retention.label, retention.since, now - retention.kept - step)
    kept = dated(retention.label, retention.since, now - retention.kept + step)

    call_command("daily", "core.erase_what_is_due", stdout=StringIO())

    left = retention.model.objects.filter(pk__in=[past.pk, kept.pk])
    assert list(left) == [kept]


def test_the_times_are_those_that_visitors_are_told() -> None:
    kept = {retention.label: retention.kept.days for retention in RETENTIONS}

    assert kept["fréquentation des lieux"] == 3 * 365  # « gardés trois ans »
    assert (
        kept["brouillons d’ateliers jamais envoyés, que personne ne change"] == 183
    )  # « six mois »
    assert kept["signalements"] == 365  # « un an au plus »
    assert kept["réclamations répondues"] == 365  # « un an après la réponse… »
    assert kept["réclamations (même sans réponse)"] == 3 * 365  # « … trois ans au plus »
    assert kept["inscriptions aux événements"] == 14  # « deux semaines »
    assert kept["demandes de la lettre non confirmées"] == 7  # « sept jours »
    assert kept["demandes d’être prévenu que personne n’a confirmées"] == 7  # « sept jours »
    assert kept["demandes d’être prévenu de l’ouverture d’un appel"] == 365  # « un an au plus »
    assert kept["demandes de reprise d’un dossier non confirmées"] == 7  # « sept jours »
    assert kept["demandes de reprise d’un dossier"] == 365  # « un an »


def test_what_visitors_leave_of_themselves_has_a_date() -> None:
    ours = [
        model
        for model in apps.get_models()
        if Path(apps.get_app_config(model._meta.app_label).path).is_relative_to(settings.BASE_DIR)
        and ".venv" not in apps.get_app_config(model._meta.app_label).path
    ]
    holding = {
        model.__name__
        for model in ours
        if any(isinstance(field, EmailField) for field in model._meta.get_fields())
    }

    assert {"ErrorReport", "Subscription", "Complaint"} <= holding
    assert (
        holding - NOT_OF_VISITORS
        == {retention.model.__name__ for retention in RETENTIONS} & holding
    )


def test_the_log_of_what_is_not_an_account_stays() -> None:
    log(Term.objects.first(), "wagtail.edit")
    ModelLogEntry.objects.update(timestamp=timezone.now() - timedelta(days=4_000))

    call_command("daily", "core.erase_what_is_due", stdout=StringIO())

    assert ModelLogEntry.objects.count() == 1


def test_the_page_of_the_documentation_is_the_registry() -> None:
    out = StringIO()
    call_command("retention", "--markdown", stdout=out)

    page = (Path(settings.BASE_DIR) / "docs/retention.md").read_text("utf-8")
    assert page == out.getvalue(), "manage.py retention --markdown > docs/retention.md"


def test_it_is_known_beforehand_what_the_night_will_erase() -> None:
    dated("signalements", "received_at", timezone.now() - timedelta(days=366))
    out = StringIO()

    call_command("retention", stdout=out)

    assert "signalements (365 j) : 1 à effacer" in out.getvalue()
    assert ErrorReport.objects.count() == 1
    assert not Complaint.objects.exists()
    assert get_user_model().objects.count() == 0
