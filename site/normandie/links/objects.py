"""Whether the pages, documents and images that links name are there for visitors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from core.batches import batches
from core.rows import name_of

from .found import Link, Verdict, judged
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
    public: set[int] = set()
    if model is Page:
        public.update(public_pages().filter(pk__in=ids).values_list("pk", flat=True))
    for found in model._default_manager.filter(pk__in=ids):
        verdict = judged(name_of(found), partial(_verdict, found, public, objects))
        if verdict:
            objects.problems[model, found.pk] = verdict
        else:
            del objects.problems[model, found.pk]


def _verdict(found: Model, public: set[int], objects: Objects) -> Verdict | None:
    """Say what is wrong with *found*; where nothing is, add its address to *objects*."""
    if isinstance(found, Page):
        return _verdict_on_page(found, public, objects)
    with_files = (get_image_model(), get_document_model())
    if isinstance(found, with_files) and not found.file.storage.exists(found.file.name):
        return Verdict("le fichier manque sur le disque")
    objects.addresses[type(found), found.pk] = getattr(found, "url", "")
    return None


def _verdict_on_page(page: Page, public: set[int], objects: Objects) -> Verdict | None:
    if not page.live:
        return Verdict(f"«\u00a0{page.title}\u00a0» n’est pas publiée")
    if page.pk not in public:
        return Verdict(f"«\u00a0{page.title}\u00a0» n’est pas ouverte à tous")
    url = page.get_url()
    if not url:
        return Verdict(f"«\u00a0{page.title}\u00a0» n’est dans aucun site")
    objects.addresses[Page, page.pk] = url
    return None
