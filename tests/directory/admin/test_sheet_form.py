"""Staff edit the sheet of a place."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from directory.forms.terms import field_name
from directory.models import PlacePage, Term, Vocabulary
from tests.directory.admin.sheet import (
    Opened,
    edit_url,
    form_in,
    opened,
    saved,
    send,
    shown_form,
    submit,
    term,
)
from tests.factories import CommuneFactory, DirectoryPageFactory, PlacePageFactory
from tests.reading import errors, parsed, text_of

pytestmark = pytest.mark.django_db

EPN = (Vocabulary.KIND, "epn")
FREE = (Vocabulary.FEE, "Gratuit")
DAY_PRICE = {
    "formulas-TOTAL_FORMS": "1",
    "formulas-0-desk": "nomade",
    "formulas-0-period": "jour",
    "formulas-0-price": "12.50",
    "formulas-0-ORDER": "1",
}


def codes(place: PlacePage) -> set[str]:
    return {item.code for item in place.terms.all()}


def draft(place: Page) -> PlacePage:
    return saved(place).get_latest_revision_as_object()


def filled_in(client: Client, url: str, **typed: str) -> QueryDict:
    """What the form of a new sheet, at *url*, sends once its least and *typed* are filled in."""
    data = shown_form(client, url)
    least = {"title": "La Fabrique", "slug": "la-fabrique", "address": "2 rue du Port"}
    for name, value in (least | typed).items():
        data[name] = value
    data.setlist("terms_kind", [str(term(*EPN).pk)])
    return data


def test_publishing_an_untouched_sheet_changes_nothing_that_visitors_see(admin: Client) -> None:
    place = PlacePageFactory(
        terms=[EPN, FREE], phone="+33231000000", siret="21140118900017", websites="https://a.fr"
    )
    before = {
        field.name: getattr(saved(place), field.name)
        for field in PlacePage._meta.concrete_fields
        if field.name not in ("latest_revision", "live_revision") and not field.name.endswith("_at")
    }

    assert submit(admin, place).status_code == 302

    after = saved(place)
    assert {name: getattr(after, name) for name in before} == before | {"draft_title": place.title}
    assert codes(after) == {"epn", "Gratuit"}


def test_each_closed_list_is_a_group_of_checkboxes_that_shows_what_is_chosen(
    admin: Client,
) -> None:
    place = PlacePageFactory(terms=[EPN, FREE])

    html = admin.get(edit_url(place)).content.decode()

    for vocabulary in Vocabulary:
        assert f'name="{field_name(vocabulary)}"' in html
    data = form_in(html)
    assert data.getlist("terms_kind") == [str(term(*EPN).pk)]
    assert data.getlist("terms_fee") == [str(term(*FREE).pk)]
    assert data.getlist("terms_service") == []


def test_what_is_of_another_region_or_asked_above_is_offered_only_where_it_is_chosen(
    admin: Client, settings: Any
) -> None:
    lyon = (Vocabulary.TRAINING, "Mes Papiers (Métropole de Lyon)")
    here = term(Vocabulary.TRAINING, "Collectif ressources et acteurs réemploi (Normandie)")
    twice = (Vocabulary.COWORKING, "imprimante")

    def offered(place: PlacePage) -> set[str]:
        soup = parsed(admin.get(edit_url(place)))
        names = (field_name(Vocabulary.TRAINING), field_name(Vocabulary.COWORKING))
        return {box["value"] for name in names for box in soup.select(f"input[name={name}]")}

    others = {str(term(*lyon).pk), str(term(*twice).pk)}
    new, chosen = offered(PlacePageFactory()), PlacePageFactory(terms=[lyon, twice])

    assert str(here.pk) in new
    assert not others & new
    assert others <= offered(chosen)
    submit(admin, chosen)
    assert codes(saved(chosen)) == {lyon[1], twice[1]}

    settings.REGION = replace(settings.REGION, name="Auvergne-Rhône-Alpes")
    elsewhere = offered(PlacePageFactory())
    assert str(term(*lyon).pk) in elsewhere
    assert str(here.pk) not in elsewhere


def test_terms_of_several_lists_are_kept_together(admin: Client, sheet: Opened) -> None:
    service = Term.objects.filter(vocabulary=Vocabulary.SERVICE).first()

    send(admin, sheet, terms_kind=[], terms_fee=[term(*FREE).pk], terms_service=[service.pk])

    assert codes(saved(sheet.page)) == {"Gratuit", service.code}


def test_a_term_of_another_list_is_refused(admin: Client, sheet: Opened) -> None:
    response = send(admin, sheet, terms_kind=[term(*FREE).pk])

    assert "terms_kind" in errors(response)
    assert codes(saved(sheet.page)) == {"epn"}


def test_a_draft_waits_to_be_published_terms_and_prices_included(
    admin: Client, sheet: Opened
) -> None:
    place = sheet.page
    changes = {"title": "Après", "terms_fee": [term(*FREE).pk]} | DAY_PRICE

    send(admin, sheet, publish=False, **changes)

    assert saved(place).title == place.title
    assert codes(saved(place)) == {"epn"}
    assert saved(place).formulas.count() == 0
    assert draft(place).title == "Après"
    assert codes(draft(place)) == {"epn", "Gratuit"}
    assert [str(formula.price) for formula in draft(place).formulas.all()] == ["12.50"]

    submit(admin, place)

    assert saved(place).title == "Après"
    assert codes(saved(place)) == {"epn", "Gratuit"}
    assert [formula.desk for formula in saved(place).formulas.all()] == ["nomade"]


def test_the_preview_shows_what_is_being_typed_and_stores_nothing(
    admin: Client, sheet: Opened
) -> None:
    place, data = sheet.page, sheet.form.copy()
    data["title"] = "Pas encore enregistré"
    data.setlist("terms_fee", [str(term(*FREE).pk)])
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(place.pk,))

    assert admin.post(url, data).json()["is_valid"]
    page = admin.get(url)

    assert "Pas encore enregistré" in page.content.decode()
    assert "Gratuit" in page.content.decode()
    assert saved(place).title == place.title
    assert codes(saved(place)) == {"epn"}


def test_a_new_sheet_is_previewed_with_its_prices_and_keywords(admin: Client) -> None:
    directory = DirectoryPageFactory()
    where = ("directory", "placepage", directory.pk)
    typed = {"commune": "14118", "postcode": "14000", "tags": "réparation"} | DAY_PRICE
    data = filled_in(admin, reverse("wagtailadmin_pages:add", args=where), **typed)
    url = reverse("wagtailadmin_pages:preview_on_add", args=where)

    assert admin.post(url, data).json()["is_valid"]
    shown = text_of(admin.get(url))

    assert "Poste nomade la journée 12,50 €" in shown
    assert "réparation" in shown
    assert not PlacePage.objects.filter(title="La Fabrique").exists()


def test_two_versions_are_compared_list_by_list(admin: Client, sheet: Opened) -> None:
    place = sheet.page
    send(admin, sheet)
    first = saved(place).get_latest_revision()
    submit(admin, place, terms_fee=[term(*FREE).pk])
    second = saved(place).get_latest_revision()

    url = reverse("wagtailadmin_pages:revisions_compare", args=(place.pk, first.pk, second.pk))
    text = text_of(admin.get(url))

    assert "Frais" in text
    assert str(term(*FREE)) in text
    assert "Types de lieu" not in text


def test_a_new_sheet_is_created_from_the_same_form(admin: Client) -> None:
    directory = DirectoryPageFactory()
    CommuneFactory(saint_lo=True)
    CommuneFactory(rouen=True)
    url = reverse("wagtailadmin_pages:add", args=("directory", "placepage", directory.pk))
    data = filled_in(admin, url, commune="76540", postcode="", **{"action-publish": "1"})

    refused = errors(admin.post(url, data))
    data["commune"] = "50502"
    admin.post(url, data)

    assert "76000 ou 76100" in refused["postcode"]
    place = PlacePage.objects.get(slug="la-fabrique")
    assert place.live
    assert place.postcode == "50000"
    assert place.commune.name == "Saint-Lô"
    assert codes(place) == {"epn"}
    assert place.public_id.startswith("nc-")


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "typed",
    ["02 31 00 00 00", "02.31.00.00.00", "0231000000", "+33 (0)2 31 00 00 00", "0033231000000"],
)
def test_a_phone_is_kept_as_the_standard_wants_it_however_it_is_typed(
    admin: Client, sheet: Opened, typed: str
) -> None:
    send(admin, sheet, phone=typed)

    assert saved(sheet.page).phone == "+33231000000"


def test_a_phone_is_shown_again_as_people_write_it(admin: Client) -> None:
    place = PlacePageFactory(phone="+33231000000")

    assert shown_form(admin, edit_url(place))["phone"] == "02 31 00 00 00"


@pytest.mark.parametrize("typed", ["02 31", "douze", "02 31 00 00 00 / 02 33 00 00 00", "+44 20"])
def test_what_is_not_one_french_phone_is_refused_with_an_example(
    admin: Client, sheet: Opened, typed: str
) -> None:
    response = send(admin, sheet, phone=typed)

    assert "par exemple 02 31 00 00 00" in errors(response)["phone"]
    assert f'value="{typed}"' in response.content.decode()  # to mend it, not to type it again


def test_several_values_are_typed_one_a_line(admin: Client, sheet: Opened) -> None:
    send(
        admin,
        sheet,
        emails="  a@exemple.fr \r\n\r\nb@exemple.fr\r\na@exemple.fr",
        websites="www.exemple.fr\r\nhttp://exemple.org/lieu",
    )

    assert saved(sheet.page).emails == "a@exemple.fr\nb@exemple.fr"
    assert saved(sheet.page).websites == "https://www.exemple.fr\nhttp://exemple.org/lieu"


def test_the_line_that_is_wrong_is_named(admin: Client, sheet: Opened) -> None:
    response = send(admin, sheet, emails="a@exemple.fr\npas-une-adresse", websites="javascript://x")

    assert "« pas-une-adresse »" in errors(response)["emails"]
    assert "« javascript://x »" in errors(response)["websites"]


def test_numbers_may_be_spaced_as_on_paper(admin: Client, sheet: Opened) -> None:
    send(admin, sheet, siret="211 401 189 00017", rna="w 143 000 000")

    assert saved(sheet.page).siret == "21140118900017"
    assert saved(sheet.page).rna == "W143000000"


def test_a_siret_with_a_wrong_digit_and_a_short_postcode_are_refused(
    admin: Client, sheet: Opened
) -> None:
    response = send(admin, sheet, siret="21140118900018", postcode="1400")

    assert "clé" in errors(response)["siret"]
    assert "cinq chiffres" in errors(response)["postcode"]


def test_hours_come_from_the_weekly_table(admin: Client) -> None:
    place = PlacePageFactory(hours="Mo 09:00-12:00")
    shown = opened(admin, place)

    send(admin, shown, **{"hours-1-noop": ""})
    assert saved(place).hours == "Mo 09:00-12:00"

    send(admin, shown, **{"hours-usual-0-0-to": "13:00"})
    assert saved(place).hours == "Mo 09:00-13:00"


def test_verified_today_in_one_tick(admin: Client) -> None:
    place = PlacePageFactory(verified_on=date(2020, 1, 1), verified_here=False)

    submit(admin, place, verified_today="on")

    assert saved(place).verified_on == timezone.localdate()
    assert saved(place).verified_here


def test_a_sheet_that_is_edited_is_not_verified_for_all_that(admin: Client) -> None:
    place = PlacePageFactory(verified_here=False)

    submit(admin, place, summary="Un lieu ouvert.")

    assert not saved(place).verified_here


def test_nobody_verifies_in_the_future(admin: Client, sheet: Opened) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = send(admin, sheet, verified_on=tomorrow.strftime("%d/%m/%Y"))

    assert "avenir" in errors(response)["verified_on"]


def test_the_source_of_an_imported_sheet_cannot_be_changed(admin: Client, sheet: Opened) -> None:
    imported = PlacePageFactory(source="Registre", source_id="r-1")

    submit(admin, imported, source="Autre")
    send(admin, sheet, source="Autre")

    assert saved(imported).source == "Registre"
    assert saved(sheet.page).source == "Autre"


@pytest.mark.parametrize("slug", ["donnees-ouvertes"])
def test_a_place_cannot_take_the_address_of_a_page_of_the_directory(
    admin: Client, sheet: Opened, slug: str
) -> None:
    response = send(admin, sheet, slug=slug)

    assert "choisissez-en une autre" in errors(response)["slug"]


def test_what_is_wrong_loses_nothing_that_was_typed(admin: Client, sheet: Opened) -> None:
    response = send(
        admin, sheet, phone="faux", summary="Bientôt ouvert", terms_fee=[term(*FREE).pk]
    )

    shown = form_in(response.content.decode())
    assert shown["summary"].strip() == "Bientôt ouvert"  # a browser drops the first line end
    assert shown.getlist("terms_fee") == [str(term(*FREE).pk)]
    assert saved(sheet.page).summary == ""


def test_the_sheet_says_how_complete_it_is_and_what_to_add_first(admin: Client) -> None:
    place = PlacePageFactory(hours="", terms=[FREE])

    text = text_of(admin.get(edit_url(place)))

    assert f"Fiche complète à {saved(place).completeness} %" in text
    assert text.index("Indiquez les horaires.") < text.index("Liez la fiche Acceslibre.")
    assert "Dites si les services sont gratuits" not in text
