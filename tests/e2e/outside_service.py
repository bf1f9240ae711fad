"""A Matomo on this machine, as far as a browser sees it: it serves a tracker and notes what it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

# What the real tracker does with the commands our pages give it: addresses set, cookies off, a view by beacon, and the links
# of the page watched.
TRACKER = """
(function () {
  var told = { cookies: "on" }, known = {
    setTrackerUrl: function (url) { told.to = url; },
    setSiteId: function (id) { told.idsite = id; },
    setCustomUrl: function (url) { told.url = url; },
    setReferrerUrl: function (url) { told.urlref = url; },
    setUserId: function (id) { told.uid = id; },
    disableCookies: function () { told.cookies = "off"; },
    enableLinkTracking: function () {},
    trackPageView: function () { told.view = 1; }
  };
  window._paq.forEach(function (command) { known[command[0]].apply(null, command.slice(1)); });
  if (told.cookies === "on") document.cookie = "_pk_id.7=visitor; path=/";
  told.title = document.title;
  fetch(told.to + "?" + new URLSearchParams(told), { method: "POST", mode: "no-cors", keepalive: true });
  new Image().src = told.to + "?" + new URLSearchParams(Object.assign({ picture: 1 }, told));
})();
"""


class OutsideService:
    """`told`: the views it was told of, as dictionaries. `asleep`: it takes connections and answers none."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[dict[str, str]] = []
        self.asleep = False
        self.awake = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                service.asked.append(self.path)
                if service.asleep:
                    service.awake.wait(60)
                parts = urlsplit(self.path)
                if parts.path.endswith("/matomo.php"):
                    service.told.append(dict(parse_qsl(parts.query)))
                script = parts.path.endswith("/matomo.js")
                self.send_response(200 if script else 204)
                self.send_header("Content-Type", "text/javascript")
                self.end_headers()
                self.wfile.write(TRACKER.encode() if script else b"")

            do_GET = do_POST = answer

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.host = f"127.0.0.1:{self.server.server_address[1]}"


@contextmanager
def running() -> Iterator[OutsideService]:
    service = OutsideService()
    thread = threading.Thread(target=service.server.serve_forever, daemon=True)
    thread.start()
    yield service
    service.awake.set()
    service.server.shutdown()
    service.server.server_close()
    thread.join()
