"""What `manage.py check` says about this machine."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from portal.core.share_card import can_shape


@register()
def thai_in_pictures(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Pictures for sharing need raqm and FriBidi; without them every page is shared with the house's picture."""
    if can_shape():
        return []
    return [
        Warning(
            "Thai cannot be drawn into pictures: pages are shared with the portal's own picture instead of their title.",
            hint="Install FriBidi (apt-get install libfribidi0), then run manage.py build_share_pictures.",
            id="portal.core.W001",
        )
    ]
