"""Links to other sites are visited politely, and never into a private network."""

from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from itertools import pairwise
from urllib.parse import SplitResult, urlsplit

import pytest

from core.net import BlockedAddress, status_of
from core.net import client as net_client
from normandie.links.external import Manners, verdicts_on
from normandie.links.found import UNCHECKED, Gravity
from tests.links.elsewhere import elsewhere

QUICK = Manners(pause=0, timeout=1, private_too=True)


@pytest.fixture
def other() -> Iterator[ThreadingHTTPServer]:
    with elsewhere() as server:
        yield server


@pytest.mark.parametrize("path", ["/bon", "/ancien", "/sans-head"])
def test_a_page_that_answers_is_right(other: ThreadingHTTPServer, path: str) -> None:
    assert verdicts_on([other.url + path], QUICK) == {}


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/absent", "page introuvable (404)"),
        ("/disparu", "page introuvable (410)"),
        ("/panne", "le site est en panne (500)"),
        ("/boucle", "redirection sans fin"),
        ("/crochet", "redirection vers une adresse mal écrite"),
        ("/crochets", "redirection vers une adresse mal écrite"),
        ("/lent", "pas de réponse complète en 1\u00a0s"),
    ],
)
def test_a_page_that_does_not_answer_well_is_broken(
    other: ThreadingHTTPServer, path: str, reason: str
) -> None:
    verdict = verdicts_on([other.url + path], QUICK)[other.url + path]

    assert verdict.reason == reason
    assert verdict.gravity is Gravity.BROKEN


def test_a_site_that_refuses_robots_is_left_to_a_person(other: ThreadingHTTPServer) -> None:
    (verdict,) = verdicts_on([f"{other.url}/interdit"], QUICK).values()

    assert verdict.gravity is Gravity.DOUBTFUL


def test_the_head_is_asked_first_and_the_page_only_after_a_refusal(
    other: ThreadingHTTPServer,
) -> None:
    verdicts_on([f"{other.url}/bon", f"{other.url}/sans-head"], QUICK)

    assert [asked[:2] for asked in other.asked] == [
        ("HEAD", "/bon"),
        ("HEAD", "/sans-head"),
        ("GET", "/sans-head"),
    ]


def test_a_site_gets_a_pause_between_two_questions(other: ThreadingHTTPServer) -> None:
    polite = Manners(pause=0.3, timeout=1, private_too=True)

    verdicts_on([f"{other.url}/{rank}" for rank in range(3)], polite)

    moments = [moment for *_, moment in other.asked]
    assert all(after - before >= 0.29 for before, after in pairwise(moments))


def test_an_address_is_asked_once_however_many_pages_hold_it(other: ThreadingHTTPServer) -> None:
    verdicts_on([f"{other.url}/bon"] * 5, QUICK)

    assert len(other.asked) == 1


def test_an_error_that_nobody_foresaw_costs_its_own_address_alone(
    other: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = f"{other.url}/secret"

    def failing(url: str) -> SplitResult | None:
        if url == secret:
            raise RuntimeError(url)
        return urlsplit(url)

    monkeypatch.setattr(net_client, "parts_of", failing)

    verdicts = verdicts_on([f"{other.url}/absent", secret], QUICK)

    assert verdicts[secret] == UNCHECKED
    assert verdicts[f"{other.url}/absent"].reason == "page introuvable (404)"
    assert "RuntimeError in" in caplog.text
    assert "secret" not in caplog.text


def test_what_passes_the_limit_is_said_not_to_be_checked(other: ThreadingHTTPServer) -> None:
    few = Manners(pause=0, timeout=1, private_too=True, most=1)

    verdicts = verdicts_on([f"{other.url}/a", f"{other.url}/b"], few)

    assert {verdict.gravity for verdict in verdicts.values()} == {Gravity.DOUBTFUL}
    assert len(other.asked) == len(verdicts) == 1


def test_a_machine_of_a_private_network_is_never_asked(other: ThreadingHTTPServer) -> None:
    (verdict,) = verdicts_on([f"{other.url}/bon"], Manners(pause=0, timeout=1)).values()

    assert verdict.reason == "cette adresse mène à un réseau privé"
    assert other.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[::1]",
        "[fd00::1]",
        "[::ffff:10.0.0.1]",
        "0.0.0.0",  # noqa: S104  (asked, not listened to)
        "2130706433",
        "0x7f.1",
        "100.64.0.1",
        "224.0.0.1",
    ],
)
def test_no_way_of_writing_a_private_address_passes(host: str) -> None:
    with pytest.raises(BlockedAddress, match="réseau privé"):
        status_of("HEAD", f"http://{host}/", seconds=1)


def test_a_redirection_does_not_lead_into_a_private_network(
    other: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = other.server_address[1]
    looked_at = []

    def public_at_first(address: str) -> bool:
        looked_at.append(address)
        return len(looked_at) == 1

    monkeypatch.setattr(net_client, "is_public", public_at_first)

    (verdict,) = verdicts_on(
        [f"http://127.0.0.1:{port}/ancien"], Manners(pause=0, timeout=1)
    ).values()

    assert verdict.reason == "cette adresse mène à un réseau privé"
    assert [path for _, path, _ in other.asked] == ["/ancien"]


@pytest.mark.parametrize(
    "address", ["ftp://exemple.fr/", "file:///etc/passwd", "http://", "http://[", "http://a:b/"]
)
def test_only_web_addresses_are_visited(address: str) -> None:
    with pytest.raises(BlockedAddress, match="mal écrite"):
        status_of("HEAD", address)
