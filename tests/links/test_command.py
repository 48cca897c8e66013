"""``manage.py check_links`` says what is broken, and ends so that a timer knows."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from normandie.editorial.models import StandardPage
from normandie.links.external import Manners
from normandie.links.management.commands import check_links as command
from tests.editorial.media import make_document
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import PlacePageFactory
from tests.links.elsewhere import elsewhere

pytestmark = pytest.mark.django_db


def page_with_broken_link() -> None:
    text = '<p><a href="/nulle-part/">x</a></p>'
    StandardPageFactory(title="Ici", slug="ici", body=[block("text", text)])


def test_all_is_well() -> None:
    out = StringIO()

    call_command("check_links", stdout=out)

    assert "rompus : 0" in out.getvalue()


def test_a_broken_link_is_named_and_ends_with_one() -> None:
    page_with_broken_link()
    out = StringIO()

    with pytest.raises(CommandError) as failure:
        call_command("check_links", stdout=out)

    assert failure.value.returncode == 1
    line = "[rompu] Ici (/ici/) | Contenu → Texte | /nulle-part/ | cette page n’existe pas"
    assert line in out.getvalue()


def test_a_page_that_cannot_be_read_costs_itself_alone_and_is_named() -> None:
    unreadable = StandardPageFactory(title="Illisible", slug="illisible")
    # What no validation lets in: a block without its value.
    StandardPage.objects.filter(pk=unreadable.pk).update(body='[{"type": "text", "id": "1"}]')
    page_with_broken_link()
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("check_links", stdout=out)

    assert "[rompu] Ici (/ici/)" in out.getvalue()
    edit_url = reverse("wagtailadmin_pages:edit", args=(unreadable.pk,))
    assert f"[à vérifier] Illisible ({edit_url}) | Dans son ensemble | " in out.getvalue()


def test_what_could_not_be_checked_is_no_success() -> None:
    StandardPageFactory()  # the one of its type that is read as it is shown
    document = make_document()
    text = f'<p><a linktype="document" id="{document.pk}">x</a> <a href="/annuaire/">y</a></p>'
    StandardPageFactory(title="Ici", slug="ici", body=[block("text", text)])
    # Out of the folder: the storage refuses to say whether it is there.
    type(document).objects.filter(pk=document.pk).update(file="../../etc/passwd")
    out = StringIO()

    with pytest.raises(CommandError, match="pas pu être vérifiés") as failure:
        call_command("check_links", stdout=out)

    assert failure.value.returncode == 1
    assert "[à vérifier] Ici (/ici/) | Contenu → Texte | " in out.getvalue()
    assert "rompus : 0" in out.getvalue()


def test_the_report_can_be_read_by_a_program(tmp_path: Path) -> None:
    page_with_broken_link()
    path = tmp_path / "liens.json"

    with pytest.raises(CommandError, match="rompus"):
        call_command("check_links", "--report", path, stdout=StringIO())

    (problem,) = json.loads(path.read_text("utf-8"))["problems"]
    assert problem == {
        "page": "Ici",
        "page_url": "/ici/",
        "where": "Contenu → Texte",
        "address": "/nulle-part/",
        "reason": "cette page n’existe pas",
        "gravity": "broken",
    }


def test_a_report_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ne peut pas être écrit"):
        call_command("check_links", "--report", tmp_path, stdout=StringIO())


def test_other_sites_are_visited_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    manners = Manners(pause=0, timeout=1, private_too=True)
    monkeypatch.setattr(command, "Manners", lambda: manners)
    out = StringIO()
    with elsewhere() as other:
        PlacePageFactory(title="Le phare", websites=f"{other.url}/bon#la\n{other.url}/absent")

        call_command("check_links", stdout=out)
        assert "non visités : 2" in out.getvalue()
        assert other.asked == []
        with pytest.raises(CommandError):
            call_command("check_links", "--external", stdout=out)

        assert f"{other.url}/absent | page introuvable (404)" in out.getvalue()
        assert f"{other.url}/bon" not in out.getvalue()
