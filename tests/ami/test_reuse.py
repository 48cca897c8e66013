"""Answers of an earlier call brought into a draft, and the other files of a mailbox."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ami.models import Attachment, Dossier, StepAnswers
from ami.services.deposit import deposit
from ami.services.drafts import begin_draft
from tests.ami.factories import COMPLETE, OPENS, CallPageFactory, a_draft
from tests.ami.people import by_link, page, read, visitor_posts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
    pytest.mark.usefixtures("quick_hands"),
]
EMAIL = "camille@exemple.fr"


@pytest.fixture
def earlier() -> Dossier:
    return deposit(a_draft(CallPageFactory(title="Usages 2025")))


@pytest.fixture
def draft() -> Dossier:
    return begin_draft(CallPageFactory(title="Usages 2026"), EMAIL)


def typed(dossier: Dossier, step: str) -> Any:
    rows = dossier.step_answers.filter(step=step).order_by("position")
    return [row.data for row in rows]


def bring(dossier: Dossier, source: Dossier, *parts: str, replace: tuple[str, ...] = ()) -> int:
    sent = {"reprendre": list(parts), "remplacer": list(replace)}
    return by_link(dossier).post(page(dossier, "dossier_reuse", source.key), sent).status_code


def item_of(source: Dossier) -> str:
    return StepAnswers.objects.get(dossier=source, step="projets").item


def test_answers_are_shown_then_brought_part_by_part(earlier: Dossier, draft: Dossier) -> None:
    client = by_link(draft)
    assert "Reprendre mes réponses de «\u00a0Usages 2025\u00a0»" in read(client, draft)
    shown = read(client, draft, "dossier_reuse", earlier.key)
    for said in ("Les Petits Débrouillards du Bocage", "Caen (14000)", "Inclusion numérique"):
        assert said in shown
    assert typed(draft, "structure") == []

    project = f"projets.{item_of(earlier)}:0"
    response = client.post(
        page(draft, "dossier_reuse", earlier.key), {"reprendre": ["structure:0", project]}
    )

    assert "Vos réponses sont reprises" in client.get(response["Location"]).content.decode()
    assert typed(draft, "structure") == [COMPLETE["structure"]]
    assert typed(draft, "projets") == [COMPLETE["projets"]]  # in the empty one, not beside it
    assert typed(draft, "contact") == [{"courriel": EMAIL}]  # not asked for
    again = read(client, draft, "dossier_reuse", earlier.key)
    assert "Petits Débrouillards" not in again
    assert "Un atelier mobile" not in again


def test_what_is_typed_stays_unless_one_asks_and_is_shown_then(
    earlier: Dossier, draft: Dossier
) -> None:
    draft.step_answers.update_or_create(
        step="structure", item="", defaults={"data": {"nom": "Un autre nom"}}
    )
    shown = read(by_link(draft), draft, "dossier_reuse", earlier.key)
    assert "Vous avez saisi ici\u00a0: Un autre nom" in shown

    bring(draft, earlier, "structure:0")
    [kept] = typed(draft, "structure")
    assert (kept["nom"], kept["forme"]) == ("Un autre nom", "association")

    response = by_link(draft).post(
        page(draft, "dossier_reuse", earlier.key),
        {"reprendre": "structure:1", "remplacer": "structure"},
    )
    [replaced] = typed(draft, "structure")
    assert replaced["nom"] == COMPLETE["structure"]["nom"]
    shown = response.content.decode()
    assert "Voici ce qu’elles ont remplacé" in shown
    assert "<dd>Un autre nom</dd>" in shown


def test_nothing_is_brought_over_what_was_typed_since_the_page_was_read(
    earlier: Dossier, draft: Dossier
) -> None:
    client = by_link(draft)
    client.post(page(draft, "dossier_step", "structure"), {"nom": "Tapé entre-temps"})

    assert bring(draft, earlier, "structure:0", "contact:0", replace=("structure",)) == 409
    assert typed(draft, "structure")[0]["nom"] == "Tapé entre-temps"
    assert typed(draft, "contact") == [{"courriel": EMAIL}]


def test_only_questions_of_the_same_key_and_type_match(earlier: Dossier, draft: Dossier) -> None:
    definition = draft.definition
    for step in definition["steps"]:
        for asked in step["fields"]:
            if asked["key"] == "nom" and step["key"] == "structure":
                asked["type"] = "long_text"
            if asked["key"] == "forme":
                asked["choices"] = [["commune", "Commune"]]
            if asked["key"] == "themes":
                asked["choices"] = [["inclusion", "Inclusion"], ["epn", "EPN"]]
    Dossier.objects.filter(pk=draft.pk).update(definition=definition)
    shown = read(by_link(draft), draft, "dossier_reuse", earlier.key)
    assert "Forme de la structure\u00a0: Association" in shown
    assert "n’existe plus" in shown

    bring(draft, earlier, "structure:0", f"projets.{item_of(earlier)}:0")

    assert typed(draft, "structure") == [
        {"adresse": "1 place de la Mairie", "commune": "14118-caen"}
    ]
    assert typed(draft, "projets")[0]["themes"] == ["inclusion"]


def test_files_are_not_copied_and_the_page_says_so(draft: Dossier) -> None:
    source = a_draft(CallPageFactory())
    Attachment.objects.create(
        dossier=source, name="statuts.pdf", extension="pdf", size=1, sha256="0", file="x"
    )
    assert "statuts.pdf" in read(by_link(draft), draft, "dossier_reuse", source.key)
    bring(draft, source, "structure:0")

    assert not draft.attachments.exists()


def test_a_list_that_is_full_brings_nothing(earlier: Dossier, draft: Dossier) -> None:
    most = draft.form.step("projets").most
    first = draft.step_answers.get(step="projets")
    first.data = {"titre": "Un"}
    first.save()
    StepAnswers.objects.bulk_create(
        StepAnswers(dossier=draft, step="projets", item=f"i{n}", position=n, data={"titre": n})
        for n in range(1, most)
    )
    assert bring(draft, earlier, "structure:0", f"projets.{item_of(earlier)}:0") == 422
    assert typed(draft, "structure") == []


@pytest.mark.parametrize("parts", [(), ("structure",), ("structure:x",), ("autre:0",)])
def test_what_is_chosen_wrongly_brings_nothing(
    earlier: Dossier, draft: Dossier, parts: tuple[str, ...]
) -> None:
    assert bring(draft, earlier, *parts) in (302, 422)
    assert typed(draft, "structure") == []


def test_the_files_of_another_mailbox_are_never_shown(
    client: Client, earlier: Dossier, draft: Dossier
) -> None:
    """Not even to who begins a file with that mailbox, which they do not read."""
    visitor_posts(client, f"{draft.call.url}repondre/", email=EMAIL)
    own = Dossier.objects.latest("pk")
    by_link(own)  # the owner of the mailbox opens it meanwhile

    seen = read(client, own)
    assert "Usages 2025" not in seen
    assert "Vous avez" not in seen
    assert client.get(page(own, "dossier_reuse", earlier.key)).status_code == 403
    assert client.post(page(own, "dossier_open_other", draft.key)).status_code == 403

    stranger = begin_draft(draft.call, "autre@exemple.fr")
    reader = by_link(stranger)
    assert reader.get(page(stranger, "dossier_reuse", earlier.key)).status_code == 404
    assert reader.post(page(stranger, "dossier_open_other", draft.key)).status_code == 404


def test_who_begins_again_is_told_of_the_draft_that_exists(draft: Dossier) -> None:
    again = begin_draft(draft.call, EMAIL)
    client = by_link(again)
    assert "Vous avez un autre dossier pour cet appel" in read(client, again)

    response = client.post(page(again, "dossier_open_other", draft.key))

    assert response["Location"] == page(draft)
    assert "Vous avez un autre dossier" in read(client, draft)


def test_a_deposited_file_of_the_same_call_is_told_too(draft: Dossier) -> None:
    deposited = deposit(a_draft(draft.call))

    assert f"{deposited.number}</span>, déposé le" in read(by_link(draft), draft)


def test_a_page_of_a_file_costs_few_queries(
    earlier: Dossier, draft: Dossier, django_assert_max_num_queries: Any
) -> None:
    client = by_link(draft)
    for name, args in (("dossier_step", ("contact",)), ("dossier", ()), ("dossier_people", ())):
        client.get(page(draft, name, *args))
        with django_assert_max_num_queries(15):
            client.get(page(draft, name, *args))
