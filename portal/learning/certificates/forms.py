"""The name a certificate should bear, and what must be known before a child's name may stand on it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.learning.certificates.issuing import Written
from portal.learning.models import GuardianConsent
from portal.thai.normalise import clean

CONSENT = _("ข้าพเจ้าเป็นผู้ปกครองของเด็ก และยินยอมให้เก็บชื่อนี้ไว้เพื่อพิมพ์บนวุฒิบัตรใบนี้เท่านั้น ชื่อจะไม่ปรากฏในหน้าที่คนอื่นเปิดดูได้ และขอลบได้ทุกเมื่อ")
MANY_DIGITS = re.compile(r"(?:\d[\s-]*){6}")
STRANGE = re.compile(r"[<>{}\[\]\\|@#$%^*=+/~_;:?!\"]|https?|www\.", re.IGNORECASE)


class NameForm(forms.Form):
    """`name` may stay empty. `asks_age` adds the question for courses that children take; under ten a guardian's
    consent is needed before a name is kept, and "without a name" (`nameless`) is always a way out.
    """

    name = forms.CharField(
        label=_("ชื่อที่อยากให้อยู่บนวุฒิบัตร"),
        help_text=_("เว้นว่างได้ วุฒิบัตรจะเขียนว่า “ผู้เรียน”"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    age = forms.ChoiceField(
        label=_("ผู้เรียนอายุเท่าไร"),
        choices=[("under-10", _("ต่ำกว่า 10 ปี")), ("under-18", _("10 ถึง 17 ปี")), ("adult", _("18 ปีขึ้นไป"))],
        required=False,
        widget=forms.RadioSelect,
    )
    relation = forms.ChoiceField(
        label=_("ผู้ปกครองที่อยู่ด้วยตอนนี้เป็น"),
        choices=GuardianConsent.Relation.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    consent = forms.BooleanField(label=_("คำยินยอมของผู้ปกครอง"), required=False)
    wording = CONSENT

    def __init__(self, *args: Any, asks_age: bool, name_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_age, self.name_needed = asks_age, name_needed
        if name_needed:
            self.fields["name"].help_text = ""

    @property
    def nameless(self) -> bool:
        return "nameless" in self.data

    @property
    def asks_consent(self) -> bool:
        """Whether the guardian's part is to be shown: a name was typed for a child under ten."""
        return self.asks_age and self.data.get("age") == "under-10" and bool(self.data.get("name", "").strip())

    def clean_name(self) -> str:
        name = " ".join(clean(self.cleaned_data["name"]).split())
        if self.nameless:
            return ""
        if self.name_needed and not name:
            raise forms.ValidationError(_("เขียนชื่อที่ถูกต้องก่อน"))
        if MANY_DIGITS.search(name):
            raise forms.ValidationError(_("ใส่แค่ชื่อก็พอ ไม่ต้องใส่เลขบัตรประชาชนหรือเบอร์โทร"))
        if STRANGE.search(name):
            raise forms.ValidationError(_("ชื่อมีเครื่องหมายที่ใช้ไม่ได้ เขียนเป็นตัวหนังสือธรรมดา"))
        return name

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.asks_age or not data.get("name"):
            return data
        if not data.get("age"):
            self.add_error("age", _("เลือกอายุของผู้เรียนก่อน เพราะชื่อของเด็กต้องดูแลเป็นพิเศษ"))
        elif data["age"] == "under-10":
            if not data.get("relation"):
                self.add_error("relation", _("บอกว่าผู้ปกครองเป็นใคร"))
            if not data.get("consent"):
                self.add_error("consent", _("ถ้าผู้ปกครองไม่ยินยอม กด “รับแบบไม่ใส่ชื่อ” ได้เลย"))
        return data

    def written(self) -> Written:
        """What a valid form says."""
        data = self.cleaned_data
        name = data["name"]
        # Without a name nobody is asked for an age: then it is a child's, to be on the safe side.
        is_child = self.asks_age and data.get("age") != "adult"
        if name and self.asks_age and data["age"] == "under-10":
            return Written(name, True, data["relation"], str(CONSENT))
        return Written(name, is_child)
