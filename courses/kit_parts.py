"""What other rooms put into every kit: registered in their `AppConfig.ready`, made when a release is built."""

from __future__ import annotations

from courses.kits.parts import PartMaker

_makers: dict[str, PartMaker] = {}


def register(name: str, maker: PartMaker) -> None:
    """Add a room's maker: a function from the kit to its files. The same name again replaces it."""
    _makers[name] = maker


def makers() -> tuple[PartMaker, ...]:
    """All makers in the order of their names, so that a release does not depend on the order of apps."""
    return tuple(_makers[name] for name in sorted(_makers))
