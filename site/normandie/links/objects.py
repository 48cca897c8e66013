"""Whether the pages, documents and images that links name are there for visitors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from core.batches import batches

from .found import Link, Verdict
from .stored import public_pages

AT_ONCE = 500


@dataclass
class Objects:
    """What links lead to: ``addresses`` of what is there, ``problems`` of what is not."""

    addresses: dict[tuple[type[Model], int], str] = field(default_factory=dict)
    problems: dict[tuple[type[Model], int], Verdict] = field(default_factory=dict)


def read_objects(links: Iterable[Link]) -> Objects:
    """Read all that *links* name, in a few queries for each kind of object."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for link in links:
        if link.model is not None:
            wanted[_kind(link.model)].add(link.pk)
    objects = Objects()
    for model, ids in wanted.items():
        for pk in ids:
            objects.problems[model, pk] = Verdict("n’existe plus")
        for batch in batches(sorted(ids), AT_ONCE):
            _read(model, batch, objects)
    return objects


def key_of(link: Link) -> tuple[type[Model], int]:
    """Return under which key ``Objects`` knows what *link* leads to."""
    return _kind(link.model or Page), link.pk


def _kind(model: type[Model]) -> type[Model]:
    return Page if issubclass(model, Page) else model


def _read(model: type[Model], ids: list[int], objects: Objects) -> None:
    if model is Page:
        _read_pages(ids, objects)
        return
    with_files = (get_image_model(), get_document_model())
    for found in model._default_manager.filter(pk__in=ids):
        if model in with_files and not found.file.storage.exists(found.file.name):  # type: ignore[attr-defined]
            objects.problems[model, found.pk] = Verdict("le fichier manque sur le disque")
            continue
        del objects.problems[model, found.pk]
        objects.addresses[model, found.pk] = getattr(found, "url", "")


def _read_pages(ids: list[int], objects: Objects) -> None:
    public = set(public_pages().filter(pk__in=ids).values_list("pk", flat=True))
    for page in Page.objects.filter(pk__in=ids):
        if not page.live:
            verdict = Verdict(f"«\u00a0{page.title}\u00a0» n’est pas publiée")
        elif page.pk not in public:
            verdict = Verdict(f"«\u00a0{page.title}\u00a0» n’est pas ouverte à tous")
        elif url := page.get_url():
            del objects.problems[Page, page.pk]
            objects.addresses[Page, page.pk] = url
            continue
        else:
            verdict = Verdict(f"«\u00a0{page.title}\u00a0» n’est dans aucun site")
        objects.problems[Page, page.pk] = verdict
