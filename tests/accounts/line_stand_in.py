"""LINE's OAuth endpoints for tests: a small server on 127.0.0.1 that answers as LINE documents it.

`consents` says whether the person at LINE agrees; `token` may change what the token endpoint answers.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CHANNEL, SECRET = "1656789012", "0123456789abcdef0123456789abcdef"
Claims = dict[str, Any]


class Line:
    """One person at LINE, and what LINE was asked."""

    def __init__(self) -> None:
        self.person = "U4af4980629e1f7b1a2c3d4e5f6a7b8c9"
        self.consents = True
        self.sign: Callable[[Claims], str] = lambda claims: jwt.encode(claims, SECRET, "HS256")
        self.claims: Claims = {}
        self.fails = False
        self.asked: list[dict[str, str]] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.url = ""

    def authorize(self, query: dict[str, str]) -> str:
        """Where LINE sends the browser back to."""
        self.asked.append(query)
        if not self.consents:
            answer = {"error": "access_denied", "error_description": "The resource owner denied the request."}
        else:
            code = f"code{len(self.codes)}"
            self.codes[code] = query
            answer = {"code": code}
        return f"{query['redirect_uri']}?{urlencode({**answer, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> tuple[int, Claims]:
        query = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            self.fails
            or query is None
            or form.get("client_id") != CHANNEL
            or form.get("client_secret") != SECRET
            or form.get("redirect_uri") != query["redirect_uri"]
            or challenge.decode().rstrip("=") != query["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": "https://access.line.me",
            "sub": self.person,
            "aud": CHANNEL,
            "exp": now + 3600,
            "iat": now,
            "nonce": query["nonce"],
            **self.claims,
        }
        return 200, {
            "access_token": "access",
            "expires_in": 2592000,
            "refresh_token": "refresh",
            "scope": "openid",
            "token_type": "Bearer",
            "id_token": self.sign(claims),
        }


@contextmanager
def running() -> Iterator[Line]:
    """The stand-in, on a port of its own."""
    line = Line()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            self.send_response(302)
            self.send_header("Location", line.authorize(query))
            self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, answer = line.token({name: values[0] for name, values in parse_qs(body).items()})
            sent = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    line.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()
