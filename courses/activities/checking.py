"""Faults of a whole activity, told to the editor at once and in Thai."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# Above the activities in the editor's list of blocks.
GROUP = _("กิจกรรม")

Fault = str | Promise


class ActivityBlock(blocks.StructBlock):
    """A block whose parts must fit each other; `faults` says, in Thai, where they do not."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        faults = list(self.faults(cleaned))
        if faults:
            raise blocks.StructBlockValidationError(non_block_errors=faults)
        return cleaned

    def faults(self, value: Any) -> Iterable[Fault]:
        """What does not fit together; empty when the activity can be published."""
        return ()

    class Meta:
        group = GROUP


def repeated(texts: Iterable[str]) -> list[str]:
    """Texts that stand there more than once, each named once."""
    seen: set[str] = set()
    twice: list[str] = []
    for text in (text.strip() for text in texts):
        if text in seen and text not in twice:
            twice.append(text)
        seen.add(text)
    return twice
