"""Filling the edit form of a place as a browser does: from what the page shows."""

from dataclasses import dataclass

from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import PlacePage, Term, Vocabulary


@dataclass(frozen=True)
class Opened:
    """A page, and what its form sends as long as nothing is touched."""

    page: Page
    form: QueryDict


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def shown_form(client: Client, url: str) -> QueryDict:
    """What the form at *url* would send if nothing was touched."""
    return form_in(client.get(url).content.decode())


def form_in(html: str) -> QueryDict:
    data = querydict_from_html(html, form_id="page-edit-form")
    data.setdefault("body-count", "0")  # the rich blocks are drawn by JavaScript
    return data


def opened(client: Client, page: Page) -> Opened:
    return Opened(page, shown_form(client, edit_url(page)))


def send(
    client: Client, shown: Opened, publish: bool = True, **changes: object
) -> HttpResponseBase:
    """Change some inputs of what is *shown*, then publish it or save a draft."""
    data = dict(shown.form.lists())
    for name, value in changes.items():
        data[name] = [str(item) for item in (value if isinstance(value, list) else [value])]
    if publish:
        data["action-publish"] = ["action-publish"]
    return client.post(edit_url(shown.page), data)


def submit(
    client: Client, place: Page, publish: bool = True, **changes: object
) -> HttpResponseBase:
    """Open the sheet, change some inputs, then publish it or save a draft."""
    return send(client, opened(client, place), publish, **changes)


def saved(place: Page) -> PlacePage:
    """The sheet as visitors see it."""
    return PlacePage.objects.get(pk=place.pk)


def term(vocabulary: Vocabulary, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)
