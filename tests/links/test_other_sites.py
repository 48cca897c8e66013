"""Links to other sites are visited politely, and never into a private network."""

from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from itertools import pairwise

import pytest

from directory import connection
from directory.connection import NotAllowed, ask
from normandie.links.external import Manners, verdicts_on
from normandie.links.found import Gravity
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
        ("/lent", "pas de réponse en 1\u00a0s"),
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
    with pytest.raises(NotAllowed, match="réseau privé"):
        ask("HEAD", f"http://{host}/", timeout=1)


def test_a_redirection_does_not_lead_into_a_private_network(
    other: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = other.server_address[1]
    looked_at = []

    def public_at_first(address: str) -> bool:
        looked_at.append(address)
        return len(looked_at) == 1

    monkeypatch.setattr(connection, "_is_public", public_at_first)

    (verdict,) = verdicts_on(
        [f"http://127.0.0.1:{port}/ancien"], Manners(pause=0, timeout=1)
    ).values()

    assert verdict.reason == "cette adresse mène à un réseau privé"
    assert [path for _, path, _ in other.asked] == ["/ancien"]


@pytest.mark.parametrize(
    "address", ["ftp://exemple.fr/", "file:///etc/passwd", "http://", "http://[", "http://a:b/"]
)
def test_only_web_addresses_are_visited(address: str) -> None:
    with pytest.raises(NotAllowed, match="mal écrite"):
        ask("HEAD", address)
