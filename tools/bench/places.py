"""Many plausible places, made at random from a seed, written in bulk."""

import random
from collections.abc import Iterator
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects
from django.utils import timezone
from wagtail.models import Page

from core.batches import batches
from directory.models import (
    Commune,
    DirectoryPage,
    PlacePage,
    Term,
    Vocabulary,
)
from directory.services.refresh import compute
from directory.services.words import index_places

BATCH = 2_000
NAMES = (
    "Médiathèque",
    "Espace numérique",
    "Maison des services",
    "Fablab",
    "Coworking",
    "Centre social",
    "Cyberbase",
    "Atelier numérique",
    "France services",
    "Tiers-lieu",
)
HOURS = (
    "",
    "Mo-Fr 09:00-12:00,14:00-18:00; PH off",
    "Tu-Sa 10:00-12:30,13:30-18:30",
    "Mo,We,Fr 09:00-17:00; SH Mo-Fr 09:00-12:00",
    "Mo-Su 08:00-20:00",
    "sur rendez-vous",
)
LISTS = (
    (Vocabulary.KIND, 1, 2),
    (Vocabulary.SERVICE, 1, 5),
    (Vocabulary.EQUIPMENT, 0, 5),
    (Vocabulary.COWORKING, 0, 4),
    (Vocabulary.AUDIENCE, 0, 2),
    (Vocabulary.FEE, 1, 1),
    (Vocabulary.ACCESS, 1, 3),
)
PlaceTerm = PlacePage.terms.through


def make_places(directory: DirectoryPage, number: int, seed: int = 1) -> None:
    """Add *number* places under *directory*, which must be empty; the same ones for a *seed*."""
    rng = random.Random(seed)  # noqa: S311
    communes = list(Commune.objects.select_related("departement", "epci"))
    weights = [commune.population for commune in communes]
    terms = {
        vocabulary: list(Term.objects.filter(vocabulary=vocabulary)) for vocabulary, *_ in LISTS
    }
    for batch in batches(range(number), BATCH):
        chosen = rng.choices(communes, weights, k=len(batch))
        places = [
            _place(rng, directory, index, commune)
            for index, commune in zip(batch, chosen, strict=True)
        ]
        _write(places, [list(_terms(rng, terms)) for _ in places])
    Page.objects.filter(pk=directory.pk).update(numchild=number)


def _place(rng: random.Random, directory: DirectoryPage, index: int, commune: Commune) -> PlacePage:
    name = f"{rng.choice(NAMES)} de {commune.name} {index}"
    now = timezone.now()
    return PlacePage(
        title=name,
        draft_title=name,
        slug=f"lieu-{index}",
        path=PlacePage._get_path(directory.path, directory.depth + 1, index + 1),
        depth=directory.depth + 1,
        url_path=f"{directory.url_path}lieu-{index}/",
        content_type=ContentType.objects.get_for_model(PlacePage),
        locale_id=directory.locale_id,
        first_published_at=now,
        last_published_at=now,
        summary=f"Un lieu d’accueil et d’aide au numérique pour les habitants de {commune.name}.",
        address=f"{rng.randint(1, 90)} rue de la Mer",
        postcode=commune.postcode,
        commune=commune,
        latitude=commune.latitude + rng.uniform(-0.02, 0.02),
        longitude=commune.longitude + rng.uniform(-0.02, 0.02),
        phone=f"+332{rng.randint(10_000_000, 99_999_999)}",
        hours=rng.choice(HOURS),
        source="Données synthétiques",
        source_id=str(index),
        public_id=f"synthetique-{index}",
        verified_on=now.date() - timedelta(days=rng.randint(0, 800)),
    )


def _terms(rng: random.Random, terms: dict[Vocabulary, list[Term]]) -> Iterator[Term]:
    for vocabulary, least, most in LISTS:
        wanted = min(rng.randint(least, most), len(terms[vocabulary]))
        yield from rng.sample(terms[vocabulary], wanted)


def _write(places: list[PlacePage], terms: list[list[Term]]) -> None:
    """Write the two tables of each page by hand: Django refuses to do it in bulk."""
    parents = [
        Page(
            **{field.attname: getattr(place, field.attname) for field in Page._meta.concrete_fields}
        )
        for place in places
    ]
    for place, parent in zip(places, Page.objects.bulk_create(parents), strict=True):
        place.pk = place.page_ptr_id = parent.pk
    for place, own in zip(places, terms, strict=True):
        place.terms = own
    prefetch_related_objects(places, "formulas", "rooms", "photos", "grants", "tagged_items__tag")
    for place in places:
        compute(place)
    own_fields = PlacePage._meta.local_concrete_fields
    for batch in batches(places, 500):
        PlacePage._base_manager._insert(batch, fields=own_fields, using="default")
    PlaceTerm.objects.bulk_create(
        (
            PlaceTerm(placepage=place, term=term)
            for place, own in zip(places, terms, strict=True)
            for term in own
        ),
        batch_size=5_000,
    )
    index_places(places)
