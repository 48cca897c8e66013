"""Staff write an event, and say how it comes again in plain words."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission

from directory.models import Vocabulary
from events.models import EventPage, Occurrence, Theme
from events.services.occurrences import set_status
from tests.clock import DECEMBER_2026, in_december_2026
from tests.directory.admin.sheet import Opened, form_in, opened, shown_form, term
from tests.events.admin.form import edit_url, saved, send, submit
from tests.events.series import next_monday, weekly
from tests.factories import EventPageFactory, PlacePageFactory
from tests.reading import errors, text_of
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, in_december_2026]

MONDAY = date(2027, 3, 1)
YOUNG = (Vocabulary.AUDIENCE, "Jeunes")


def monthly(**fields: object) -> EventPage:
    return EventPageFactory(**{"starts_on": MONDAY} | fields)


@pytest.fixture(scope="module")
def once(made_once: Callable) -> Opened:
    """An event on one Monday, opened once for all the tests that change it."""
    with time_machine.travel(DECEMBER_2026):
        return made_once(lambda: opened(signed_in("team"), monthly()))


def test_publishing_an_untouched_event_changes_nothing(team: Client) -> None:
    event = weekly(
        rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=4",
        body='<p data-block-key="a1b2c">Apportez votre téléphone.</p>',
        terms=[YOUNG],
        themes=["Démarches en ligne"],
        added_dates=["2027-06-05"],
        excluded_dates=["2027-06-07"],
        skip_school_holidays=True,
    )
    hidden = ("latest_revision", "live_revision")
    names = [field.name for field in EventPage._meta.concrete_fields if field.name not in hidden]
    names = [name for name in names if not name.endswith("_at")]
    before = {name: getattr(saved(event), name) for name in names}

    assert submit(team, event, skip_school_holidays="on").status_code == 302

    after = saved(event)
    assert {name: getattr(after, name) for name in names} == before
    assert [str(theme) for theme in after.themes.all()] == ["Démarches en ligne"]
    assert list(after.terms.all()) == [term(*YOUNG)]


def test_staff_write_a_new_event_under_a_place(team: Client) -> None:
    place = PlacePageFactory()
    url = reverse("wagtailadmin_pages:add", args=("events", "eventpage", place.pk))
    data = shown_form(team, url)
    data.update(
        {
            "title": "Envoyer des photos",
            "slug": "envoyer-des-photos",
            "summary": "Pour qui a un téléphone.",
            "starts_on": "01/03/2027",
            "start_time": "14:00",
            "end_time": "16:00",
            "rule-pattern": "semaine",
            "rule-count": "3",
            "action-publish": "action-publish",
        }
    )

    assert "booking" in errors(team.post(url, data))
    team.post(url, data | {"booking": "courriel"})

    event = EventPage.objects.get(slug="envoyer-des-photos")
    assert event.live
    assert event.place == place
    assert event.rule == "FREQ=WEEKLY;COUNT=3"
    assert event.booking == "courriel"
    assert event.occurrences.count() == 3


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ({"rule_pattern": "une-fois", "rule_count": "3"}, ""),
        (
            {"rule_pattern": "semaine", "rule_weekdays": ["3", "0"], "rule_until": "2027-06-30"},
            "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270630T235959",
        ),
        (
            {"rule_pattern": "mois-jour", "rule_ordinal": "1", "rule_weekday": "0"},
            "FREQ=MONTHLY;BYDAY=1MO",
        ),
        ({"rule_pattern": "mois-date", "rule_count": "3"}, "FREQ=MONTHLY;COUNT=3"),
    ],
)
def test_a_repetition_is_chosen_in_plain_words_and_shown_again(
    team: Client, once: Opened, chosen: dict, rule: str
) -> None:
    assert send(team, once, **chosen).status_code == 302

    assert saved(once.page).rule == rule
    shown = shown_form(team, edit_url(once.page))
    assert shown["rule-pattern"] == chosen["rule_pattern"]
    if rule:
        for name, value in chosen.items():
            values = value if isinstance(value, list) else [value]
            assert shown.getlist(name.replace("rule_", "rule-")) == sorted(values)


def test_a_first_date_that_does_not_follow_the_repetition_is_refused(
    team: Client, once: Opened
) -> None:
    response = send(team, once, rule_pattern="mois-jour", rule_ordinal="1", rule_weekday="5")

    assert "lundi 1er mars 2027" in errors(response)["rule"]
    assert "samedi 6 mars 2027" in errors(response)["rule"]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"rule_pattern": "mois-jour"}, "Choisissez par exemple"),
        (
            {"rule_pattern": "semaine", "rule_count": "3", "rule_until": "2027-06-30"},
            "pas les deux",
        ),
        ({"rule_pattern": "semaine", "rule_until": "2027-02-01"}, "s’arrête avant"),
        ({"rule_pattern": "semaine", "rule_count": "0"}, "nombre de fois"),
        ({"rule_pattern": "inconnue"}, "inconnue"),
        ({"rule_pattern": "importee", "rule_imported": "FREQ=SECONDLY"}, "ne peut pas être lue"),
    ],
)
def test_a_repetition_that_means_nothing_is_refused(
    team: Client, once: Opened, chosen: dict, expected: str
) -> None:
    assert expected in errors(send(team, once, **chosen))["rule"]
    assert saved(once.page).rule == ""


def test_an_imported_rule_that_the_choices_cannot_say_is_kept(team: Client) -> None:
    rule = "FREQ=MONTHLY;BYDAY=1MO,3MO;COUNT=5"
    event = monthly(rule=rule)

    page = team.get(edit_url(event))
    shown = Opened(event, form_in(page.content.decode()))

    assert "Règle importée" in text_of(page)
    send(team, shown, title="Autre titre")
    assert (saved(event).title, saved(event).rule) == ("Autre titre", rule)

    send(team, shown, rule_pattern="semaine", rule_count="2")
    assert saved(event).rule == "FREQ=WEEKLY;COUNT=2"


def test_a_rule_that_ends_at_some_moment_is_shown_in_plain_words(team: Client) -> None:
    event = monthly(
        start_time=time(18), end_time=time(20), rule="FREQ=WEEKLY;UNTIL=20270322T180000"
    )

    shown = opened(team, event)
    send(team, shown, title="Autre titre")

    assert (shown.form["rule-pattern"], shown.form["rule-until"]) == ("semaine", "2027-03-22")
    assert saved(event).rule == "FREQ=WEEKLY;UNTIL=20270322T235959"
    assert event.occurrences.count() == 4


def test_themes_are_chosen_among_those_of_the_agenda(team: Client, once: Opened) -> None:
    images, health = (Theme.objects.create(name=name, slug=name) for name in ("images", "sante"))
    send(team, once, themes=[images.pk, health.pk])
    assert set(saved(once.page).themes.all()) == {images, health}
    shown = shown_form(team, edit_url(once.page))
    assert shown.getlist("themes") == [str(images.pk), str(health.pk)]

    send(team, once, themes=[health.pk])
    assert list(saved(once.page).themes.all()) == [health]

    assert errors(send(team, once, themes=["cuisine"]))["themes"]
    assert Theme.objects.count() == 2


def test_dates_are_typed_one_a_line(team: Client, once: Opened) -> None:
    send(team, once, added_dates="12/03/2027\r\n\r\n08/03/2027\r\n12/03/2027")

    assert saved(once.page).added_dates == ["2027-03-08", "2027-03-12"]
    shown = shown_form(team, edit_url(once.page))
    assert shown["added_dates"].split() == ["08/03/2027", "12/03/2027"]


def test_each_line_that_is_no_date_is_told(team: Client, once: Opened) -> None:
    response = send(team, once, excluded_dates="30/02/2027\nmardi\n08/03/2027")

    assert errors(response)["excluded_dates"] == (
        "« 30/02/2027 » n’est pas une date comme 12/03/2027. "
        "« mardi » n’est pas une date comme 12/03/2027."
    )


def test_a_time_that_does_not_exist_is_refused_with_its_reason(team: Client) -> None:
    response = submit(team, monthly(starts_on=date(2027, 3, 28)), start_time="02:30")

    assert "n’existe pas le 28 mars 2027" in errors(response)["start_time"]


def test_an_image_that_one_may_not_choose_is_refused(team: Client, once: Opened) -> None:
    GroupCollectionPermission.objects.all().delete()
    root = Collection.get_first_root_node()
    image = get_image_model().objects.create(
        title="Fermée", file=get_test_image_file(), collection=root.add_child(name="Fermée")
    )
    response = send(team, once, image=image.pk, image_alt="Une salle")

    assert errors(response)["image"] == "Vous ne pouvez pas choisir cette image."
    assert saved(once.page).image is None


def test_an_image_that_one_may_choose_is_accepted_and_stays(team: Client, once: Opened) -> None:
    image = get_image_model().objects.create(title="Salle", file=get_test_image_file())
    send(team, once, image=image.pk, image_alt="Une salle")
    GroupCollectionPermission.objects.all().delete()
    submit(team, once.page, title="Autre titre")

    assert (saved(once.page).image, saved(once.page).title) == (image, "Autre titre")


def test_after_a_publication_staff_read_which_states_were_lost(team: Client) -> None:
    event = weekly()
    gone = event.occurrences.all()[1]
    set_status(gone, Occurrence.Status.CANCELLED)
    day = next_monday() + timedelta(days=7)
    excluded, shown = f"{day:%d/%m/%Y}", opened(team, event)

    lost = send(team, shown, excluded_dates=excluded)
    assert "perdus, car leur date n’existe plus" in text_of(team.get(lost["Location"]))

    again = send(team, shown, excluded_dates=excluded, title="Autre titre")
    assert "perdu" not in text_of(team.get(again["Location"]))


def test_the_time_of_an_event_may_pass_midnight(team: Client) -> None:
    event = monthly(start_time=time(22))

    submit(team, event, end_time="02:00")

    (occurrence,) = event.occurrences.all()
    assert occurrence.ends_at - occurrence.starts_at == timedelta(hours=4)
