"""Activities that go on from screen to screen: the way so far travels in the form, nothing is kept before the end."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from portal.learning.activities.base import Activity, Asked, Finished, Problem, Sent

Way = list[int]
"""The number of the choice taken on each screen so far, from 0."""

# Longer than any story: a form sent by hand cannot make us walk for ever.
LONGEST_WAY = 100


class Walk(Activity):
    """Subclasses say what the screen after a way is (`screen`), how many choices it offers and how the walk ends."""

    def screen(self, way: Way) -> dict[str, Any]:
        """The context of the screen this way leads to."""
        raise NotImplementedError

    def choices(self, way: Way) -> int:
        """How many choices there are on the screen this way leads to; 0 at the end."""
        raise NotImplementedError

    def finished(self, way: Way) -> Finished:
        """What is kept of a way that has come to its end."""
        raise NotImplementedError

    def begin(self) -> Asked:
        return self._asked([])

    def take(self, sent: Sent) -> Asked | Finished:
        way = self._way(sent.get("way", ""))
        if way is None:
            changed = _("เนื้อหาเพิ่งเปลี่ยนไประหว่างที่คุณทำ เริ่มใหม่จากต้นนะ")
            return self._asked([], [Problem("choices", changed)])
        if "back" in sent:
            return self._asked(way[:-1])
        choice = sent.get("choice", "")
        if not choice.isascii() or not choice.isdecimal() or int(choice) >= self.choices(way):
            # The end offers no choice: its form sent again is the same end.
            if way and not self.choices(way):
                return self.finished(way)
            return self._asked(way, [Problem("choices", _("ยังไม่ได้เลือก เลือกหนึ่งข้อก่อนไปต่อ"))])
        way = [*way, int(choice)]
        return self._asked(way) if self.choices(way) else self.finished(way)

    def _asked(self, way: Way, problems: list[Problem] | None = None) -> Asked:
        context = {**self.screen(way), "way": "-".join(map(str, way)), "screen_number": len(way) + 1}
        return Asked(context, problems or [])

    def _way(self, text: str) -> Way | None:
        """The way a form carries, followed choice by choice; None when the activity has no such way (any more)."""
        way: Way = []
        numbers = text.split("-") if text else []
        if len(numbers) > LONGEST_WAY:
            return None
        for number in numbers:
            if not number.isascii() or not number.isdecimal() or int(number) >= self.choices(way):
                return None
            way.append(int(number))
        return way
