"""The words of the service on its files: given, taken, found, exported."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ami.exports.table import Selection, table_of
from ami.models import Dossier, DossierTag
from ami.services.tags import tag
from tests.ami.factories import CallPageFactory, a_draft
from tests.ami.queue import LIST, a_file, listed
from tests.ami.reviewing import DURING, screen
from tests.ami.test_queue_work import bulk
from tests.factories import UserFactory
from tests.reading import parsed
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
SUPER = UserFactory.build(is_superuser=True)


@pytest.fixture
def dossier() -> Dossier:
    return a_file(CallPageFactory())


def give(client: Client, dossier: Dossier, names: str) -> str:
    address = reverse("wagtailsnippets_ami_dossier:tags", args=(dossier.pk,))
    return client.post(address, {"names": names}, follow=True).content.decode()


def borne(dossier: Dossier) -> list[str]:
    return [each.name for each in dossier.tags.all()]


def test_an_agent_gives_words_to_a_file_however_they_are_written(dossier: Dossier) -> None:
    agent, other = signed_in("reviewer"), a_file(dossier.call)
    give(agent, dossier, "Ruralité,  à visiter , ")
    give(agent, dossier, "RURALITE")
    give(agent, other, "ruralite")

    assert borne(dossier) == ["à visiter", "Ruralité"]
    assert borne(other) == ["Ruralité"]
    page = screen(signed_in("reader"), dossier)
    shown = [each.get_text(strip=True) for each in parsed(page).select(".dossier-tags li")]
    assert shown == ["à visiter", "Ruralité"]
    assert "Étiquette à ajouter" not in page


def test_words_that_exist_are_suggested_and_those_nobody_uses_are_not(dossier: Dossier) -> None:
    agent, other = signed_in("reviewer"), a_file(dossier.call)
    tag([other], ["Ruralité", "Faute"])
    lost = DossierTag.objects.get(name="Faute")
    address = reverse("wagtailsnippets_ami_dossier:tags", args=(other.pk,))
    agent.post(address, {"remove": lost.pk})

    suggested = parsed(screen(agent, dossier)).select("#tag-suggestions option")

    assert borne(other) == ["Ruralité"]
    assert [each["value"] for each in suggested] == ["Ruralité"]
    with time_machine.travel(DURING + timedelta(days=2)):
        call_command("daily", "core.erase_what_is_due", stdout=StringIO())
    assert [each.name for each in DossierTag.objects.all()] == ["Ruralité"]


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ("!!!", "n’a ni lettre ni chiffre"),
        ("x" * 41, "est trop long"),
        (" , ", "au moins un mot"),
        (",".join(f"mot {rank}" for rank in range(11)), "10 étiquettes à la fois"),
    ],
)
def test_what_is_no_word_is_refused_and_stays_in_its_box(
    dossier: Dossier, names: str, why: str
) -> None:
    page = give(signed_in("reviewer"), dossier, names)

    assert why in page
    assert parsed(page).select_one("#id_names")["value"].strip() == names.strip()
    assert borne(dossier) == []


def test_the_queue_is_narrowed_by_words_and_counts_each_file_once(dossier: Dossier) -> None:
    agent, other = signed_in("reader"), a_file(dossier.call)
    a_file(dossier.call)
    tag([dossier, other], ["ruralité"])
    tag([dossier], ["jeunesse"])
    rural, young = (DossierTag.objects.get(name=name) for name in ("ruralité", "jeunesse"))

    assert set(listed(agent, tag=[rural.pk, young.pk])) == {dossier, other}
    assert listed(agent, tag=young.pk) == [dossier]
    page = agent.get(LIST, {"tag": [rural.pk, young.pk]}).content.decode()
    assert "Tous&nbsp;: <strong>2</strong>" in page


def test_several_files_are_tagged_at_once_and_a_draft_never_is(dossier: Dossier) -> None:
    other, draft = a_file(dossier.call), a_draft(dossier.call)
    tag([other], ["jeunesse"])

    page = bulk(signed_in("reviewer"), "etiqueter", dossier, other, draft, names="ruralité")

    assert "2 dossiers étiquetés" in page.content.decode()
    assert (borne(dossier), borne(other), borne(draft)) == (
        ["ruralité"],
        ["jeunesse", "ruralité"],
        [],
    )
    bulk(signed_in("reader"), "etiqueter", dossier, names="non")
    assert borne(dossier) == ["ruralité"]


def test_exports_say_the_words_of_each_file(dossier: Dossier) -> None:
    tag([dossier], ["ruralité", "à visiter"])

    table = table_of(Selection(dossier.call, SUPER))
    rank = [column.key for column in table.columns].index("etiquettes")

    assert [line[rank] for line in table.lines] == ["à visiter, ruralité"]
