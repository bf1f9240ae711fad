"""What every kind of activity has in common: a form that is shown, read, marked and kept with its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

Rows = list[dict[str, Any]]
Sent = Mapping[str, str]
"""A form's fields: the last value of each."""


@dataclass(frozen=True)
class Problem:
    """Why a form cannot be taken yet. field: id of the part of the form to mend."""

    field: str
    text: str


@dataclass(frozen=True)
class Asked:
    """The form to show: its template's own context, and what is missing from the form just sent."""

    context: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Finished:
    """An activity done to its end.

    answers: the words shown with what was chosen (decision 3); right of total; context: for the result's template.
    """

    answers: list[dict[str, Any]]
    right: int
    total: int
    context: dict[str, Any]


class Activity:
    """One kind of activity over one block of a lesson.

    Subclasses say how to begin (`begin`) and what a sent form means (`take`). Their templates are
    learning/activities/<kind>.html and <kind>_result.html.
    """

    kind: ClassVar[str]
    # A script of the kind's own, under portal/js/activities/.
    script: ClassVar[str] = ""
    # False where nothing may be sent at all.
    sends: ClassVar[bool] = True

    def __init__(self, block: Any) -> None:
        self.block = block
        self.value = block.value

    def begin(self) -> Asked:
        """The form before anything was answered."""
        raise NotImplementedError

    def take(self, sent: Sent) -> Asked | Finished:
        """What follows from a sent form: the form again (what is missing, or the next part), or the end."""
        raise NotImplementedError

    @property
    def form_template(self) -> str:
        return f"learning/activities/{self.kind}.html"

    @property
    def result_template(self) -> str:
        return f"learning/activities/{self.kind}_result.html"


class RowsActivity(Activity):
    """All questions on one form: row by row, each field named i-1, i-2 … as the rows are numbered.

    A row is a dict with number, text, chosen (None: not answered) and what its template shows besides.
    """

    def rows(self, sent: Sent | None) -> Rows:
        """The rows as they were answered; nothing chosen where nothing was sent."""
        raise NotImplementedError

    def expected(self, row: Mapping[str, Any]) -> str:
        """What the right answer sends: the field's value, "" for a box that stays unticked."""
        raise NotImplementedError

    def is_right(self, row: Mapping[str, Any]) -> bool:
        return bool(row["chosen"] == self.expected(row))

    def kept(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What is kept of a row: its words and what was chosen."""
        return {"text": row["text"], "chosen": row["chosen"]}

    def problems(self, rows: Rows) -> list[Problem]:
        """One for each row without an answer."""
        return [
            Problem(f"i-{row['number']}", _("ข้อ %(number)s ยังไม่ได้เลือก") % {"number": row["number"]})
            for row in rows
            if row["chosen"] is None
        ]

    def begin(self) -> Asked:
        return Asked({"rows": self.rows(None)})

    def take(self, sent: Sent) -> Asked | Finished:
        rows = self.rows(sent)
        problems = self.problems(rows)
        if problems:
            wrong = {problem.field for problem in problems}
            return Asked({"rows": [{**row, "wrong": f"i-{row['number']}" in wrong} for row in rows]}, problems)
        for row in rows:
            row["right"] = self.is_right(row)
        answers = [{"prompt": self.value["prompt"], **self.kept(row)} for row in rows]
        return Finished(answers, sum(row["right"] for row in rows), len(rows), {"rows": rows})


def chosen_of(sent: Sent | None, name: str, allowed: Callable[[str], bool]) -> str | None:
    """The value sent under this name, None when there is none or it was never offered."""
    value = sent.get(name) if sent is not None else None
    return value if value is not None and allowed(value) else None
