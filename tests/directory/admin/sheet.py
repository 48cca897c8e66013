"""Filling the edit form of a place as a browser does: from what the page shows."""

from bs4 import BeautifulSoup
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import PlacePage, Term, Vocabulary


def edit_url(place: PlacePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=(place.pk,))


def shown_form(client: Client, url: str) -> QueryDict:
    """What the form at *url* would send if nothing was touched."""
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    data.setdefault("body-count", "0")  # the rich blocks are drawn by JavaScript
    return data


def submit(
    client: Client, place: PlacePage, publish: bool = True, **changes: object
) -> HttpResponseBase:
    """Change some inputs of the sheet, then publish it or save a draft."""
    data = shown_form(client, edit_url(place))
    for name, value in changes.items():
        if isinstance(value, list):
            data.setlist(name, [str(item) for item in value])
        else:
            data[name] = str(value)
    if publish:
        data["action-publish"] = "action-publish"
    return client.post(edit_url(place), data)


def saved(place: PlacePage) -> PlacePage:
    """The sheet as visitors see it."""
    return PlacePage.objects.get(pk=place.pk)


def errors(response: HttpResponseBase) -> dict[str, list[str]]:
    """What the form refuses, field by field, when it comes back."""
    assert response.status_code == 200, "the form was accepted"
    return dict(response.context["form"].errors)


def term(vocabulary: Vocabulary, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)


def text_of(response: HttpResponseBase) -> str:
    """The words of a page, on one line, with plain spaces."""
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(soup.get_text(" ").replace("\xa0", " ").split())
