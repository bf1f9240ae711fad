"""The form behind every page in the editor: what must hold before a page goes out."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from portal.core.drawings import drawing_choices

# Wagtail's names of the buttons that make a page public, now or after a review.
PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow")


class DrawingSelect(forms.Select):
    """A list of the portal's drawings, with none as the first choice."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=[("", "–"), *drawing_choices()])


class PortalPageForm(WagtailAdminPageForm):
    """Refuses to publish, or to send to review, a page with problems; a draft may be saved as it stands."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if any(name in self.data for name in PUBLISHING) and not self.errors:
            # The instance must carry the typed values before it can be asked what is wrong with it.
            self._post_clean()
            for problem in self.instance.publish_problems():
                self.add_error(None, problem)
        return data
