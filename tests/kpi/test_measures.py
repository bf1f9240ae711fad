"""What each measure counts, and on which side of midnight in Bangkok."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from portal.kpi.enums import MeasureName, Shape, Subject
from portal.kpi.measures import measured
from portal.kpi.measures.learning import results_by_subject, votes_of
from portal.kpi.models import Indicator
from portal.thai.day import bangkok_day
from portal.thai.fiscal import fiscal_year
from portal.tracking import clock, intake, store
from portal.tracking.models import YearCount
from portal.tracking.reports import Period
from tests.factories import content, people
from tests.kpi.ledger import YEAR, at, completed, counted, indicator, session, voted
from tests.tracking.conftest import CountingSite, make_intake, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]

WHOLE = Period.of_fiscal_year(YEAR)
# Moments in Bangkok and the fiscal year they belong to: 06:59 on 1 October is still 30 September in UTC.
BORDERS = [("2026-09-30 23:59", 2569), ("2026-10-01 00:00", 2570), ("2026-10-01 06:59", 2570)]


def value(of: Indicator, period: Period = WHOLE) -> Decimal | None:
    result = measured(of, period)
    assert result is not None
    return result.value


def value_in(of: Indicator, year: int) -> Decimal | None:
    return value(of, Period.of_fiscal_year(year))


@pytest.fixture
def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CountingSite]:
    made = CountingSite(tmp_path, make_intake(tmp_path))
    monkeypatch.setattr(intake, "now_us", lambda: made.now_us)
    yield made
    made.intake.writer.close()


@pytest.mark.parametrize(("moment", "year"), BORDERS)
def test_a_view_falls_into_bangkoks_fiscal_year(counting: CountingSite, moment: str, year: int) -> None:
    counting.now_us = clock.to_us(at(moment))
    counting.beacon(make_ref())
    counting.store()
    views = indicator()
    assert value_in(views, year) == 1
    assert value_in(views, 2569 + 2570 - year) is None


@pytest.mark.parametrize(("moment", "year"), BORDERS)
def test_a_reader_of_law_falls_into_bangkoks_fiscal_year(
    counting: CountingSite, moment: str, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2027, 11, 1))
    counting.now_us = clock.to_us(at(moment))
    counting.beacon(make_ref(kind="article"))
    counting.store()
    readers = indicator(MeasureName.UNIQUE_READERS)
    assert value_in(readers, year) == 1
    assert value_in(readers, 2569 + 2570 - year) is None


@pytest.mark.parametrize(("moment", "year"), BORDERS)
def test_a_completion_falls_into_bangkoks_fiscal_year(moment: str, year: int) -> None:
    completed(at(moment))
    completions = indicator(MeasureName.COMPLETIONS, subject=Subject.LESSON)
    assert value_in(completions, year) == 1
    assert value_in(completions, 2569 + 2570 - year) is None


@pytest.mark.parametrize(("moment", "year"), BORDERS)
def test_a_vote_falls_into_bangkoks_fiscal_year(moment: str, year: int) -> None:
    voted(at(moment), 5)
    satisfaction = indicator(MeasureName.SATISFACTION, subject=Subject.SERVICE, shape=Shape.RATE)
    assert value_in(satisfaction, year) == 100
    assert value_in(satisfaction, 2569 + 2570 - year) is None


@pytest.mark.parametrize(("moment", "year"), BORDERS)
def test_a_publication_falls_into_bangkoks_fiscal_year(moment: str, year: int) -> None:
    page = content.infographic(content.media_index(content.home()))
    type(page).objects.filter(pk=page.pk).update(first_published_at=at(moment))
    published = indicator(MeasureName.MEDIA_PUBLISHED)
    assert value_in(published, year) == 1
    # The project has media, none of which began in the other year: that is 0, not "no data".
    assert value_in(published, 2569 + 2570 - year) == 0


@pytest.mark.parametrize(("moment", "year"), BORDERS)
def test_a_session_falls_into_the_fiscal_year_of_its_first_day(moment: str, year: int) -> None:
    day = bangkok_day(at(moment))
    session(day, "สมศรี ใจงาม", ends_on=day + timedelta(days=1))
    trainees = indicator(MeasureName.TRAINEES, unit="คน")
    assert fiscal_year(day) == year
    assert value_in(trainees, year) == 1
    assert value_in(trainees, 2569 + 2570 - year) is None


def test_views_are_views_of_six_kinds_and_plays_of_videos() -> None:
    for number, kind in enumerate(("lesson", "article", "infographic", "album", "situation", "kit")):
        counted(date(2026, 1, 5), 10**number, kind=kind, key=uuid.UUID(int=number))
    counted(date(2026, 1, 5), 2_000_000, kind="video", action="play")
    for kind, action in (("video", "view"), ("video", "complete"), ("kit", "download"), ("lesson", "quiz")):
        counted(date(2026, 1, 5), 7, kind=kind, action=action)
    result = measured(indicator(), WHOLE)
    assert result is not None
    assert result.value == 2_111_111
    assert sum(part.value for part in result.parts) == result.value
    assert {part.value for part in result.beside} == {7}


def test_views_are_those_of_the_project_and_production_asked_for() -> None:
    counted(date(2026, 1, 5), 3)
    counted(date(2026, 1, 6), 40, production="commissioned")
    counted(date(2026, 1, 6), 500, project="digital-law-center")
    assert value(indicator()) == 43
    assert value(indicator(production="commissioned")) == 40
    assert value(indicator(of="digital-law-center")) == 500


def test_views_of_a_period_within_a_month_end_with_that_month() -> None:
    """Days to come hold nothing, so the month's roll-up may be read; a month that is over is not taken in twice."""
    counted(date(2026, 1, 5), 3)
    counted(date(2026, 2, 1), 40)
    assert value(indicator(), Period(date(2025, 10, 1), date(2026, 1, 31))) == 3
    assert value(indicator(), Period(date(2025, 10, 1), date(2026, 2, 10))) == 43


def test_without_any_count_there_is_no_value_rather_than_zero() -> None:
    for measure in MeasureName.counted():
        subject = Subject.LESSON if measure == MeasureName.COMPLETIONS else Subject.SERVICE
        assert value(indicator(measure, subject=subject)) is None, measure


def test_readers_are_addresses_and_devices_stand_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 22))
    readers_found = [
        (YEAR, basis, f"{basis}{number}", "beacon") for basis in ("address", "device") for number in range(3)
    ]
    with store.connection().cursor() as cursor:
        store.add_readers(cursor, readers_found)
        store.add_readers(cursor, [*readers_found, (YEAR, "device", "another", "beacon")])
    YearCount.objects.create(fiscal_year=YEAR, basis="address", origin="log", readers=100)
    readers = indicator(MeasureName.UNIQUE_READERS)
    result = measured(readers, WHOLE)
    assert result is not None
    assert result.value == 103
    assert [part.value for part in result.beside][:1] == [4]
    assert "ไม่ใช่คน" in result.notes[0]
    # Kept by year: what they were at the end of a past quarter nobody can say.
    assert value(readers, Period(date(2025, 10, 1), date(2026, 3, 31))) is None


def test_trainees_in_people_count_everybody_once_and_no_trainer_of_the_session() -> None:
    session(date(2026, 1, 10), "นางสมศรี ใจงาม", "บุญมา ศรีสุข", trainers=("ครูดี สอนเก่ง",), headcount=40)
    session(date(2026, 2, 10), "สมศรี  ใจงาม", "ครูดี สอนเก่ง")
    session(date(2026, 2, 11), "คนอื่น โครงการอื่น", of="digital-law-center")
    result = measured(indicator(MeasureName.TRAINEES, unit="คน"), WHOLE)
    assert result is not None
    # Somsri came twice; the trainer is a trainee only where somebody else taught.
    assert result.value == 3
    assert [int(part.value) for part in result.beside] == [4, 40, 2]
    assert [int(part.value) for part in result.excluded] == [1]
    assert value(indicator(MeasureName.TRAINEES, unit="ครั้ง")) == 4


def test_completions_are_rows_of_the_subject_and_people_where_the_unit_says_so() -> None:
    learner = people.make_learner()
    for day in ("2026-01-01 10:00", "2026-01-02 10:00"):
        completed(at(day), learner=learner)
    completed(at("2026-01-03 10:00"))
    completed(at("2026-01-03 10:00"))
    completed(at("2026-01-03 10:00"), kind="course", learner=learner)
    completed(at("2026-01-03 10:00"), project="digital-law-center", learner=learner)
    assert value(indicator(MeasureName.COMPLETIONS, subject=Subject.LESSON)) == 4
    # Two forgotten learners each stand for someone.
    assert value(indicator(MeasureName.COMPLETIONS, subject=Subject.LESSON, unit="คน")) == 3
    assert value(indicator(MeasureName.COMPLETIONS, subject=Subject.COURSE)) == 1


def test_satisfaction_is_the_mean_times_twenty_with_n_share_and_response_rate() -> None:
    for score in (5, 5, 4, 3, 1):
        voted(at("2026-01-05 10:00"), score, "lesson")
    voted(at("2026-01-05 10:00"), 1, "service")
    for _ in range(20):
        completed(at("2026-01-05 09:00"))
    result = measured(indicator(MeasureName.SATISFACTION, subject=Subject.LESSON, shape=Shape.RATE), WHOLE)
    assert result is not None
    assert (result.value, result.n, result.response_rate) == (72, 5, 25)
    assert result.beside[0].value == 60


def test_satisfaction_at_the_target_is_not_lost_to_binary_fractions() -> None:
    """41 votes with a mean of 4.1 are 82 percent; 4.1 x 20 in floating point is less."""
    for score in [4] * 9 + [5]:
        voted(at("2026-01-05 10:00"), score)
    assert value(indicator(MeasureName.SATISFACTION, subject=Subject.SERVICE, shape=Shape.RATE)) == 82


def test_results_by_subject_are_the_same_arithmetic() -> None:
    for subject, scores in {"service": (5, 4, 4), "website": (1, 2), "session": (3,)}.items():
        for score in scores:
            voted(at("2026-01-05 10:00"), score, subject)
    found = results_by_subject(votes_of(WHOLE))
    assert list(found) == ["service", "website", "session"]
    for subject, result in found.items():
        same = votes_of(WHOLE, subject=subject).result()
        assert (float(result.percent), float(result.top), result.n) == pytest.approx(
            (same["percent"], same["top"], same["n"])
        )


def test_a_piece_in_two_languages_is_one_piece_and_drafts_are_none() -> None:
    home = content.home()
    index = content.media_index(home)
    piece = content.infographic(index)
    draft = content.album(index)
    content.translated(home, "Ruthan")
    content.translated(index, "Media")
    english = content.translated(piece, "Signs of a scam call")
    draft.unpublish()
    pages = type(piece).objects
    pages.filter(pk=piece.pk).update(first_published_at=at("2025-09-30 12:00"))
    pages.filter(pk=english.pk).update(first_published_at=at("2026-02-01 12:00"))
    published = indicator(MeasureName.MEDIA_PUBLISHED)
    assert value_in(published, 2568) == 1
    assert value_in(published, 2569) == 0


def test_what_is_entered_by_hand_is_never_computed() -> None:
    for measure in set(MeasureName) - MeasureName.counted():
        assert measured(indicator(measure), WHOLE) is None
