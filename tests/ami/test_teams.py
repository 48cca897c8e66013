"""Who works on a call: a team narrows it, by role and by département; without one nothing does."""

import json
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permissions import policy_registry

from ami.kinds import LEAD, REVIEWER
from ami.models import CallPage, Dossier, Takeover
from ami.permissions import actor_of, reviewers
from ami.services.deposit import deposit
from ami.services.review import NotAReviewer, assign
from core.workflow import Actor
from tests.ami.factories import COMPLETE, OPENS, CallPageFactory, a_draft
from tests.ami.queue import LIST, listed
from tests.ami.reviewing import act, screen
from tests.ami.teams import browser_of, name_in_team, person
from tests.factories import UserFactory

DURING = OPENS + timedelta(days=7)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
CAEN, ALENCON = "14118-caen", "61001-alencon"
CALVADOS, ORNE = "14", "61"
HOME = reverse("wagtailadmin_home")
SCREENS = "wagtailsnippets_ami_dossier"
FILE_VIEWS = ("inspect", "history", "history_results", "usage", "extend", "write", "note")


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory(title="Appel réservé")


def a_file(call: CallPage, commune: str = CAEN, name: str = "Le Bocage") -> Dossier:
    structure = COMPLETE["structure"] | {"commune": commune, "nom": name}
    return deposit(a_draft(call, structure=structure))


def rights(user: Any, dossier: Dossier) -> set[str]:
    return {
        action
        for action in ("view", "change", "release")
        if Dossier.objects.open_to(user, action).filter(pk=dossier.pk).exists()
    }


def test_without_a_team_a_call_opens_to_all_who_have_the_right(call: CallPage) -> None:
    dossier = a_file(call)

    assert rights(person("lecteur"), dossier) == {"view"}
    assert rights(person("instructeur"), dossier) == {"view", "change"}
    assert rights(person("responsable"), dossier) == {"view", "change", "release"}
    assert rights(UserFactory(), dossier) == set()


@pytest.mark.parametrize(
    ("group", "role", "expected"),
    [
        ("responsable", "responsable", {"view", "change", "release"}),
        ("responsable", "instructeur", {"view", "change"}),
        ("responsable", "lecteur", {"view"}),
        ("instructeur", "responsable", {"view", "change"}),  # a team gives no right
        ("lecteur", "responsable", {"view"}),
        ("responsable", None, set()),
    ],
)
def test_a_team_leaves_each_what_their_role_says_and_nobody_more_than_their_right(
    call: CallPage, group: str, role: str | None, expected: set[str]
) -> None:
    dossier, user = a_file(call), person(group)
    name_in_team(call, person("responsable"), "responsable")
    if role:
        name_in_team(call, user, role)

    assert rights(user, dossier) == expected
    assert rights(UserFactory(is_superuser=True), dossier) == {"view", "change", "release"}
    assert rights(user, a_file(CallPageFactory())) >= expected  # another call, without a team


def test_departements_are_those_of_the_communes_and_a_file_without_one_is_for_all(
    call: CallPage,
) -> None:
    here, there, nowhere = a_file(call), a_file(call, ALENCON), a_draft(call)
    east = name_in_team(call, person(), "instructeur", CALVADOS)
    both = name_in_team(call, person(), "instructeur", CALVADOS, ORNE)
    whole = name_in_team(call, person(), "instructeur")

    def opened(user: Any) -> set[Dossier]:
        return set(Dossier.objects.readable_by(user))

    assert opened(east) == {here, nowhere}
    assert opened(both) == opened(whole) == {here, there, nowhere}


def test_files_of_a_person_and_people_of_a_file_say_the_same(call: CallPage) -> None:
    """Two questions to the same rights, asked of the database from both ends."""
    other = CallPageFactory()
    files = [a_file(call), a_file(call, ALENCON), a_draft(call), a_file(other)]
    people = [person(group) for group in ("lecteur", "instructeur", "responsable")]
    people += [UserFactory(), UserFactory(is_superuser=True)]
    for group, role in product(("instructeur", "responsable"), ("lecteur", "instructeur")):
        people += [name_in_team(call, person(group), role, *where) for where in ((), (ORNE,))]
    policy = policy_registry.get_by_type(Dossier)

    for dossier, action in product(files, ("view", "change")):
        from_the_file = set(policy.users_with_permission_for_instance(action, dossier))
        from_people = {each for each in people if dossier in Dossier.objects.open_to(each, action)}
        assert from_the_file & set(people) == from_people, (dossier, action)


def test_somebody_acts_on_a_file_as_its_team_says(call: CallPage) -> None:
    dossier, user = a_file(call), person("responsable")
    name_in_team(call, user, "instructeur")

    assert actor_of(user, dossier) == Actor(REVIEWER, user)
    assert actor_of(user, a_file(CallPageFactory())) == Actor(LEAD, user)
    assert actor_of(person("responsable"), dossier) is None


def test_an_agent_sees_nothing_of_the_files_of_another_team(call: CallPage) -> None:
    mine, theirs = a_file(CallPageFactory(), name="Alpha"), a_file(call, name="Bravo Secret")
    follower = name_in_team(call, person(first_name="Zoé", last_name="Cachée"))
    Dossier.objects.filter(pk=theirs.pk).update(reviewer=follower)
    Takeover.objects.create(
        reference="x", email="zz@exemple.fr", dossier=theirs, confirmed_at=timezone.now()
    )
    agent = browser_of(person())

    assert listed(agent) == [mine]
    assert listed(agent, call=call.pk) == []
    assert listed(agent, q="Bravo") == []
    around = (
        *(LIST, f"{LIST}?follower={follower.pk}", HOME, reverse("ami_figures:index")),
        reverse("ami_export:index"),
        reverse("wagtailsnippets_ami_takeover:list"),
        reverse(f"{SCREENS}:inspect", args=(mine.pk,)),  # the same carrier, the same commune
    )
    for address in around:
        text = agent.get(address).content.decode()
        for word in ("Bravo", str(theirs), call.title, f"/{theirs.pk}/"):
            assert word not in text, (address, word)
    assert "Tous : <strong>1</strong>" in agent.get(LIST).content.decode().replace("&nbsp;", " ")


@pytest.mark.parametrize("group", ["lecteur", "instructeur", "responsable"])
def test_the_addresses_of_a_file_of_another_team_are_those_of_no_file(
    call: CallPage, group: str
) -> None:
    """Swapping numbers in an address, or forging its form, tells not so much as that it exists."""
    theirs, mine = a_file(call), a_file(CallPageFactory())
    piece = theirs.attachments.create(file=ContentFile(b"%PDF-", "a"), name="a.pdf", size=5)
    takeover = Takeover.objects.create(
        reference="x", email="z@exemple.fr", dossier=theirs, confirmed_at=timezone.now()
    )
    draft = a_draft(call)
    name_in_team(call, person())
    agent = browser_of(person(group))

    def answers(dossier: int, request: int) -> list[tuple[int, int]]:
        addresses = [
            *(reverse(f"{SCREENS}:{view}", args=(dossier,)) for view in FILE_VIEWS),
            reverse(f"{SCREENS}:action", args=(dossier, "prendre")),
            reverse(f"{SCREENS}:action", args=(dossier, "confier")),
            reverse(f"{SCREENS}:attachment", args=(dossier, piece.key)),
            reverse("wagtailsnippets_ami_takeover:inspect", args=(request,)),
            reverse("wagtailsnippets_ami_takeover:action", args=(request, "accepter")),
            *(
                reverse("wagtail_bulk_action", args=("ami", "dossier", each)) + f"?id={dossier}"
                for each in ("prendre", "confier", "clore")
            ),
        ]
        forged = {"version": "2", "reviewer": "", "text": "Bonjour", "reason": "Motif", "seen": ""}
        return [
            (agent.get(each).status_code, agent.post(each, forged).status_code)
            for each in addresses
        ]

    unknown = answers(999_999, 999_999)
    for dossier in (theirs, draft):
        assert answers(dossier.pk, takeover.pk) == unknown
    assert not {200} & {status for pair in unknown for status in pair}
    assert agent.get(f"/admin/appels/dossiers/piece/{mine.pk}/{piece.key}/").status_code == 404
    assert [each.action for each in theirs.history.all()] == ["deposer"]
    assert (theirs.notes.exists(), theirs.messages.exists()) == (False, False)
    assert Takeover.objects.get().state == Takeover.State.WAITING


def test_who_may_only_read_in_a_team_is_refused_the_rest(call: CallPage) -> None:
    dossier = a_file(call)
    agent = browser_of(name_in_team(call, person("responsable"), "lecteur"))

    text = screen(agent, dossier)
    assert "Le Bocage" in text
    assert "Commencer l’analyse" not in text
    act(agent, dossier, "prendre")
    agent.post(reverse(f"{SCREENS}:note", args=(dossier.pk,)), {"text": "Vu"})
    agent.post(
        reverse("wagtail_bulk_action", args=("ami", "dossier", "prendre")) + f"?id={dossier.pk}",
        {"seen": f"{dossier.pk}:{dossier.version}"},
    )

    assert Dossier.objects.get(pk=dossier.pk).state == "depose"
    assert not dossier.notes.exists()


def test_what_is_ticked_among_files_of_another_team_is_left_alone(call: CallPage) -> None:
    theirs, mine = a_file(call), a_file(CallPageFactory())
    name_in_team(call, person())
    agent = browser_of(person())
    address = reverse("wagtail_bulk_action", args=("ami", "dossier", "prendre"))
    chosen = f"{address}?id={theirs.pk}&id={mine.pk}&next={LIST}"

    assert str(theirs) not in agent.get(chosen).content.decode()
    agent.post(chosen, {"seen": f"{theirs.pk}:{theirs.version} {mine.pk}:{mine.version}"})

    states = dict(Dossier.objects.values_list("pk", "state"))
    assert (states[theirs.pk], states[mine.pk]) == ("depose", "en_analyse")


def test_a_file_is_entrusted_within_its_team_alone(call: CallPage) -> None:
    dossier = a_file(call, ALENCON)
    one = name_in_team(call, person(first_name="Nora", last_name="Dedans"))
    outside = person(first_name="Lou", last_name="Dehors")
    east = name_in_team(call, person(), "instructeur", CALVADOS)
    reads = name_in_team(call, person(), "lecteur")

    assert list(reviewers(dossier)) == [one]
    for each in (outside, east, reads):
        with pytest.raises(NotAReviewer):
            assign(dossier, each, Actor(REVIEWER, one))
    choices = browser_of(one).get(reverse(f"{SCREENS}:action", args=(dossier.pk, "confier")))
    assert "Nora Dedans" in choices.content.decode()
    assert "Lou Dehors" not in choices.content.decode()


def test_figures_and_exports_hold_the_files_of_their_reader(call: CallPage) -> None:
    here, there = a_file(call), a_file(call, ALENCON)
    agent = browser_of(name_in_team(call, person("lecteur"), "lecteur", ORNE))

    figures = agent.get(reverse("ami_figures:index"), {"appel": call.slug}).content.decode()
    assert "Calvados" not in figures
    assert "Vous lisez les dossiers de\u00a0: Orne" in figures.replace("&nbsp;", "\u00a0")
    form = agent.get(reverse("ami_export:index")).content.decode()
    assert f"{call.title}\u00a0: Orne" in form.replace("&nbsp;", "\u00a0")
    asked = {"call": call.slug, "format": "json", "lines": "dossier"}
    rows = json.loads(agent.post(reverse("ami_export:index"), asked).getvalue())
    assert str(there) in json.dumps(rows)
    assert str(here) not in json.dumps(rows)

    stranger = browser_of(person("lecteur"))
    refused = stranger.post(reverse("ami_export:index"), asked)
    assert "Content-Disposition" not in refused
    assert call.title not in refused.content.decode()
    archive = agent.post(reverse("ami_export:index"), asked | {"format": "zip"}).getvalue()
    assert str(here).encode() not in archive


def test_what_waits_is_what_one_may_do_of_it(call: CallPage) -> None:
    led, read = call, CallPageFactory()
    user = person("responsable")
    name_in_team(led, user, "responsable")
    name_in_team(read, user, "lecteur")
    for each in (led, read):
        name_in_team(each, person("responsable"), "responsable")
        a_file(each)
        Dossier.objects.filter(pk=a_file(each).pk).update(state="oriente")
    agent = browser_of(user)

    text = agent.get(HOME).content.decode().replace("&nbsp;", " ")

    for label, query in (
        ("Dossiers à prendre", {"state": "depose", "attention": "studied"}),
        ("Réponses à approuver", {"state": "oriente", "attention": "led"}),
    ):
        assert f"{label} : <strong>1</strong>" in text
        assert [each.call_id for each in listed(agent, **query)] == [led.pk]


def test_a_link_to_a_file_is_given_to_who_may_change_it(call: CallPage) -> None:
    """Screens of Wagtail that name what uses a page say « privé » of the others."""
    dossier, inside = a_file(call), name_in_team(call, person())

    assert AdminURLFinder(inside).get_edit_url(dossier)
    assert AdminURLFinder(person()).get_edit_url(dossier) is None


@pytest.mark.parametrize(
    "name",
    [
        "ami_figures:index",
        "ami_export:index",
        "ami_export:queue",
        "ami_export:asked",
        "ami_eliminations:index",
        "wagtailsnippets_ami_dossier:saved_queues",
    ],
)
def test_who_may_change_files_reads_them_without_the_right_to_view(name: str) -> None:
    rights = ("access_admin", "change_dossier")
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)

    assert client.get(reverse(name)).status_code == 200
