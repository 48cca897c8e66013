"""What the places try: told to everybody; a place offers itself, the team chooses."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.workflow import WorkflowError
from normandie.equipment.merging import pass_on_participations
from normandie.equipment.models import ExperimentPlace, Participation
from normandie.equipment.services.experiments import offer
from normandie.equipment.workflow import PARTICIPATIONS
from tests.clock import in_december_2026
from tests.equipment.lending import a_kit, a_place
from tests.equipment.trying import an_experiment
from tests.espace.collective import browser_of
from tests.factories import PlacePageFactory
from tests.mails import sent_mails
from tests.reading import links, main_text, texts
from tests.roles import signed_in
from tests.undone import undone
from tests.workflows import check_case, every_case

pytestmark = [pytest.mark.django_db, in_december_2026]
EXPERIMENTS = "/espace/collectif/experimentations/"


def test_visitors_read_what_is_tried_and_what_came_out(client: Client) -> None:
    place, hidden = PlacePageFactory(title="La Fabrique"), PlacePageFactory(title="Le Secret")
    private = PlacePageFactory(title="Le Privé")
    private.view_restrictions.create(restriction_type=PageViewRestriction.LOGIN)
    over = an_experiment(
        "Robots en famille",
        days=-2,
        outcome="<p>Douze familles.</p>",
        kit=a_kit(),
        calls_until=None,
    )
    over.places = [ExperimentPlace(place=each) for each in (private, place, hidden)]
    over.save()
    hidden.unpublish()
    calling = an_experiment(to_validate=True)

    listing = client.get(over.get_parent().url)
    page = main_text(client.get(over.url))

    assert texts(listing, "main h2") == ["Recherche de lieux", "Terminées"]
    assert "Exemple à valider par la Région" in main_text(listing)
    for part in ("Douze familles.", "La Fabrique", "Six casques"):
        assert part in page
    assert "Le Secret" not in page
    assert "Le Privé" not in page
    assert "Proposez-le" in main_text(client.get(calling.url))
    assert "Proposez-le" not in page


def test_a_place_offers_itself_once_and_hears_what_the_team_decides() -> None:
    experiment, place = an_experiment(), a_place(title="La Fabrique")
    manager = browser_of(place.managers.get())
    path = f"{EXPERIMENTS}{experiment.pk}/participer/"
    assert path in links(manager.get(EXPERIMENTS)).values()
    assert manager.post(path, {"place": "0"}).status_code == 422

    for _ in range(2):
        answered = manager.post(
            path, {"place": place.pk, "message": "Deux animateurs."}, follow=True
        )

    assert "La Fabrique : proposé" in main_text(answered)
    made = Participation.objects.get()
    assert [mail.to for mail in sent_mails()] == [["equipe@localhost"]]
    choose = reverse("wagtailsnippets_equipment_participation:action", args=(made.pk, "retenir"))
    signed_in("team").post(choose, {"version": made.version})
    assert sent_mails()[-1].to == ["gerant@exemple.fr"]
    assert sent_mails()[-1].subject.startswith("Retenu")
    assert "La Fabrique : retenu" in main_text(manager.get(EXPERIMENTS))


def test_what_looks_for_nobody_any_more_takes_no_offer() -> None:
    place = a_place()
    over = an_experiment(calls_until=timezone.localdate() - timedelta(days=1))
    manager = browser_of(place.managers.get())

    assert manager.get(f"{EXPERIMENTS}{over.pk}/participer/").status_code == 404
    with pytest.raises(WorkflowError):
        offer(over, place, None)
    draft = an_experiment()
    draft.unpublish()
    assert manager.get(f"{EXPERIMENTS}{draft.pk}/participer/").status_code == 404


@pytest.mark.one_engine
def test_the_table_alone_says_what_may_be_done() -> None:
    experiment = an_experiment()

    def in_state(state: str) -> Participation:
        place = a_place()
        return Participation.objects.create(experiment=experiment, place=place, state=state)

    for case in every_case(PARTICIPATIONS):
        with undone():
            check_case(PARTICIPATIONS, in_state, case.values)


def test_of_two_offers_of_merged_sheets_one_stays() -> None:
    both, one = an_experiment(), an_experiment("Autre")
    kept, withdrawn = a_place(), a_place()
    for place, experiment in ((kept, both), (withdrawn, both), (withdrawn, one)):
        offer(experiment, place, None)

    moved = pass_on_participations(withdrawn, kept)

    assert len(moved) == 1
    assert {each.experiment_id for each in kept.participations.all()} == {both.pk, one.pk}
