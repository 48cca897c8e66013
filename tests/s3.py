"""A store on this machine that speaks S3 and checks signatures: rclone's, on a folder.

It is a process, which tests stop, freeze or start again; what it keeps lasts. Visitors, who sign
nothing, read images by ``public_url``: what a bucket opens by its policy, a second process gives.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.processes import answers, free_port, wait_until

RCLONE = Path(sys.executable).parent / "rclone"
KEY, SECRET = "cle", "secr/et"
PREFIX = "seau/essai"  # the bucket, and where the site is in it
PATIENCE = 30  # seconds


@dataclass
class Store:
    """What speaks S3 on *port*, of *folder*, and gives images to anyone on *public_port*."""

    folder: Path
    port: int = field(default_factory=free_port)
    public_port: int = field(default_factory=free_port)
    is_whole: bool = True
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """What STORAGE_URL takes."""
        return (
            f"s3://{KEY}:secr%2Fet@127.0.0.1:{self.port}/{PREFIX}?region=fr-par&http=1"
            f"&public={self.public_url}"
        )

    @property
    def public_url(self) -> str:
        return f"http://127.0.0.1:{self.public_port}/seau"

    @property
    def files(self) -> dict[str, bytes]:
        """All that it keeps of the site, by name."""
        root = self.folder / PREFIX
        return {
            str(path.relative_to(root)): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file()
        }

    def start(self, secret: str = SECRET) -> None:
        """Start it, on what it kept before."""
        (self.folder / "seau").mkdir(exist_ok=True)
        self._run("s3", self.port, "--auth-key", f"{KEY},{secret}", "--no-cleanup")

    def open_images(self, *, everything: bool = False) -> None:
        """Give to anyone what the policy of the bucket opens; or all of it, as a mistake would."""
        opened = [
            f"--include=/{PREFIX}/media/{folder}/**" for folder in ("images", "original_images")
        ]
        seen = ("--read-only", "--dir-cache-time=1ms")  # what the other process has just written
        self._run("http", self.public_port, *seen, *([] if everything else opened))

    def _run(self, protocol: str, port: int, *options: str) -> None:
        command = [str(RCLONE), "--config=", "serve", protocol, f"--addr=127.0.0.1:{port}"]
        command += ["--log-level=ERROR", *options, str(self.folder)]
        self.processes[protocol] = subprocess.Popen(
            command, env={"HOME": str(self.folder), "PATH": ""}, stderr=subprocess.DEVNULL
        )
        if not wait_until(lambda: answers(port), PATIENCE, every=0.05):
            raise TimeoutError(f"no rclone on {port}")

    def break_down(self, how: str) -> None:
        """Have it « stopped », « refusing », or « frozen »: it takes connections, and is silent."""
        if how == "frozen":
            self.processes["s3"].send_signal(signal.SIGSTOP)
            return
        self._end("s3")
        if how == "refusing":
            self.start(secret="another")
        self.is_whole = False

    def mend(self) -> None:
        if "s3" in self.processes:
            self.processes["s3"].send_signal(signal.SIGCONT)
        if not self.is_whole:
            self._end("s3")
            self.start()
            self.is_whole = True

    def restart(self) -> None:
        """Have it read its folder again, which a test has changed."""
        self.is_whole = False
        self.mend()

    def stop(self) -> None:
        for protocol in list(self.processes):
            self._end(protocol)

    def _end(self, protocol: str) -> None:
        if process := self.processes.pop(protocol, None):
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(PATIENCE)


@contextmanager
def store(folder: Path) -> Iterator[Store]:
    """Serve *folder* on free ports of the loopback, and stop with the block."""
    server = Store(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
