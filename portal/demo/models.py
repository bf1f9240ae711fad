"""What the demo made, so that it can be taken out again, and the day it was loaded."""

from __future__ import annotations

from django.db import models


class DemoItem(models.Model):
    """One object the demo made. Objects an editor has since changed are still the demo's."""

    model = models.CharField(max_length=100)
    object_id = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "object_id"], name="demo_one_item_an_object")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"


class DemoLoad(models.Model):
    """One finished part of the demo; a second load, also on another day, adds nothing to it."""

    part = models.CharField(max_length=40, unique=True)
    loaded_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.part} {self.loaded_on}"
