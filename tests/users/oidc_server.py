"""A small OpenID Connect provider on this machine, that answers as ProConnect does."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "client-of-tests", "secret-of-tests"


class Provider:
    """Signs in whoever *person* says; ``lies`` replace what it would truly sign."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signing_key = self.key
        self.person: dict[str, Any] = {"sub": "agent-1", "email": "Camille@exemple.fr"}
        self.lies: dict[str, Any] = {}  # of the identity
        self.asked: dict[str, str] = {}
        self.server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (Handler,), {"provider": self})
        )
        self.url = f"http://127.0.0.1:{self.server.server_port}/api/v2"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> "Provider":
        self.thread.start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(timeout=10)

    def signed(self, said: dict[str, Any]) -> str:
        common = {"iss": self.url, "aud": CLIENT, "exp": int(time.time()) + 60}
        return jwt.encode(
            common | said, self.signing_key, algorithm="RS256", headers={"kid": "key-1"}
        )

    def configuration(self) -> dict[str, Any]:
        names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        ends = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in names.items()}
        return {"issuer": self.url, "jwks_uri": f"{self.url}/jwks", **ends}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "key-1", "alg": "RS256", "use": "sig"}]}

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Give tokens for the code, to the client that began, with its verifier (RFC 7636)."""
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        known = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        if not known or form.get("code") != "code-1" or challenge != self.asked["code_challenge"]:
            return None
        identity = {"sub": self.person["sub"], "nonce": self.asked["nonce"]} | self.lies
        return {
            "access_token": "access-1",
            "token_type": "Bearer",
            "id_token": self.signed(identity),
        }


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        page = address.path.rpartition("/")[2]
        if page == "authorize":
            asked = parse_qs(address.query)
            self.provider.asked = {name: values[0] for name, values in asked.items()}
        elif page == "userinfo" and self.headers["Authorization"] != "Bearer access-1":
            self.send_error(401)
            return
        said = {
            "openid-configuration": self.provider.configuration,
            "jwks": self.provider.keys,
            "authorize": dict,
            "userinfo": lambda: self.provider.signed(self.provider.person),
        }
        self.answer(said[page]())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = self.provider.token({name: each[0] for name, each in parse_qs(body).items()})
        self.answer(given) if given else self.send_error(400)

    def answer(self, said: Any) -> None:
        is_signed = isinstance(said, str)
        body = (said if is_signed else json.dumps(said)).encode()
        self.send_response(200)
        self.send_header("Content-Type", f"application/{'jwt' if is_signed else 'json'}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing on the console."""
