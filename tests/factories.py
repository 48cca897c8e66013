"""Builders of test data: each makes the least that is valid, and takes what the test is about."""

from datetime import date, time, timedelta

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.signals import page_published

from directory.models import (
    Commune,
    Departement,
    DirectoryPage,
    Epci,
    ErrorReport,
    Label,
    LabelCriterion,
    LabelGrant,
    LabelRequirements,
    PlacePage,
    Term,
    Vocabulary,
)
from events.models import AgendaPage, EventPage, Occurrence
from events.recurrence import from_moment
from normandie.home.models import HomePage


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"compte-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@exemple.fr")
    password = factory.django.Password("motdepasse")


class DepartementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Departement
        django_get_or_create = ("code",)

    code = "14"
    name = "Calvados"


class EpciFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Epci
        django_get_or_create = ("siren",)

    siren = "200065597"
    name = "Communauté urbaine Caen la Mer"


class CommuneFactory(factory.django.DjangoModelFactory):
    """Caen by default; other communes by their traits or fields."""

    class Meta:
        model = Commune
        django_get_or_create = ("insee_code",)

    insee_code = "14118"
    name = "Caen"
    departement = factory.SubFactory(DepartementFactory)
    epci = factory.SubFactory(EpciFactory)
    postcodes = "14000"
    population = 108_200
    latitude = 49.18585
    longitude = -0.36912

    class Params:
        rouen = factory.Trait(
            insee_code="76540",
            name="Rouen",
            departement=factory.SubFactory(DepartementFactory, code="76", name="Seine-Maritime"),
            epci=factory.SubFactory(
                EpciFactory, siren="200023414", name="Métropole Rouen Normandie"
            ),
            postcodes="76000 76100",
            population=114_083,
            latitude=49.44136,
            longitude=1.09255,
        )
        saint_lo = factory.Trait(
            insee_code="50502",
            name="Saint-Lô",
            departement=factory.SubFactory(DepartementFactory, code="50", name="Manche"),
            epci=factory.SubFactory(
                EpciFactory, siren="200066389", name="Communauté d’agglomération Saint-Lô Agglo"
            ),
            postcodes="50000",
            population=19_050,
            latitude=49.11624,
            longitude=-1.09031,
        )


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term
        django_get_or_create = ("vocabulary", "code")

    vocabulary = Vocabulary.SERVICE
    code = "Aide aux démarches administratives"
    label = factory.SelfAttribute("code")


def empty_the_site() -> None:
    """Leave what Wagtail installs alone: its « Welcome », no home page of ours, no directory."""
    Site.objects.update(root_page=Page.objects.exclude(pk__in=HomePage.objects.all()).get(depth=2))
    for home in HomePage.objects.all():
        home.delete()


class HomePageFactory(factory.django.DjangoModelFactory):
    """The root of the default site. Each test finds it made; see ``empty_the_site``.

    What is asked of a page that is there already is ignored: change the page.
    """

    class Meta:
        model = HomePage

    title = "Accueil"
    slug = "accueil"

    @classmethod
    def _create(cls, model_class: type[HomePage], *args: object, **kwargs: object) -> HomePage:
        existing = model_class.objects.first()
        if existing:
            return existing
        page = Page.get_first_root_node().add_child(instance=model_class(**kwargs))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
        )
        return page


class DirectoryPageFactory(factory.django.DjangoModelFactory):
    """The directory under the home page. Each test finds it made, as the home page."""

    class Meta:
        model = DirectoryPage

    title = "Annuaire"
    slug = "annuaire"

    @classmethod
    def _create(cls, model_class: type[DirectoryPage], *args: object, **kwargs: object):
        return model_class.objects.first() or HomePageFactory().add_child(
            instance=model_class(**kwargs)
        )


class PlacePageFactory(factory.django.DjangoModelFactory):
    """A published place in Caen; ``terms`` takes (vocabulary, code) pairs."""

    class Meta:
        model = PlacePage

    title = factory.Sequence(lambda n: f"Espace numérique {n}")
    slug = factory.Sequence(lambda n: f"espace-numerique-{n}")
    address = "1 rue de la Mer"
    postcode = factory.LazyAttribute(lambda place: place.commune.postcode)
    commune = factory.SubFactory(CommuneFactory)
    latitude = factory.LazyAttribute(lambda place: place.commune.latitude)
    longitude = factory.LazyAttribute(lambda place: place.commune.longitude)
    hours = "Mo-Fr 09:00-12:00,14:00-18:00; PH off"

    @classmethod
    def _create(cls, model_class: type[PlacePage], *args: object, **kwargs: object) -> PlacePage:
        terms = kwargs.pop("terms", ())
        parent = kwargs.pop("parent", None) or DirectoryPageFactory()
        place = model_class(**kwargs)
        place.terms = [TermFactory(vocabulary=vocabulary, code=code) for vocabulary, code in terms]
        return parent.add_child(instance=place)


class ErrorReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ErrorReport

    place = factory.SubFactory(PlacePageFactory)
    subject = "horaires"
    message = "La médiathèque ferme à 17\u00a0h."
    email = "visiteur@exemple.fr"


class LabelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Label
        django_get_or_create = ("slug",)

    name = "Tiers-Lieux Normandie"
    slug = "tiers-lieux-normandie"


class LabelRequirementsFactory(factory.django.DjangoModelFactory):
    """A version in preparation, with one criterion for each of *codes*."""

    class Meta:
        model = LabelRequirements
        skip_postgeneration_save = True

    label = factory.SubFactory(LabelFactory)
    in_force_from = date(2026, 1, 1)

    @factory.post_generation
    def codes(version: LabelRequirements, create: bool, codes: tuple[str, ...] | None, **kwargs):
        for code in ("horaires",) if codes is None else codes:
            LabelCriterion.objects.create(
                requirements=version, code=code, family="fonctionnement", wording=f"Dire {code}."
            )


class LabelGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LabelGrant

    place = factory.SubFactory(PlacePageFactory)
    label = factory.SubFactory(LabelFactory)
    granted_on = factory.Faker("date_between", start_date="-2y", end_date="-1d")


class AgendaPageFactory(factory.django.DjangoModelFactory):
    """The agenda under the home page, made once."""

    class Meta:
        model = AgendaPage

    title = "Agenda"
    slug = "agenda"

    @classmethod
    def _create(cls, model_class: type[AgendaPage], *args: object, **kwargs: object):
        return model_class.objects.first() or HomePageFactory().add_child(
            instance=model_class(**kwargs)
        )


class EventPageFactory(factory.django.DjangoModelFactory):
    """A published workshop in a week, from 14:00 to 16:00, with its dates in the table.

    ``place`` holds it, ``themes`` takes names, ``terms`` (vocabulary, code) pairs; ``live=False``
    leaves it a draft without dates.
    """

    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Atelier numérique {n}")
    slug = factory.Sequence(lambda n: f"atelier-numerique-{n}")
    summary = "Deux heures pour apprendre, avec quelqu’un à côté de vous."
    starts_on = factory.LazyFunction(lambda: from_moment(timezone.now()).date() + timedelta(days=7))
    start_time = time(14)
    end_time = time(16)
    price = 0

    @classmethod
    def _create(cls, model_class: type[EventPage], *args: object, **kwargs: object) -> EventPage:
        place = kwargs.pop("place", None) or PlacePageFactory()
        themes, terms = kwargs.pop("themes", ()), kwargs.pop("terms", ())
        live = kwargs.pop("live", True)
        event = model_class(**kwargs, live=live)
        event.terms = [TermFactory(vocabulary=vocabulary, code=code) for vocabulary, code in terms]
        event.themes.add(*themes)
        place.add_child(instance=event)
        if live:  # what publishing sets off, without the version that it keeps
            page_published.send(model_class, instance=event, revision=None)
        return event


class OccurrenceFactory(factory.django.DjangoModelFactory):
    """One date by itself: for a date that no rule gives, such as a past one."""

    class Meta:
        model = Occurrence

    event = factory.SubFactory(EventPageFactory)
    place = factory.LazyAttribute(lambda occurrence: occurrence.event.place)
    departement = factory.LazyAttribute(lambda occurrence: occurrence.place.commune.departement)
    original_start = factory.SelfAttribute("starts_at")
    ends_at = factory.LazyAttribute(lambda occurrence: occurrence.starts_at + timedelta(hours=2))
