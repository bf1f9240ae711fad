"""What a page costs, printed: `python -m portal.ops.bench pages`. Nothing is asserted about time.

Uncached: SQL statements and CPU of lesson, article and home, asked of Django behind the page cache. Weight: what a phone
fetches for its first page, by kind, gzipped, against the budget. Slow 3G: first and largest paint and the shift of the
layout in Chromium, the network held to 400 kbit/s and 400 ms, the processor to a quarter. Lighthouse runs where it is
installed (`lighthouse` on the path).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

BUDGET_KB = {"html": 12, "css": 12, "js": 8, "font": 45, "text page": 75, "with images": 150}
GOAL = {"home": (15, 15), "lesson": (12, 10), "article": (12, 10)}
"""SQL statements and milliseconds of CPU for a page built afresh."""
ROUNDS = 20
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}

UNCACHED = """
import json, sys, time, django
django.setup()
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.conf import settings
client = Client(HTTP_HOST="127.0.0.1", HTTP_USER_AGENT="bench")
out = {}
for name, path in json.loads(sys.argv[1]).items():
    for _ in range(3):
        assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connections["default"]) as queries:
        client.get(path)
    statements = len(queries)  # now: the next request empties the log
    start = time.process_time()
    for _ in range(ROUNDS):
        client.get(path)
    out[name] = (statements, (time.process_time() - start) * 1000 / ROUNDS)
print(json.dumps(out))
"""
VITALS = """
window.vitals = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) vitals.lcp = e.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) vitals.cls += e.value; })
  .observe({type: "layout-shift", buffered: true});
"""


def addresses(portal: Any) -> dict[str, str]:
    """The first lesson, article and so on of the demo, whatever they are called."""
    program = (
        "from courses.models import LessonPage; from articles.models import LawArticlePage;"
        "from portal.home.models import SituationPage; import json;"
        "print('ADDRESSES', json.dumps({'home': '/th/',"
        " **{n: m.objects.live().filter(locale__language_code='th').order_by('path').first().get_url_parts()[2]"
        " for n, m in (('lesson', LessonPage), ('article', LawArticlePage), ('situation', SituationPage))}}))"
    )
    said = portal.command("shell", "-v0", "-c", program)
    return dict(json.loads(said.split("ADDRESSES", 1)[1]))


def uncached(portal: Any, paths: dict[str, str]) -> None:
    """SQL and CPU of each page, behind the page cache."""
    done = subprocess.run(
        [sys.executable, "-c", UNCACHED.replace("ROUNDS", str(ROUNDS)), json.dumps(paths)],
        env={**portal.environment, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    print("built afresh:")
    for name, (queries, cpu) in json.loads(done.stdout.splitlines()[-1]).items():
        goal = GOAL.get(name)
        print(f"  {name:10} {queries:3} SQL, {cpu:5.1f} ms CPU" + (f" (goal {goal[0]}, {goal[1]} ms)" if goal else ""))


def kind_of(response: Any) -> str:
    kinds = {"document": "html", "stylesheet": "css", "script": "js", "font": "font", "image": "image"}
    return kinds.get(response.request.resource_type, "other")


def weight(browser: Any, portal: Any, paths: dict[str, str]) -> None:
    """Kilobytes over the wire of a first visit on a phone."""
    from tests.e2e.fixtures import PHONE, PLACE

    print("over the wire, first visit on a phone (KB, gzip):")
    for name, path in paths.items():
        context = browser.new_context(**{**PLACE, **PHONE, "user_agent": "Mozilla/5.0 (Linux; Android 13) Chrome/126"})
        page = context.new_page()
        sizes: Counter[str] = Counter()

        def add(response: Any, sizes: Counter[str] = sizes) -> None:
            if "/e/" not in response.url and response.ok:
                sizes[kind_of(response)] += response.request.sizes()["responseBodySize"]

        page.on("requestfinished", lambda request, add=add: add(request.response()))
        page.goto(portal.url + path, wait_until="networkidle")
        text = sum(sizes[kind] for kind in ("html", "css", "js", "font"))
        parts = ", ".join(
            f"{kind} {sizes[kind] / 1000:.1f}/{BUDGET_KB[kind]}" for kind in ("html", "css", "js", "font")
        )
        print(
            f"  {name:10} {parts}; text {text / 1000:.0f}/{BUDGET_KB['text page']},"
            f" with images {sum(sizes.values()) / 1000:.0f}/{BUDGET_KB['with images']}"
        )
        context.close()


def slow(browser: Any, portal: Any, paths: dict[str, str]) -> None:
    """First and largest paint, and the shift of the layout, on slow 3G with a slow processor."""
    from tests.e2e.fixtures import PHONE, PLACE

    print("slow 3G, processor at a quarter (goal: first paint 3.0 s, largest 4.5 s, shift 0.02):")
    for name, path in paths.items():
        context = browser.new_context(**{**PLACE, **PHONE, "user_agent": "Mozilla/5.0 (Linux; Android 13) Chrome/126"})
        page = context.new_page()
        page.add_init_script(VITALS)
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_3G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(portal.url + path, wait_until="networkidle", timeout=60_000)
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        vitals = page.evaluate("vitals")
        print(
            f"  {name:10} first {paint / 1000:.1f} s, largest {vitals['lcp'] / 1000:.1f} s, shift {vitals['cls']:.3f}"
        )
        context.close()


def lighthouse(portal: Any, path: str) -> None:
    """The four scores, where Lighthouse is installed."""
    program = shutil.which("lighthouse")
    if program is None:
        print("Lighthouse: not run, `lighthouse` is not on the path (npm install -g lighthouse)")
        return
    from portal.ops.machine import chromium

    flags = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking"
    done = subprocess.run(
        [program, portal.url + path, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": str(chromium())},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        print(f"Lighthouse: failed: {done.stderr.strip().splitlines()[-1:]}")
        return
    scores = {name: round(100 * (part["score"] or 0)) for name, part in json.loads(done.stdout)["categories"].items()}
    print(f"Lighthouse, {path}: {scores} (goal 98/100/100/100)")


def main() -> None:
    from playwright.sync_api import sync_playwright

    from portal.ops.machine import chromium
    from tests.e2e import live
    from tests.e2e.fixtures import ARGUMENTS, UNMARKED

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        portal = live.start(Path(folder))
        try:
            paths = addresses(portal)
            uncached(portal, paths)
            with sync_playwright() as made:
                browser = made.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, UNMARKED])
                weight(browser, portal, paths)
                slow(browser, portal, paths)
                browser.close()
            lighthouse(portal, paths["lesson"])
        finally:
            portal.end()


if __name__ == "__main__":
    main()
