"""« Équipes »: who leads a call says who works on it; nobody shuts themself, or everybody, out."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from ami.models import CallPage, CallRole, Dossier
from ami.services.deposit import deposit
from tests.ami.factories import OPENS, CallPageFactory, CallsPageFactory, a_draft
from tests.ami.teams import browser_of, name_in_team, person
from tests.factories import UserFactory
from tests.reading import parsed
from tests.roles import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]
INDEX = reverse("ami_teams:index")
Line = tuple[Any, str, list[str]]


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory()


@pytest.fixture
def lead(db: None) -> Any:
    return person("responsable", first_name="Ana", last_name="Chef")


def screen_of(call: CallPage) -> str:
    return reverse("ami_teams:team", args=(call.pk,))


def save(client: Client, call: CallPage, *lines: Line, seen: str | None = None) -> HttpResponse:
    """Send the lines of a team, on the one that the screen shows now, or on what was *seen*."""
    if seen is None:
        seen = seen_by(client, call)
    data = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": 0, "seen": seen}
    for rank, (user, role, departements) in enumerate(lines):
        data[f"form-{rank}-user"] = user.pk if user else ""
        data[f"form-{rank}-role"] = role
        data[f"form-{rank}-departements"] = departements
    return client.post(screen_of(call), data, follow=True)


def seen_by(client: Client, call: CallPage) -> str:
    return str(parsed(client.get(screen_of(call))).select_one("input[name=seen]")["value"])


def team(call: CallPage) -> set[tuple[Any, str, tuple[str, ...]]]:
    return {
        (each.user, each.role, tuple(sorted(one.pk for one in each.departements.all())))
        for each in CallRole.objects.filter(call=call)
    }


def test_a_lead_names_a_team_changes_it_and_takes_it_away(call: CallPage, lead: Any) -> None:
    nora, agent = person(first_name="Nora", last_name="Exemple"), browser_of(lead)

    page = save(agent, call, (lead, "responsable", []), (nora, "instructeur", ["14", "61"]))
    assert team(call) == {(lead, "responsable", ()), (nora, "instructeur", ("14", "61"))}
    text = " ".join(page.content.decode().split())
    assert "Nora Exemple, instructeur (Calvados, Orne)" in text
    assert "L’équipe est enregistrée" in text

    boxes = parsed(agent.get(screen_of(call))).select("input[type=checkbox][checked]")
    assert [each["value"] for each in boxes] == ["14", "61"]
    save(agent, call, (lead, "responsable", []), (None, "instructeur", ["14"]))
    assert team(call) == {(lead, "responsable", ())}

    page = save(agent, call)
    assert team(call) == set()
    assert "L’équipe est vide" in page.content.decode()
    logged = PageLogEntry.objects.filter(action="ami.team", page_id=call.pk)
    assert next((each.user, each.data["team"]) for each in logged.order_by("timestamp")) == (
        lead,
        " ".join(sorted((f"{lead.pk}:responsable:", f"{nora.pk}:instructeur:14+61"))),
    )


def test_a_team_keeps_somebody_who_leads_it_whole_and_each_person_once(
    call: CallPage, lead: Any
) -> None:
    agent, nora = browser_of(lead), person()

    for lines, told in (
        ([(nora, "instructeur", [])], "Gardez un responsable"),
        ([(lead, "responsable", ["14"])], "Gardez un responsable"),
        ([(lead, "responsable", []), (lead, "lecteur", [])], "n’a qu’une ligne"),
        ([(lead, "responsable", []), (nora, "responsable", [])], "n’a pas ce droit"),
        ([(lead, "responsable", []), (UserFactory(), "lecteur", [])], "choix valide"),
        ([(lead, "chef", [])], "choix valide"),
    ):
        assert told in save(agent, call, *lines).content.decode(), told
        assert team(call) == set()


def test_the_second_of_two_who_change_a_team_is_told_and_keeps_what_they_typed(
    call: CallPage, lead: Any
) -> None:
    nora, zoe = person(first_name="Nora", last_name="Une"), person("responsable")
    agent = browser_of(lead)
    seen = seen_by(agent, call)
    save(browser_of(zoe), call, (zoe, "responsable", []), (lead, "responsable", []))
    before = team(call)

    page = save(agent, call, (lead, "responsable", []), (nora, "instructeur", ["61"]), seen=seen)

    assert "Quelqu’un vient de changer cette équipe" in page.content.decode()
    assert team(call) == before
    chosen = [each["value"] for each in parsed(page).select("option[selected]")]
    assert str(nora.pk) in chosen
    again = str(parsed(page).select_one("input[name=seen]")["value"])
    save(agent, call, (lead, "responsable", []), (nora, "instructeur", ["61"]), seen=again)
    assert team(call) == {(lead, "responsable", ()), (nora, "instructeur", ("61",))}


@pytest.mark.parametrize("how", ["another team", "reviewer", "some départements", "reader"])
def test_only_who_leads_a_call_whole_says_who_works_on_it(call: CallPage, how: str) -> None:
    name_in_team(call, person("responsable"), "responsable")
    user = person({"reviewer": "instructeur", "reader": "lecteur"}.get(how, "responsable"))
    if how == "reviewer":
        name_in_team(call, user, "responsable")  # more than their group lets
    if how == "some départements":
        name_in_team(call, user, "responsable", "14")
    agent, before = browser_of(user), team(call)

    assert agent.get(screen_of(call)).status_code == 404
    assert save(agent, call, (user, "responsable", []), seen="").status_code == 404
    assert agent.get(reverse("ami_teams:team", args=(999_999,))).status_code == 404
    assert team(call) == before
    assert call.title not in agent.get(INDEX, follow=True).content.decode()


def test_the_page_of_a_call_leads_to_its_team(call: CallPage) -> None:
    address = reverse("wagtailadmin_pages:edit", args=(call.pk,))

    assert screen_of(call) in signed_in("admin").get(address).content.decode()
    assert screen_of(call) not in signed_in("team").get(address).content.decode()


def test_a_call_made_from_another_keeps_its_team(call: CallPage, lead: Any) -> None:
    name_in_team(call, lead, "responsable")
    name_in_team(call, person(), "instructeur", "14")
    admin = signed_in("admin")

    admin.post(
        reverse("wagtailadmin_pages:copy", args=(call.pk,)),
        {
            "new_title": "Appel 2027",
            "new_slug": "appel-2027",
            "new_parent_page": CallsPageFactory().pk,
        },
    )

    copy = CallPage.objects.get(slug="appel-2027")
    assert team(copy) == team(call)
    assert len(team(copy)) == 2


def test_an_earlier_version_of_the_page_gives_no_right_back(call: CallPage, lead: Any) -> None:
    nora = name_in_team(call, person())
    name_in_team(call, lead, "responsable")
    earlier = call.save_revision()
    CallRole.objects.filter(user=nora).delete()

    earlier.publish()

    assert {user for user, _, _ in team(call)} == {lead}


def test_a_call_whose_team_has_no_account_left_opens_to_nobody_else(call: CallPage) -> None:
    dossier, gone = deposit(a_draft(call)), name_in_team(call, person())
    other = person()
    get_user_model().objects.filter(pk=gone.pk).delete()

    assert not Dossier.objects.readable_by(other).exists()
    admin = signed_in("admin")
    assert "Compte effacé" in admin.get(INDEX).content.decode()
    assert "Comptes effacés depuis" in admin.get(screen_of(call)).content.decode()
    save(admin, call)
    assert list(Dossier.objects.readable_by(other)) == [dossier]


def test_a_lead_learns_of_files_that_nobody_follows_any_more(call: CallPage, lead: Any) -> None:
    dossier, nora = deposit(a_draft(call)), person()
    Dossier.objects.filter(pk=dossier.pk).update(reviewer=nora)
    agent = browser_of(lead)

    page = save(agent, call, (lead, "responsable", []), (nora, "instructeur", ["61"]))
    assert "ne peut plus les étudier\u00a0: 1" in page.content.decode()
    page = save(agent, call, (lead, "responsable", []), (nora, "instructeur", ["14"]))
    assert "ne peut plus les étudier" not in page.content.decode()


def test_the_team_is_not_offered_to_who_leads_no_call(call: CallPage) -> None:
    home = reverse("wagtailadmin_home")
    assert INDEX in signed_in("lead").get(home).content.decode()
    for role in ("reviewer", "reader", "team", "editor"):
        assert INDEX not in signed_in(role).get(home).content.decode()
        assert signed_in(role).get(INDEX).status_code == 302
