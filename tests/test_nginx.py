"""The example of deploy/ in a real nginx, where there is one: what it gives and what it writes."""

import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path

import pytest
from django.conf import settings

from tests.optional import skip_without

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
EXAMPLE = Path(settings.BASE_DIR) / "deploy" / "nginx.conf"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
PATIENCE = 10  # seconds
HOST = "www.exemple.fr"


@pytest.fixture(autouse=True)
def an_nginx() -> None:
    if NGINX is None:
        skip_without("nginx")


class Nginx:
    """The example, without its certificate, on the media of *folder*; no site stands behind it."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "normandie.log"
        self.folder = folder
        self.media = folder / "media"
        with socket.socket() as free, socket.socket() as another:
            free.bind(("127.0.0.1", 0))
            another.bind(("127.0.0.1", 0))
            self.port, self.plain_port = free.getsockname()[1], another.getsockname()[1]
        configuration = folder / "nginx.conf"
        configuration.write_text(self._configuration(folder), "utf-8")
        command = [NGINX, "-p", str(folder), "-e", str(folder / "error.log")]
        self.process = subprocess.Popen([*command, "-c", str(configuration)])

    def _configuration(self, folder: Path) -> str:
        text = re.sub(r" +ssl_.*\n| +listen \[::\].*\n", "", EXAMPLE.read_text("utf-8"))
        text = text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{self.port}")
        text = text.replace("listen 80", f"listen 127.0.0.1:{self.plain_port}")
        text = text.replace("/srv/normandie/var/media", str(self.media))
        text = text.replace("/var/log/nginx/", f"{folder}/")
        text = text.replace("/srv/normandie/current.sock", str(folder / "gunicorn.sock"))
        temporary = "".join(f"{each}_temp_path {folder / each};\n" for each in TEMPORARY)
        return (
            f"daemon off;\nmaster_process off;\npid {folder / 'nginx.pid'};\n"
            # As Debian's nginx.conf, which holds the example.
            f"events {{}}\nhttp {{\naccess_log {folder / 'access.log'};\n"
            f"error_log {folder / 'error.log'};\n{temporary}{text}}}\n"
        )

    def status(self, path: str, port: int | None = None, host: str = HOST) -> int:
        return self.answer(path, port, host)[0]

    def answer(
        self, path: str, port: int | None = None, host: str = HOST
    ) -> tuple[int, str | None]:
        """Return the status of *path*, and where it leads."""
        deadline = time.monotonic() + PATIENCE
        while True:
            connection = HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE)
            try:
                connection.request("GET", path, headers={"Host": host})
                response = connection.getresponse()
                return response.status, response.headers["Location"]
            except ConnectionRefusedError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.05)
            finally:
                connection.close()

    def stop(self) -> None:
        """End what was asked, and write it into the log."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(PATIENCE)


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Nginx]:
    for name in ("images/photo.webp", "documents/compte-rendu.pdf"):
        file = tmp_path / "media" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(b"what it holds")
    nginx = Nginx(tmp_path)
    yield nginx
    nginx.stop()


def test_documents_which_may_be_private_are_not_given_without_the_site(nginx: Nginx) -> None:
    assert nginx.status("/media/images/photo.webp") == 200
    assert nginx.status("/media/documents/compte-rendu.pdf") == 404
    assert nginx.status("/media//%64ocuments/compte-rendu.pdf") == 404


def test_the_log_holds_no_secret_of_a_link(nginx: Nginx) -> None:
    for path in (
        "/agenda/lettre/",
        "/agenda/lettre/secret-of-Camille/",
        "/agenda/lettre/secret-of-Camille/desabonnement/?mot=secret-of-Camille",
        "/dossier/secret-of-Camille/",
        "/avis/secret-of-Camille/",
        "/espace/collectif/ne-plus-recevoir/secret-of-Camille/",
        "/appels/un-appel/prevenez-moi/secret-of-Camille/",
        "/lieux/un-lieu/un-atelier/inscription/lien/secret-of-Camille/",
        "/invitation/secret-of-Camille/",
        "/agenda/suivre/",
    ):
        nginx.status(path)
    nginx.stop()

    written = [line.split()[2] for line in nginx.log.read_text("utf-8").splitlines()]
    masked = [*["/agenda/lettre/..."] * 2, "/dossier/...", "/avis/..."]
    masked.append("/espace/collectif/ne-plus-recevoir/...")
    masked.append("/appels/un-appel/prevenez-moi/...")
    masked += ["/lieux/un-lieu/un-atelier/inscription/lien/...", "/invitation/..."]
    assert written == ["/agenda/lettre/", *masked, "/agenda/suivre/"]


def test_the_log_stops_where_that_of_the_site_does(nginx: Nginx) -> None:
    for part in settings.SECRET_AFTER:
        nginx.status(f"/ailleurs{part}secret-of-Camille/")
    nginx.stop()

    written = [line.split()[2] for line in nginx.log.read_text("utf-8").splitlines()]
    assert written == [f"/ailleurs{part}..." for part in settings.SECRET_AFTER]


def test_no_log_says_who_came_nor_the_secret_of_a_link_whatever_goes_wrong(nginx: Nginx) -> None:
    secret = "/agenda/lettre/secret-of-Camille/"
    assert nginx.status(secret) == 502  # the site is stopped
    with socket.socket(socket.AF_UNIX) as refusing:  # it starts, and does not answer yet
        refusing.bind(str(nginx.folder / "gunicorn.sock"))
        assert nginx.status(secret) == 502
    assert nginx.status(f"/media/images/{'x' * 300}") == 404
    assert nginx.status(secret, nginx.plain_port) == 301
    nginx.stop()

    written = "".join(log.read_text("utf-8") for log in nginx.folder.glob("*.log"))
    assert "/agenda/lettre/..." in written
    assert "secret-of-Camille" not in written
    assert "127.0.0.1" not in written


def test_no_host_but_ours_is_answered_nor_sent_anywhere(nginx: Nginx) -> None:
    nginx.status("/")  # it has started
    for port in (nginx.port, nginx.plain_port):
        for host in ("elsewhere.example", "127.0.0.1"):
            with pytest.raises(RemoteDisconnected):
                nginx.status("/annuaire/", port, host)

    asked = nginx.answer("/annuaire/?q=a", nginx.plain_port, "WWW.exemple.FR:80")
    assert asked == (301, "https://www.exemple.fr/annuaire/?q=a")
