"""What leaves of the files, seen by staff: paper, exports that are long, previews."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ami.models import Attachment, CallPage, Dossier, Export
from ami.services.attachments import add_files
from ami.services.deposit import deposit
from ami.services.previews import draw_waiting_previews
from tests.ami.factories import CallPageFactory, a_draft
from tests.browser.axe import violations
from tests.core.photos import photo

Open = Callable[..., Page]
TEN_TIMES_QUICKER = "const wait = setTimeout; setTimeout = (f, t, ...a) => wait(f, t / 10, ...a)"


@pytest.fixture
def call() -> CallPage:
    now = timezone.now()
    return CallPageFactory(opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=9))


@pytest.fixture
def dossier(call: CallPage) -> Dossier:
    draft = a_draft(call)
    assert not add_files(draft, [photo()])
    dossier = deposit(draft)
    dossier.attachments.update(scan=Attachment.Scan.CLEAN)
    draw_waiting_previews()
    return dossier


def exports_of_who_looks(call: CallPage, dossier: Dossier) -> dict[str, Export]:
    """Return an export in each state, of the account that the browser is signed in with."""
    owner = get_user_model().objects.latest("pk")
    made = {
        state: Export.objects.create(
            owner=owner,
            call=call,
            title=f"Usages {state}",
            format="csv",
            options={"with_contacts": True},
            state=state,
            done=1,
            total=3,
            file="exports/x" if state == "fait" else "",
            extension="csv",
        )
        for state in Export.State.values
    }
    for each in made.values():
        each.dossiers.add(dossier)
    return made


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_page_to_print_is_for_everyone(
    dossier: Dossier, open_admin: Open, width: int, scheme: str
) -> None:
    path = reverse("wagtailsnippets_ami_dossier:paper", args=(dossier.pk,))
    page = open_admin(path, width=width, scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Avec les notes internes")).not_to_be_visible()
    expect(page.get_by_role("heading", name="Pièces jointes")).to_be_visible()


def test_the_exports_follow_their_way_and_say_it(
    call: CallPage, dossier: Dossier, open_admin: Open
) -> None:
    page = open_admin(reverse("ami_export:asked"))
    exports = exports_of_who_looks(call, dossier)
    page.add_init_script(TEN_TIMES_QUICKER)
    page.reload()
    expect(page.get_by_role("progressbar")).to_have_count(1)
    assert violations(page) == []

    underway = exports["en-cours"]
    Export.objects.filter(pk=underway.pk).update(state="fait", file="exports/y", done=3)

    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Vos exports")).to_contain_text("Prêt")
    expect(page.get_by_role("link", name="Télécharger")).to_have_count(2)


def test_the_exports_are_read_and_stopped_without_javascript(
    call: CallPage, dossier: Dossier, open_admin: Open
) -> None:
    page = open_admin(reverse("ami_export:asked"), javascript=False, width=320)
    waiting = exports_of_who_looks(call, dossier)["demande"]
    page.reload()
    expect(page.get_by_role("link", name="Actualiser")).to_be_visible()

    page.get_by_role("button", name=f"Annuler {waiting.title}").press("Enter")

    expect(page.get_by_text("L’export est annulé.")).to_be_visible()
    assert Export.objects.get(pk=waiting.pk).state == Export.State.CANCELLED


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_preview_opens_by_keyboard_and_shows_a_picture(
    dossier: Dossier, open_admin: Open, width: int, scheme: str
) -> None:
    path = reverse("wagtailsnippets_ami_dossier:inspect", args=(dossier.pk,))
    page = open_admin(path, width=width, scheme=scheme)

    page.locator("summary", has_text="Aperçu").press("Enter")

    picture = page.get_by_role("img", name="Image de photo.jpg")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
