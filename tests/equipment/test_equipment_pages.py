"""What managers, staff and visitors see of the pooled equipment."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.pages import pdf
from normandie.equipment.first_pages import create_equipment
from normandie.equipment.models import EquipmentKit, Loan
from tests.ami.papers import needs_pango, objects, text_of_pdf
from tests.clock import in_december_2026
from tests.equipment.lending import a_kit, a_loan, a_place, go
from tests.espace.collective import HOSTILE, browser_of
from tests.factories import HomePageFactory, PlacePageFactory
from tests.mails import sent_mails
from tests.reading import links, main_text, texts
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, in_december_2026]
EQUIPMENT = "/espace/collectif/materiel/"
ASKED = {"first_day": "2026-12-05", "last_day": "2026-12-06", "workshop": "Visite"}


@pytest.fixture
def place(db: None) -> Any:
    return a_place(title="La Fabrique")


@pytest.fixture
def manager(place: Any) -> Client:
    return browser_of(place.managers.get())


def ask_path(kit: EquipmentKit) -> str:
    return f"{EQUIPMENT}{kit.pk}/demander/"


def test_a_manager_asks_from_the_catalogue_and_follows(place: Any, manager: Client) -> None:
    kit = a_kit(to_validate=True)
    a_loan(kit=kit, days=2)
    assert "Exemple à valider par la Région" in main_text(manager.get(EQUIPMENT))

    page = manager.get(f"{EQUIPMENT}{kit.pk}/?mois=2026-12")
    cells = texts(page, ".equipment-month td")
    assert cells[1:5] == ["1 pris", "2 pris", "3 libre", "4 libre"]
    answered = manager.post(ask_path(kit), ASKED | {"place": place.pk}, follow=True)

    loan = Loan.objects.get(place=place)
    assert answered.request["PATH_INFO"] == f"{EQUIPMENT}prets/{loan.pk}/"
    assert "du 5 au 6 décembre 2026" in main_text(answered)
    assert "Renoncer à ce prêt" in links(answered)
    assert [mail.subject[:12] for mail in sent_mails()] == ["Prêt demandé"] * 2


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"first_day": "2026-11-30"}, "Ce jour est passé."),
        ({"last_day": "2026-12-04"}, "Ce jour est avant le premier."),
        ({"last_day": "2027-01-20"}, "31\u00a0jours au plus"),
        ({"first_day": "demain"}, "ne se lit pas"),
        ({"workshop": " "}, "Dites ce que vous ferez"),
        ({"place": "0"}, "Choisissez un de vos lieux."),
        ({"first_day": "2028-01-01", "last_day": "2028-01-02"}, "Trop loin"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    place: Any, manager: Client, typed: dict[str, str], why: str
) -> None:
    answered = manager.post(ask_path(a_kit()), ASKED | {"place": place.pk} | typed)

    assert answered.status_code == 422
    assert why in answered.content.decode()
    assert not Loan.objects.exists()


def test_days_that_are_taken_are_refused_by_their_name(place: Any, manager: Client) -> None:
    kit = a_kit()
    a_loan(kit=kit, first=4, days=1)

    answered = manager.post(ask_path(kit), ASKED | {"place": place.pk, "workshop": HOSTILE})

    assert answered.status_code == 409
    assert "Déjà pris le 5\u00a0décembre 2026" in answered.content.decode()
    assert "<script>alert(1)</script>" not in answered.content.decode()


def test_each_side_confirms_the_hand_over_on_its_page(place: Any, manager: Client) -> None:
    keeper = a_place("garde@exemple.fr", title="Le dépôt")
    loan = go(a_loan(kit=a_kit(place=keeper, home=keeper), place=place, first=1), "accorder")
    giver, path = browser_of(keeper.managers.get()), f"{EQUIPMENT}prets/{loan.pk}/"

    assert manager.get(f"{path}remettre/").status_code == 404
    assert giver.post(f"{path}remettre/", {}).status_code == 422
    assert "Remettre le matériel" in links(giver.get(path))
    assert giver.post(f"{path}remettre/", {"condition": "bon"}).status_code == 302
    assert giver.get(f"{path}recevoir/").status_code == 404
    manager.post(f"{path}recevoir/", {"condition": "abime", "remark": "Une rayure."})

    said = main_text(manager.get(path))
    assert "Chez l’emprunteur" in said
    assert "Une rayure." in said
    assert giver.get(path).status_code == 404  # it is no longer theirs
    manager.post(f"{path}rendre/", {"condition": "bon"})
    assert "Rendu" in main_text(manager.get(f"{EQUIPMENT}prets/"))


def test_a_breakdown_is_told_by_whoever_sees_it(place: Any, manager: Client) -> None:
    other = PlacePageFactory(title="La Fabrique")  # theirs too, and where the kit is
    other.managers.add(place.managers.get())
    kit = a_kit(place=other)
    path = f"{EQUIPMENT}{kit.pk}/panne/"
    assert manager.post(path, {"place": other.pk, "text": ""}).status_code == 422
    stranger = {"place": PlacePageFactory().pk, "text": "Écran noir."}
    assert manager.post(path, stranger).status_code == 422
    form = manager.get(path)
    assert texts(form, "select[name=place] option[selected]") == ["La Fabrique"]

    page = manager.post(path, {"place": place.pk, "text": "Écran noir."}, follow=True)

    assert "En panne" in main_text(page)
    assert "Demander un prêt" not in links(page)
    assert f"{place.title} signale une panne" in sent_mails()[-1].body
    retired = a_kit(state=EquipmentKit.State.RETIRED)
    assert manager.get(f"{EQUIPMENT}{retired.pk}/").status_code == 404


def test_the_sheet_is_a_tagged_pdf_and_a_page(place: Any, manager: Client) -> None:
    needs_pango()
    path = f"{EQUIPMENT}prets/{a_loan(place=place).pk}/"

    page = main_text(manager.get(f"{path}fiche/"))
    file = manager.get(f"{path}fiche.pdf")

    said = text_of_pdf(file.content).replace("\u00a0", " ")
    for part in ("Fiche de prêt PRET-2026-0001", "6 chargeurs", "2 400 €", "Signature de qui"):
        assert part in said
        assert part in page
    assert file["Content-Disposition"] == 'attachment; filename="pret-2026-0001.pdf"'
    assert b"/StructTreeRoot" in objects(file.content)


@pytest.mark.one_engine
def test_without_pango_the_sheet_is_printed_from_its_page(
    place: Any, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "is_available", lambda: False)
    path = f"{EQUIPMENT}prets/{a_loan(place=place).pk}/"

    page = manager.get(f"{path}fiche.pdf", follow=True)

    assert "imprimez cette page" in main_text(page)
    assert f"{path}fiche.pdf" not in links(page).values()


def test_staff_answer_and_the_reason_reaches_the_managers(place: Any) -> None:
    loan, staff = a_loan(place=place), signed_in("team")
    listing = staff.get(reverse("wagtailsnippets_equipment_loan:list"))
    assert loan.number in listing.content.decode()
    action = reverse("wagtailsnippets_equipment_loan:action", args=(loan.pk, "refuser"))

    staff.post(action, {"version": loan.version, "reason": "Il part en révision."})

    loan.refresh_from_db()
    assert loan.state == Loan.State.REFUSED
    refused = next(mail for mail in sent_mails() if mail.subject.startswith("Prêt refusé"))
    assert refused.to == ["gerant@exemple.fr"]
    assert "Il part en révision." in refused.body


def test_visitors_see_what_exists_and_nothing_of_where_or_how_much(client: Client) -> None:
    page = create_equipment(HomePageFactory())
    kit = a_kit(place=a_place(title="La Fabrique"), to_validate=True)
    a_kit(name="Vieux lecteur", state=EquipmentKit.State.RETIRED)

    said = main_text(client.get(page.url))

    assert kit.name in said
    assert "Exemple à valider par la Région" in said
    assert [each for each in ("La Fabrique", "2 400", "Vieux lecteur") if each in said] == []
    assert kit.name in main_text(client.get("/recherche/?q=casques"))
