"""Files joined to a draft: sent one by one, each kept once it is up, what is refused named."""

from playwright.sync_api import FilePayload, Page, Route, expect

from ami.models import Attachment, CallPage
from tests.browser.axe import violations
from tests.browser.dossiers import Open, start

PLAN: FilePayload = {
    "name": "plan.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
}
PROGRAM: FilePayload = {"name": "virus.exe", "mimeType": "application/pdf", "buffer": b"MZ" * 50}
STATUTES: FilePayload = PLAN | {"name": "statuts.pdf"}


def at_files(open_page: Open, call: CallPage, errors: tuple[int, ...]) -> Page:
    page = open_page(f"{call.url}repondre/", width=360, expected_errors=errors)
    start(page)
    page.get_by_role("link", name="Pièces jointes").click()
    page.wait_for_url("**/pieces/")  # loaded: its script sends the files, the form does without it
    return page


def test_each_file_is_kept_and_those_refused_are_named(
    open_page: Open,
    call: CallPage,
    quick_hands: None,
) -> None:
    page = at_files(open_page, call, (422,))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))

    page.get_by_label("Ajouter des fichiers").set_input_files([PLAN, PROGRAM])
    page.get_by_role("button", name="Ajouter", exact=True).press("Enter")

    expect(page.get_by_role("status")).to_have_text("L’envoi est terminé.")
    expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()
    expect(page.locator("#erreurs")).to_contain_text("virus.exe")
    expect(page.locator("#erreurs")).to_be_focused()
    assert sent.count("POST") == 2
    assert violations(page) == []


def test_what_the_network_loses_stays_chosen(
    open_page: Open,
    call: CallPage,
    quick_hands: None,
) -> None:
    page = at_files(open_page, call, (502,))
    lost: list[Route] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route)
            route.fulfill(status=502, content_type="text/html", body="<p>Perdu</p>")
        else:
            route.continue_()

    page.route("**/pieces/", lose_the_first)
    page.get_by_label("Ajouter des fichiers").set_input_files([PLAN, STATUTES])
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Pas envoyé : « plan.pdf »")

    page.get_by_role("button", name="Ajouter", exact=True).click()

    expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()
    assert set(Attachment.objects.values_list("name", flat=True)) == {"plan.pdf", "statuts.pdf"}
