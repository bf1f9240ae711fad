"""What goes wrong while a kit is read or built, said in Thai to the editor who pressed "publish"."""

from __future__ import annotations

from collections.abc import Iterable


class KitError(Exception):
    """A kit that cannot be read or built.

    The message is Thai and fit for the editor's screen. `faults` lists each thing to mend, one sentence each, so a
    form can show them as a list; it is empty when the fault lies with the machine and not with the content.
    """

    def __init__(self, message: str, faults: Iterable[str] = ()) -> None:
        self.message = message
        self.faults = tuple(faults)
        super().__init__("\n".join([message, *(f"• {fault}" for fault in self.faults)]))
