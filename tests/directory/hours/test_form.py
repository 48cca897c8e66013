"""The form field by which hours are filled as a table."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from directory.forms.hours import HoursField
from directory.hours.table_input import MAX_CLOSURES

from .moments import plain


class PlaceForm(forms.Form):
    hours = HoursField(label="Horaires", required=False)


class Inputs(HTMLParser):
    """The form controls of a page, as a browser would send and a screen reader would name them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.unnamed: list[str] = []
        self.names: list[str] = []
        self.invalid: list[str] = []
        self._labels = 0
        self._textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._labels += tag == "label"
        if tag not in ("input", "textarea") or given.get("type") == "hidden":
            if tag == "input":
                self.sent[given["name"] or ""] = given["value"] or ""
            return
        name = given["name"] or ""
        if not self._labels and not given.get("aria-label"):
            self.unnamed.append(name)
        self.names.append(given.get("aria-label") or "")
        if given.get("aria-invalid") == "true":
            self.invalid.append(name)
        if tag == "textarea":
            self._textarea = name
            self.sent[name] = ""
        elif given.get("type") not in ("checkbox", "radio") or "checked" in given:
            self.sent[name] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"
        self._textarea = "" if tag == "textarea" else self._textarea

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.sent[self._textarea] += data


def shown(text: str) -> Inputs:
    return Inputs(str(PlaceForm(initial={"hours": text})["hours"]))


def sent(**values: str) -> PlaceForm:
    """Send an empty table, but for *values* (``usual_0_0_from`` is Monday morning's start)."""
    data = QueryDict(mutable=True)
    data["hours-table"] = "1"
    for name, value in values.items():
        kept = name in ("public_holidays", "use_osm")
        data[f"hours-{name if kept else name.replace('_', '-')}"] = value
    return PlaceForm(data)


def osm(form: PlaceForm) -> str:
    assert form.is_valid(), form.errors
    return str(form.cleaned_data["hours"])


def errors(form: PlaceForm) -> list[str]:
    assert not form.is_valid()
    return [plain(message) for message in form.errors["hours"]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24/7",
        "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off",
        "Mo 09:00-12:00; Tu 14:00-18:00; We 14:00-16:00,18:00-24:00",
        "Mo 08:00-09:00,10:00-11:00,12:00-13:00; Tu 13:00-14:00,15:00-16:00,17:00-18:00; PH off",
        "Mo-Fr 09:00-12:00; SH Mo,Tu 10:00-12:00; SH We-Fr off",
        "Mo-Fr 09:00-12:00; SH off; PH off; 2026 Dec 24-2027 Jan 03 off; 2027 May 07 off",
        "SH Mo-Fr 10:00-12:00",
        # What the table cannot hold comes back through the text.
        "week 1-53/2 Mo 09:00-12:00; PH off",
        'Mo 09:00-12:00 "sur <rendez-vous> & co"',
        "Mo 08:00-09:00,10:00-11:00,12:00-13:00,14:00-15:00",
        "off",
    ],
)
def test_a_form_sent_back_untouched_changes_nothing(text: str) -> None:
    page = shown(text)
    query = QueryDict(mutable=True)
    query.update(page.sent)
    form = PlaceForm(query, initial={"hours": text})
    assert osm(form) == text
    assert not form.has_changed()


def test_unreadable_hours_stay_to_be_mended() -> None:
    page = shown("Mo-Fr de 9 à 12")
    assert page.sent["hours-osm"] == "Mo-Fr de 9 à 12"
    assert page.sent["hours-use_osm"] == "on"
    query = QueryDict(mutable=True)
    query.update(page.sent)
    assert not PlaceForm(query).is_valid()


def test_every_input_has_a_name_of_its_own() -> None:
    page = shown("")
    assert page.unnamed == []
    spoken = [name for name in page.names if name]
    assert len(spoken) == len(set(spoken))
    assert "Lundi matin, ouverture" in spoken
    assert "Dimanche autre plage, fermeture" in spoken
    assert "Vacances scolaires, mardi après-midi, fermeture" in spoken
    assert "Fermeture 1, premier jour" in spoken


def test_an_afternoon_is_shown_as_an_afternoon() -> None:
    page = shown("Mo 14:00-18:00")
    assert page.sent["hours-usual-0-0-from"] == ""
    assert page.sent["hours-usual-0-1-from"] == "14:00"


def test_a_new_place_closes_on_public_holidays_unless_told_otherwise() -> None:
    assert shown("").sent["hours-public_holidays"] == "on"
    assert "hours-public_holidays" not in shown("Mo 09:00-12:00").sent


def test_an_empty_table_is_hours_to_confirm() -> None:
    assert osm(sent(public_holidays="on", school="closed")) == ""


def test_a_filled_table_is_written_as_osm() -> None:
    form = sent(
        usual_0_0_from="09:00",
        usual_0_0_to="12:00",
        usual_0_1_from="14h",
        usual_0_1_to="17h30",
        usual_5_2_from="20:00",
        usual_5_2_to="00:00",
        school="different",
        school_0_0_from="10:00",
        school_0_0_to="12:00",
        public_holidays="on",
        closure_0_from="2026-12-24",
        closure_0_to="2026-12-31",
        closure_1_from="2027-05-07",
    )
    assert osm(form) == (
        "Mo 09:00-12:00,14:00-17:30; Sa 20:00-24:00; SH Mo 10:00-12:00; SH Sa off; PH off; "
        "2026 Dec 24-31 off; 2027 May 07 off"
    )


def test_the_school_table_only_counts_when_it_is_chosen() -> None:
    values = {"usual_0_0_from": "09:00", "usual_0_0_to": "12:00", "school_0_0_from": "oups"}
    assert osm(sent(**values, school="same")) == "Mo 09:00-12:00"
    assert osm(sent(**values, school="closed")) == "Mo 09:00-12:00; SH off"
    assert not sent(**values, school="different").is_valid()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"usual_0_0_from": "12:00", "usual_0_0_to": "09:00"},
         "Lundi matin : la fermeture doit venir après l’ouverture."),
        ({"usual_0_0_from": "09:00", "usual_0_0_to": "09:00"},
         "Lundi matin : la fermeture doit venir après l’ouverture."),
        ({"usual_1_0_from": "09:00"}, "Mardi matin : indiquez l’heure de fermeture."),
        ({"usual_1_1_to": "09:00"}, "Mardi après-midi : indiquez l’heure d’ouverture."),
        ({"usual_1_0_from": "midi", "usual_1_0_to": "14:00"},
         "Mardi matin : « midi » n’est pas une heure."),
        ({"usual_1_0_from": "10:00", "usual_1_0_to": "25:00"},
         "Mardi matin : « 25:00 » n’est pas une heure."),
        ({"usual_2_0_from": "09:00", "usual_2_0_to": "12:00",
          "usual_2_1_from": "11:00", "usual_2_1_to": "14:00"},
         "Mercredi : les plages 9 h – 12 h et 11 h – 14 h se chevauchent."),
        ({"school": "different", "school_6_2_from": "10:00"},
         "Vacances scolaires, dimanche autre plage : indiquez l’heure de fermeture."),
        ({"school": "different", "usual_0_0_from": "9:00", "usual_0_0_to": "12:00"},
         "Remplissez la semaine des vacances scolaires, ou choisissez « Fermé »."),
        ({"school": "n’importe quoi"}, "Choisissez ce que changent les vacances scolaires."),
        ({"closure_0_from": "2026-12-31", "closure_0_to": "2026-12-24"},
         "Fermeture exceptionnelle 1 : le dernier jour doit venir après le premier."),
        ({"closure_1_to": "2026-12-24"},
         "Fermeture exceptionnelle 2 : indiquez le premier jour."),
        ({"closure_0_from": "Noël"}, "Fermeture exceptionnelle 1 : « Noël » n’est pas une date."),
        ({"closure_0_from": "0026-12-24"},
         "Fermeture exceptionnelle 1 : « 0026-12-24 » n’est pas une date."),
        ({"closure_0_from": "2026-12-24", "closure_0_to": "demain"},
         "Fermeture exceptionnelle 1 : « demain » n’est pas une date."),
    ],
)  # fmt: skip
def test_mistakes_are_named_where_they_are(values: dict[str, str], message: str) -> None:
    form = sent(**values)
    assert errors(form) == [message]
    page = Inputs(str(form["hours"]))
    assert page.invalid or "school" in values
    for name, value in values.items():
        if name != "school":
            assert page.sent[f"hours-{name.replace('_', '-')}"] == value  # nothing typed is lost


def test_closures_without_any_opening_are_explained() -> None:
    assert "Indiquez au moins une plage" in errors(sent(closure_0_from="2026-12-24"))[0]


def test_several_mistakes_are_all_told() -> None:
    form = sent(usual_0_0_from="09:00", usual_1_0_from="09:00", closure_0_to="2026-12-24")
    assert len(errors(form)) == 3


def test_closures_beyond_the_blank_rows_are_shown_again() -> None:
    form = sent(usual_0_0_from="09:00", closure_7_from="2026-12-24")
    page = Inputs(str(form["hours"]))
    assert page.sent["hours-closure-7-from"] == "2026-12-24"
    assert page.sent["hours-closure-9-from"] == ""


def test_too_many_rules_are_refused_with_a_reason() -> None:
    ranges = {
        f"{week}_{day}_{slot}_{end}": f"{8 + 4 * slot + (end == 'to'):02}:{day:02}"
        for week in ("usual", "school")
        for day in range(7)
        for slot in range(3)
        for end in ("from", "to")
    }
    dates = {
        f"closure_{number}_{end}": f"20{26 + (end == 'to')}-01-{number + 1:02}"
        for number in range(MAX_CLOSURES)
        for end in ("from", "to")
    }
    assert "1000 au plus" in errors(sent(school="different", **ranges, **dates))[0]


def test_the_text_takes_the_place_of_the_table_when_asked() -> None:
    table = {"usual_0_0_from": "09:00", "usual_0_0_to": "12:00"}
    text = "week 1-53/2 Mo 09:00-12:00"
    assert osm(sent(use_osm="on", osm=f" {text}; ", **table)) == text
    assert osm(sent(osm=text, **table)) == "Mo 09:00-12:00"


def test_a_wrong_text_is_explained_and_kept() -> None:
    form = sent(use_osm="on", osm="Mo-Fr 9-12")
    assert "ne se lisent plus" in errors(form)[0]
    assert Inputs(str(form["hours"])).sent["hours-osm"] == "Mo-Fr 9-12"


def test_a_plain_text_is_accepted_in_place_of_the_table() -> None:
    assert osm(PlaceForm(QueryDict("hours=Mo-Fr 09:00-12:00;"))) == "Mo-Fr 09:00-12:00"
    assert osm(PlaceForm(QueryDict(""))) == ""


def test_the_sentence_is_shown() -> None:
    html = plain(str(PlaceForm(initial={"hours": "Mo 09:00-12:00"})["hours"]))
    assert "Le lundi de 9 h à 12 h." in html
    assert "Horaires à confirmer." in str(PlaceForm()["hours"])


def test_required_hours_may_not_be_empty() -> None:
    class Strict(forms.Form):
        hours = HoursField()

    assert not Strict(sent().data).is_valid()


def test_the_page_holds_no_script_and_no_style() -> None:
    html = str(PlaceForm()["hours"])
    assert not re.search(r"<script|<style|\son\w+=|style=", html)
    assert 'type="module"' in str(PlaceForm().media)


@given(
    st.dictionaries(
        st.from_regex(r"(usual|school)-[0-6]-[0-2]-(from|to)|closure-\d-(from|to)|school|osm|use_osm",
                      fullmatch=True),
        st.text(max_size=12) | st.sampled_from(["09:00", "12:00", "2026-12-24", "different", "on"]),
        max_size=12,
    )
)  # fmt: skip
def test_whatever_is_sent_is_taken_or_explained(values: dict[str, str]) -> None:
    form = PlaceForm({"hours-table": "1"} | {f"hours-{k}": v for k, v in values.items()})
    if form.is_valid():
        assert PlaceForm({"hours": form.cleaned_data["hours"]}).is_valid()
    else:
        assert all(form.errors["hours"])
    assert str(form["hours"])
