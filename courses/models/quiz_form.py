"""The admin's form of a quiz: what can only be judged with questions and choices together."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class QuizForm(WagtailAdminModelForm):
    def is_valid(self) -> bool:
        """Choices reach their question only when all is saved, so a model's `clean` would judge the old ones."""
        if not super().is_valid():
            return False
        questions = [form for form in self.formsets["questions"].forms if _stays(form)]
        # All are looked at, so that all is said at once.
        fine = [form for form in questions if not _choices_are_fine(form)] == []
        draw = self.cleaned_data["draw"]
        if draw > len(questions):
            problem = _("สุ่มถาม %(draw)d ข้อไม่ได้ เพราะคลังนี้มี %(held)d ข้อ: เพิ่มคำถาม หรือใส่จำนวนให้น้อยลง")
            self.add_error("draw", problem % {"draw": draw, "held": len(questions)})
            fine = False
        return fine


def _stays(form: Any) -> bool:
    return bool(form.cleaned_data) and not form.cleaned_data.get("DELETE") and not form.cleaned_data.get("delete")


def _choices_are_fine(form: Any) -> bool:
    choices = [each.instance for each in form.formsets["choices"].ordered_forms if _stays(each)]
    problems = form.instance.choice_problems(choices)
    for field, problem in problems.items():
        form.add_error(field, problem)
    return not problems
