"""Training sessions: Thai geography, honest dates, and two numbers that are never one."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.core.models import Project
from portal.training.geography import district_choices, province_choices, province_code, province_name
from portal.training.models import Attendance, TrainingSession

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def session() -> TrainingSession:
    project = Project.objects.create(slug="p", title_th="โครงการ", title_en="Project")
    day = datetime.date(2026, 9, 30)
    return TrainingSession.objects.create(title="อบรม", project=project, starts_on=day, ends_on=day, headcount=40)


def test_every_province_is_there_with_its_districts() -> None:
    assert len(province_choices()) == 77
    assert len(district_choices()) == 77
    assert province_name(province_code("เชียงใหม่")) == "เชียงใหม่"
    assert province_code("ไม่มีจังหวัดนี้") == ""


def test_a_district_of_another_province_is_refused(session: TrainingSession) -> None:
    session.province, session.district = province_code("เชียงใหม่"), "1001"
    with pytest.raises(ValidationError) as raised:
        session.full_clean()
    assert "district" in raised.value.message_dict
    session.province = "10"
    session.full_clean()


def test_the_last_day_is_not_before_the_first(session: TrainingSession) -> None:
    session.ends_on = session.starts_on - datetime.timedelta(days=1)
    with pytest.raises(ValidationError) as raised:
        session.full_clean()
    assert "ends_on" in raised.value.message_dict


def test_headcount_and_names_are_two_numbers(session: TrainingSession) -> None:
    Attendance.objects.create(session=session, name="สมศรี ใจงาม")
    assert (session.headcount, session.named) == (40, 1)


def test_one_person_is_one_attendance_of_a_session(session: TrainingSession) -> None:
    Attendance.objects.create(session=session, name="นางสมศรี ใจงาม")
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(session=session, name="สมศรี  ใจงาม")
