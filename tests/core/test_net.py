"""Another machine is asked within a time and a size, and only where anyone may reach it."""

import socket
import time
from typing import Any

import pytest

from core.net import BlockedAddress, NoAnswer, TooLarge, absolute, download, parts_of, status_of
from core.net.public_addresses import is_public
from tests.core.slow_server import CERTIFICATE, dripping

SECONDS = 0.6
LATE = SECONDS + 0.6  # with what a loaded machine adds; the slow server goes on for 5 s
HEAD = b"HTTP/1.1 200 OK\r\n"
SLOW = {
    "nothing at all": (b"", b""),
    "the headers": (HEAD, b"X-Drop: 1\r\n"),
    "one header": (HEAD + b"X-Drop: ", b"x"),
    "many answers « continue »": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "the body": (HEAD + b"Content-Length: 500000\r\n\r\n", b"x"),
    "a body without a length": (HEAD + b"\r\n", b"x"),
    "a body of a connection that closes": (HEAD + b"Connection: close\r\n\r\n", b"x"),
    "a body in pieces": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
}


@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW)
def test_what_drips_in_is_given_up_at_the_deadline(slow: tuple[bytes, bytes]) -> None:
    with dripping(*slow) as (port, _):
        begun = time.monotonic()
        with pytest.raises(NoAnswer, match=r"complète en 0,6\u00a0s"):
            download(f"http://127.0.0.1:{port}/", 500_000, seconds=SECONDS, private_too=True)
    assert time.monotonic() - begun < LATE


@pytest.mark.parametrize("drop", [b"", b"\x16\x03\x03\x40\x00" + b"\x00" * 8])
def test_a_secure_connection_that_never_begins_is_given_up_too(drop: bytes) -> None:
    with dripping(drop[:5], drop[5:6]) as (port, _):
        begun = time.monotonic()
        with pytest.raises(NoAnswer):
            status_of("HEAD", f"https://127.0.0.1:{port}/", seconds=SECONDS, private_too=True)
    assert time.monotonic() - begun < LATE


def test_a_secure_site_that_drips_is_given_up_at_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    for slow in (SLOW["one header"], SLOW["a body of a connection that closes"]):
        with dripping(*slow, secure=True) as (port, _):
            begun = time.monotonic()
            with pytest.raises(NoAnswer, match="complète en"):
                download(f"https://127.0.0.1:{port}/", 500, seconds=SECONDS, private_too=True)
        assert time.monotonic() - begun < LATE


def test_a_site_whose_certificate_nobody_knows_is_not_read() -> None:
    with dripping(HEAD, b"", secure=True) as (port, asked), pytest.raises(NoAnswer, match="cert"):
        download(f"https://127.0.0.1:{port}/", 500, seconds=2, private_too=True)
    assert asked == []


def test_redirections_share_the_time_of_the_first() -> None:
    turn = HEAD.replace(b"200 OK", b"302 Found") + b"Location: /encore\r\n\r\n"
    late = pytest.raises(NoAnswer, match=r"complète en 0,3\u00a0s")
    with dripping(b"", turn) as (port, asked), late:  # a tenth of a second each
        download(f"http://127.0.0.1:{port}/", 10, seconds=0.3, private_too=True)
    assert 2 <= len(asked) <= 4


@pytest.mark.parametrize(
    "sent",
    [
        b"Content-Length: 999999999\r\n\r\n" + b"x" * 2_000,
        b"\r\n" + b"x" * 2_000,
        b"Transfer-Encoding: chunked\r\n\r\n" + (b"64\r\n" + b"x" * 100 + b"\r\n") * 20,
        b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n" + b"x" * 2_000,
    ],
    ids=["announced", "unannounced", "in pieces", "in an endless piece"],
)
def test_more_than_the_size_is_refused_without_reading_the_rest(sent: bytes) -> None:
    with dripping(HEAD + sent, b"") as (port, _), pytest.raises(TooLarge, match="1\u00a0ko"):
        download(f"http://127.0.0.1:{port}/", 1_000, seconds=2, private_too=True)


@pytest.mark.parametrize("location", ["http://[", "//[", "http://a:b/", "//\\]["])
def test_a_redirection_to_what_is_no_address_is_said(location: str) -> None:
    answer = HEAD.replace(b"200 OK", b"302 Found") + f"Location: {location}\r\n\r\n".encode()
    with dripping(answer, b"") as (port, _), pytest.raises(NoAnswer, match="mal écrite"):
        status_of("GET", f"http://127.0.0.1:{port}/", seconds=2, private_too=True)


@pytest.mark.parametrize(
    "url", ["http://[", "//[", "http://a:b/", "http://a:99999/", "http://a／b/", "http://[::1"]
)
def test_what_is_no_address_has_no_parts(url: str) -> None:
    assert parts_of(url) is None
    assert absolute("https://exemple.fr/", url) is None


@pytest.mark.parametrize(
    "url", ["http://exemple.fr/\ud800", "http://exemple.fr/?q=\udfff", f"http://a.fr/{'a' * 9_000}"]
)
def test_half_a_character_or_an_endless_address_is_refused(url: str) -> None:
    with pytest.raises(BlockedAddress):
        status_of("HEAD", url)


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::a9fe:a9fe",  # NAT64 of 169.254.169.254
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",  # NAT64 of one network: never the whole world's
        "2002:a00:1::1",  # 6to4 of 10.0.0.1
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
        "::ffff:10.0.0.1",
        "::ffff:0:127.0.0.1",  # translated (RFC 2765)
        "::127.0.0.1",  # IPv4-compatible
        "::8.8.8.8",
        "fec0::1",  # local to a site
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "100::1",
        "2001:db8::1",
        "::",
        "255.255.255.255",
        "240.0.0.1",
        "192.0.2.1",
    ],
)
def test_what_is_not_a_machine_open_to_all_is_never_visited(address: str) -> None:
    assert not is_public(address)
    if "%" not in address:
        host = f"[{address}]" if ":" in address else address
        with pytest.raises(BlockedAddress, match="réseau privé"):
            status_of("HEAD", f"http://{host}/", seconds=1)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2a01:e0a::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_a_machine_open_to_all_may_be_visited(address: str) -> None:
    assert is_public(address)


def test_a_name_is_looked_up_once_and_visited_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes between the two (« DNS rebinding ») leads nowhere else."""
    looked_up = []

    def resolve(host: str, port: int, **options: Any) -> list[tuple]:
        looked_up.append(host)
        there = "127.0.0.1" if len(looked_up) == 1 else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (there, port))]

    with dripping(HEAD + b"Content-Length: 2\r\n\r\nok", b"") as (port, asked):
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        url = f"http://change.exemple:{port}/"
        assert download(url, 10, seconds=2, private_too=True) == b"ok"

    assert looked_up == ["change.exemple"]
    assert f"Host: change.exemple:{port}".encode() in asked[0]


def test_one_private_address_among_those_of_a_name_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def resolve(host: str, port: int, **options: Any) -> list[tuple]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (there, port))
            for there in ("8.8.8.8", "127.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(BlockedAddress, match="réseau privé"):
        status_of("HEAD", "http://deux.exemple/", seconds=1)
