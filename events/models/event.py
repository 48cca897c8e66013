"""A workshop, or any other event, that a place holds."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index

from core.pages.querysets import OneTypeQuerySet
from core.pages.routing import DirectRouting, ImportedAttribute, RouteTableMixin, reserved_slugs
from core.validators import validate_web_address
from directory.models import PlacePage, Term
from events.recurrence import (
    HORIZON,
    YEARS,
    BadRule,
    NoSuchTime,
    Series,
    end_of,
    from_moment,
    to_moment,
)


def new_uid() -> str:
    """Identifier of an event in calendars, which never changes (RFC 7986 §5.3: a UUID)."""
    return str(uuid.uuid4())


class EventPage(RouteTableMixin, DirectRouting, Page):
    """An event under the sheet of its place.

    What it is is moderated as any page. When it takes place is told here by a rule, in local wall
    time, and kept date by date in ``Occurrence``: the state of a date (cancelled, full…) is changed
    there at once, without moderation.
    """

    class Kind(models.TextChoices):
        WORKSHOP = "atelier", "Atelier"
        INITIATION = "initiation", "Initiation"
        TALK = "conference", "Conférence"
        WEBINAR = "webinaire", "Webinaire"
        OPEN_DOORS = "porte-ouverte", "Portes ouvertes"
        COWORKING = "coworking", "Coworking"
        LABEL = "remise-de-label", "Remise de label"
        MEETING = "rencontre", "Rencontre"

    class Level(models.TextChoices):
        ALL = "tous", "Tous niveaux"
        BEGINNER = "debutant", "Débutant"
        INTERMEDIATE = "intermediaire", "Intermédiaire"
        ADVANCED = "avance", "Avancé"

    class Booking(models.TextChoices):
        NONE = "sans", "Sans réservation"
        PHONE = "telephone", "Par téléphone"
        EMAIL = "courriel", "Par courriel"
        LINK = "lien", "En ligne"
        HERE = "ici", "Inscription sur ce site"
        UNKNOWN = "inconnu", "Non précisée"

    class Attendance(models.TextChoices):
        IN_PLACE = "sur-place", "Sur place"
        ONLINE = "en-ligne", "En ligne"
        MIXED = "mixte", "Sur place et en ligne"

    # What and for whom
    kind = models.CharField("type", max_length=20, choices=Kind.choices, default=Kind.WORKSHOP)
    summary = models.CharField("présentation courte", max_length=280)
    body = RichTextField(
        "présentation détaillée", blank=True, features=["h3", "bold", "italic", "ol", "ul", "link"]
    )
    themes = ClusterTaggableManager(
        through="events.EventTheme", blank=True, verbose_name="thèmes", related_name="events"
    )
    terms = ParentalManyToManyField(
        Term, related_name="events", blank=True, verbose_name="publics et accueil adapté"
    )
    level = models.CharField("niveau", max_length=20, choices=Level.choices, default=Level.ALL)

    # Conditions
    price = models.DecimalField(
        "prix",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="En euros ; 0 si c’est gratuit, vide s’il n’est pas connu.",
    )
    price_note = models.CharField("précision sur le prix", max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField("nombre de places", null=True, blank=True)
    booking = models.CharField(
        "réservation", max_length=10, choices=Booking.choices, default=Booking.PHONE
    )
    booking_contact = models.CharField(
        "où réserver",
        max_length=500,
        blank=True,
        help_text="Numéro, courriel ou adresse web. Vide : ceux de la fiche du lieu.",
    )
    attendance = models.CharField(
        "participation", max_length=10, choices=Attendance.choices, default=Attendance.IN_PLACE
    )
    online_url = models.URLField(
        "adresse pour participer en ligne",
        max_length=500,
        blank=True,
        validators=[validate_web_address],
    )
    accessibility = models.CharField("accessibilité", max_length=280, blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="image",
    )
    image_alt = models.CharField(
        "texte de remplacement", max_length=160, blank=True, help_text="Ce que l’image montre."
    )
    image_credit = models.CharField("crédit de l’image", max_length=160, blank=True)

    # When, in local wall time
    starts_on = models.DateField("première date")
    start_time = models.TimeField("début")
    end_time = models.TimeField("fin")
    rule = models.CharField("règle de répétition", max_length=255, blank=True)
    added_dates = models.JSONField("dates ajoutées", default=list, blank=True)
    excluded_dates = models.JSONField("dates exclues", default=list, blank=True)
    skip_school_holidays = models.BooleanField("sauf vacances scolaires", default=False)
    skip_public_holidays = models.BooleanField("sauf jours fériés", default=False)

    # The day when the whole series was called off: what its rule would give later is not held.
    called_off_on = models.DateField("annulé en entier le", null=True, editable=False)

    is_shared = models.BooleanField(
        "les autres lieux peuvent le reprendre",
        default=False,
        help_text="Les gestionnaires des autres lieux le trouvent, et partent de ses textes.",
    )

    # Where it comes from
    uid = models.CharField(
        "identifiant", max_length=255, unique=True, default=new_uid, editable=False
    )
    source = models.CharField("source", max_length=255, blank=True, editable=False)
    # The version that the source last told (RFC 5545 §3.8.7.4).
    source_sequence = models.PositiveIntegerField("révision", null=True, editable=False)
    is_example = models.BooleanField("exemple de démonstration", default=False, editable=False)

    objects = PageManager.from_queryset(OneTypeQuerySet)()

    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.SearchField("kind_label"),
        index.RelatedFields("themes", [index.SearchField("name", boost=2)]),
    ]
    in_site_map = False  # the agenda lists them
    template = "events/event_page.html"
    parent_page_types: ClassVar[list[str]] = ["directory.PlacePage"]
    subpage_types: ClassVar[list[str]] = []
    route_table = "events.routes.EVENT_PAGE"
    edit_handler = ImportedAttribute("events.admin.panels.event_edit_handler")
    copy_form_class = ImportedAttribute("directory.admin.forms.copy.PlainCopyForm")
    # A copy is another event, written here.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        *("uid", "source", "source_sequence", "is_example", "called_off_on")
    ]

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"

    def clean(self) -> None:
        super().clean()
        if self.slug in reserved_slugs(PlacePage):
            raise ValidationError({"slug": "Cette adresse est déjà celle d’une page du lieu."})
        if self.image and not self.image_alt:
            raise ValidationError({"image_alt": "Décrivez ce que l’image montre."})
        if self.attendance != self.Attendance.IN_PLACE and not self.online_url:
            raise ValidationError({"online_url": "Donnez l’adresse pour participer en ligne."})
        if self.booking == self.Booking.HERE and not self.capacity:
            raise ValidationError(
                {
                    "capacity": "Donnez le nombre de places\u00a0: il faut le connaître pour "
                    "prendre les inscriptions sur ce site."
                }
            )
        if self.starts_on and self.start_time and self.end_time:
            self.check_dates()

    def check_dates(self) -> None:
        """Raise ValidationError, in French, where the dates cannot take place as they are said."""
        if self.starts_on.year not in YEARS:
            raise ValidationError({"starts_on": "Cette année n’est pas plausible."})
        try:
            starts = self.series.starts(self.horizon)
            for start in starts:
                to_moment(start)
                to_moment(end_of(start, self.end_time))
        except BadRule as error:
            raise ValidationError({"rule": str(error)}) from error
        except NoSuchTime as error:
            raise ValidationError({"start_time": str(error)}) from error
        if not starts:
            raise ValidationError(
                {"starts_on": "Il ne reste aucune date\u00a0: rien n’aurait lieu."}
            )

    @property
    def series(self) -> Series:
        """When the event takes place, in naive local time."""
        return Series(
            first=datetime.combine(self.starts_on, self.start_time),
            end_time=self.end_time,
            rule=self.rule,
            added=frozenset(map(date.fromisoformat, self.added_dates)),
            excluded=frozenset(map(date.fromisoformat, self.excluded_dates)),
            skip_school_holidays=self.skip_school_holidays,
            skip_public_holidays=self.skip_public_holidays,
        )

    @property
    def horizon(self) -> date:
        """The last day whose dates are kept: 18 months ahead, of an event to come too.

        It stays where it was when the series was called off: no date is added to one.
        """
        today = from_moment(timezone.now()).date()
        return max(min(today, self.called_off_on or today), self.starts_on) + HORIZON

    def with_content_json(self, content: dict[str, Any]) -> EventPage:
        """Return a version of the event; what was called off stays so, whatever it held then."""
        version: EventPage = super().with_content_json(content)
        version.called_off_on = self.called_off_on
        return version

    @property
    def kind_label(self) -> str:
        return str(self.Kind(self.kind).label)

    @property
    def is_free(self) -> bool:
        return self.price == 0

    @property
    def takes_registrations(self) -> bool:
        """Whether people register for its dates on this site."""
        return self.booking == self.Booking.HERE and bool(self.capacity)

    @property
    def place(self) -> PlacePage:
        """The place that holds the event."""
        place = self.get_parent()
        return place if isinstance(place, PlacePage) else place.specific
