"""What follows when something of the directory changes: the cache, the places it touches."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import Signal, receiver
from wagtail.images.models import AbstractImage
from wagtail.models import PageViewRestriction

from core.cache import renew_site_version
from core.pictures.renditions import renditions_made
from directory.caches import directory_cache
from directory.models import (
    EverydayWord,
    Label,
    LabelGrant,
    LabelRequirements,
    PlacePage,
    PoleContact,
    PoleIndexPage,
    PolePage,
    Term,
)
from directory.services.refresh import refresh_places

# Staff took ``users`` off those who manage ``place``.
managers_removed = Signal()

for model in (
    *(Label, Term, EverydayWord, PlacePage, PageViewRestriction),
    *(PoleIndexPage, PolePage),
):
    post_save.connect(directory_cache.invalidate, model)
    post_delete.connect(directory_cache.invalidate, model)
for model in (PoleContact, LabelRequirements):  # pages show them, and no cache of the directory
    post_save.connect(renew_site_version, model)
    post_delete.connect(renew_site_version, model)
m2m_changed.connect(directory_cache.invalidate, EverydayWord.terms.through)


@receiver(pre_save, sender=LabelGrant)
def remember_former_place(instance: LabelGrant, **kwargs: Any) -> None:
    """An attribution may move to another place: the one it leaves changes too."""
    former = LabelGrant.objects.filter(pk=instance.pk).values_list("place_id", flat=True)
    instance._former_place_id = former.first()  # type: ignore[attr-defined]


@receiver(post_save, sender=LabelGrant)
def refresh_places_of_grant(instance: LabelGrant, **kwargs: Any) -> None:
    former = getattr(instance, "_former_place_id", None)
    refresh_places(pk__in={instance.place_id, former} - {None})


@receiver(post_delete, sender=LabelGrant)
def refresh_place_of_deleted_grant(instance: LabelGrant, origin: Any, **kwargs: Any) -> None:
    """Nothing to do when the attribution goes with its place: there is no sheet left to find."""
    model = getattr(origin, "model", type(origin))
    if model is LabelGrant:
        refresh_places(pk=instance.place_id)


@receiver(post_save, sender=Label)
def refresh_places_of_label(instance: Label, created: bool, **kwargs: Any) -> None:
    if not created:
        refresh_places(grants__label=instance)


@receiver(post_save, sender=Term)
def refresh_places_of_term(instance: Term, created: bool, **kwargs: Any) -> None:
    if not created:
        refresh_places(terms=instance)


@receiver(renditions_made)
def refresh_places_of_photo(image: AbstractImage, **kwargs: Any) -> None:
    refresh_places(photos__image=image)
