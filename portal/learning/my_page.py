"""What other parts of learning put on "My learning": certificates, downloads.

A part registers in `AppConfig.ready` under the name its template `learning/_my_<name>.html` reads from the context.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.learning.models import Learner

Part = Callable[[Learner], Any]
_parts: dict[str, Part] = {}


def register_part(name: str, part: Part) -> None:
    """`part(learner)` is called once for each page and should take a fixed number of queries."""
    _parts[name] = part


def parts_of(learner: Learner) -> dict[str, Any]:
    """What all parts have to show, by name."""
    return {name: part(learner) for name, part in sorted(_parts.items())}
