"""Looking at a page with axe and with a ruler: what is wrong with it, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.e2e.live import LivePortal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

HEIGHT = 844
# Only what is wrong is told, and no style sheet is fetched a second time (file:// forbids it): five times quicker.
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
# Text under 18 px or lines under 1.6; things to tap under 44 px that do not stand inside a sentence; sideways scrolling;
# words cut off by their box or by the edge of the screen.
MEASURES = """() => {
  const found = [];
  const name = (e) => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className} "${e.textContent.trim().slice(0, 30)}"`;
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
  for (const e of document.querySelectorAll("body *")) {
    if (!e.getClientRects().length || e.closest(".hush, .skip")) continue;
    const style = getComputedStyle(e);
    if ([...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) {
      const size = parseFloat(style.fontSize);
      if (size < 17.9) found.push(`${name(e)}: ${size}px`);
      if (parseFloat(style.lineHeight) / size < 1.59) found.push(`${name(e)}: lines of ${style.lineHeight} at ${size}px`);
      if (style.fontStyle === "italic") found.push(`${name(e)}: italic`);
      const box = e.getBoundingClientRect();
      if (box.right > width + 1 || box.left < -1) found.push(`${name(e)}: beyond the edge, ${box.left} to ${box.right}`);
      const hides = /hidden|clip/.test(style.overflowX + style.overflowY) && !/auto|scroll/.test(style.overflowX);
      if (hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) found.push(`${name(e)}: cut off`);
    }
    if (!e.matches("a, button, summary, select, input:not([type=hidden])")) continue;
    const box = e.getBoundingClientRect();
    const inSentence = style.display === "inline" && e.closest("p, li, dd, span");
    // A card's link covers the card; a tick or a dot is tapped by its label.
    if (inSentence || e.matches(".card__link, [type=checkbox], [type=radio]")) continue;
    if (box.width < 43.5 || box.height < 43.5) found.push(`${name(e)}: ${Math.round(box.width)} × ${Math.round(box.height)}px`);
  }
  return [...new Set(found)];
}"""


def visitor(browser: Browser, portal: LivePortal, width: int, look: str = "", **options: Any) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, locale="th-TH", reduced_motion="reduce", **options
    )
    if look:
        context.add_cookies([{"name": "look", "value": look, "url": portal.url}])
    return context


def broken_rules(page: Page, inside: str = "", rules: list[str] | None = None) -> list[str]:
    """What axe finds, each with the tag it finds it in; in one part of the page, or with other sets of rules."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    options = {**AXE, "runOnly": rules, "rules": {}} if rules else AXE
    found = page.evaluate(f"axe.run({json.dumps(inside) if inside else 'document'}, {json.dumps(options)})")
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


def wrong(page: Page) -> list[str]:
    """What axe and our own measures find."""
    return broken_rules(page) + page.evaluate(MEASURES)


Look = tuple[int, str]
"""A width in px and the value of the look cookie: shell, theme, size."""
# As base.html writes them, the page's own shell where none is named; the style sheets ask nothing else.
WEAR = """(look) => {
  const worn = document.documentElement.dataset, [shell, theme, size] = look.split(".");
  worn.own ??= worn.shell;
  Object.assign(worn, { shell: shell || worn.own, theme, size });
  ["theme", "size"].forEach((name) => { if (!worn[name]) delete worn[name]; });
}"""


class Problems(dict[str, list[str]]):
    """What is wrong, by where it was seen; empty when nothing is."""

    def look(self, page: Page, name: str) -> None:
        if found := wrong(page):
            self[name] = found

    def look_in_each(self, page: Page, name: str, looks: Iterable[Look]) -> None:
        """The page as it stands, in one look after the other and left in the last."""
        for width, look in looks:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.evaluate(WEAR, look)
            self.look(page, f"{name}, {width} px {look}")
