"""What published pages show cannot be deleted under them: no broken image, no dead download."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, ProtectedError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from core.middleware import AnsweringErrors

MAX_NAMED = 5  # pages in a message


class UsedInPages(ProtectedError):
    """An image or a document is shown by published pages; ``instance`` is what was to go."""

    def __init__(self, instance: Model, pages: list[Page]) -> None:
        super().__init__(f"{instance!r} is used in published pages.", set(pages))
        self.instance = instance
        self.pages = pages

    def explain(self) -> SafeString:
        """Say in French, with links to the pages, why it stays."""
        finder = AdminURLFinder()
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((finder.get_edit_url(page), page.title) for page in self.pages[:MAX_NAMED]),
        )
        others = len(self.pages) - MAX_NAMED
        return format_html(
            "«\u00a0{}\u00a0» ne peut pas être supprimé\u00a0: une page publiée l’emploie ({}{}). "
            "Retirez-le d’abord de la page.",
            self.instance,
            links,
            f" et {others} autres" if others > 0 else "",
        )


def published_pages_using(instance: Model) -> list[Page]:
    """Return the published pages that show *instance*, as Wagtail's index of references knows."""
    pages = ReferenceIndex.get_references_to(instance).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    ids = [int(pk) for pk in pages.values_list("object_id", flat=True).distinct()]
    return list(Page.objects.filter(pk__in=ids, live=True).order_by("title"))


def refuse_if_used(instance: Model, **kwargs: Any) -> None:
    """Receive ``pre_delete``, whether from the admin, a command or a queryset.

    Raises:
        UsedInPages: a published page shows *instance*.
    """
    if pages := published_pages_using(instance):
        raise UsedInPages(instance, pages)


class RefusedDeletion(AnsweringErrors):
    """Say which pages use what someone wanted to delete, in place of an error page."""

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, UsedInPages):
            return None
        messages.error(request, exception.explain())
        return redirect(exception.instance.usage_url)  # type: ignore[attr-defined]
