"""Demo facts from the first day of the last fiscal year to the day of loading, all with origin `demo`."""

from __future__ import annotations

import math
import random
import uuid
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Page

from articles.models import LawArticlePage
from courses.models import CoursePage, KitPage, LessonPage
from media.models import AlbumPage, InfographicPage, VideoPage
from portal.demo.loading.blocks import NAMESPACE
from portal.home.models import SituationPage
from portal.learning.models import Completion, Learner, QuizAttempt, Satisfaction
from portal.learning.subject import kept_facts
from portal.learning.votes import QUESTIONS
from portal.thai.day import BANGKOK, Month, months_between
from portal.thai.fiscal import fiscal_year, fiscal_year_days
from portal.tracking.demo import DemoCount, DemoFacts, write_demo
from portal.tracking.objects import ref_for

# Views on an ordinary day, by kind: the demo's scale, not anyone's real figure.
PER_DAY = {
    LessonPage: 14.0,
    LawArticlePage: 16.0,
    VideoPage: 20.0,
    InfographicPage: 12.0,
    AlbumPage: 5.0,
    SituationPage: 9.0,
    KitPage: 4.0,
}
LEARNERS_A_DAY = 4


def first_day(today: date) -> date:
    """The first day of the fiscal year before today's."""
    return fiscal_year_days(fiscal_year(today) - 1)[0]


def _chance(*path: object) -> random.Random:
    return random.Random("/".join(str(part) for part in path))  # noqa: S311 - the demo must be the same everywhere


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def load_counts(first: date, last: date) -> None:
    """Views, plays and downloads per object and day, what was excluded, and monthly actives."""
    facts = DemoFacts()
    for model, per_day in PER_DAY.items():
        for page in model.objects.live().select_related("project", "locale"):
            _count_page(facts, page, per_day, _days(first, last))
    for day in _days(first, last):
        chance = _chance("excluded", day)
        facts.excluded[(day, "bot")] = chance.randint(60, 140)
        facts.excluded[(day, "prefetch")] = chance.randint(2, 12)
        facts.duplicates[day] = chance.randint(15, 50)
    _count_people(facts, first, last)
    write_demo(facts)


def _count_page(facts: DemoFacts, page: Page, per_day: float, days: list[date]) -> None:
    ref = ref_for(page)
    if ref is None:
        return
    chance = _chance(page.slug)
    liking = chance.uniform(0.5, 1.6)
    published = timezone.localdate(page.first_published_at)
    for number, day in enumerate(days):
        if day < published:
            continue
        # More on weekdays, slow growth, a wave over the year: enough to see a trend, nothing more.
        weekday = 1.0 if day.weekday() < 5 else 0.6
        trend = 0.8 + 0.5 * number / max(1, len(days)) + 0.15 * math.sin(number / 30)
        views = round(per_day * liking * weekday * trend * chance.uniform(0.6, 1.4))
        if views:
            facts.counts.append(DemoCount(ref, day, "view", views))
        if isinstance(page, VideoPage) and views:
            facts.counts.append(DemoCount(ref, day, "play", max(1, round(views * 0.7))))
            facts.counts.append(DemoCount(ref, day, "complete", round(views * 0.4)))
        if isinstance(page, KitPage) and views > 2:
            facts.counts.append(DemoCount(ref, day, "download", max(1, views // 3)))


def _count_people(facts: DemoFacts, first: date, last: date) -> None:
    readers: dict[int, int] = {}
    for month in months_between(Month.of(first), Month.of(last)):
        chance = _chance("actives", month)
        share = (min(last, month.last) - month.first).days / 30
        for kind, size in (("anonymous", 4200), ("learner", 420), ("trainer", 38)):
            facts.actives[(month, kind)] = round(size * share * chance.uniform(0.85, 1.2))
        year = fiscal_year(month.first)
        readers[year] = readers.get(year, 0) + round(1500 * share * chance.uniform(0.9, 1.1))
    for year, number in readers.items():
        facts.readers[(year, "address")] = number
        facts.readers[(year, "device")] = round(number * 1.6)


def _moment(day: date, chance: random.Random) -> datetime:
    clock = time(chance.randint(7, 21), chance.randint(0, 59))
    return datetime.combine(day, clock, tzinfo=BANGKOK)


def load_learning(first: date, last: date) -> None:
    """Learners who finish lessons and courses, and say how satisfied they are."""
    if Learner.objects.filter(origin="demo").exists():
        return
    courses = [
        (course, course.ordered_lessons())
        for course in CoursePage.objects.live().select_related("pre_test", "post_test")
    ]
    kept = {page.pk: kept_facts(page, "lesson") for _course, lessons in courses for page in lessons}
    kept |= {course.pk: kept_facts(course, "course") for course, _lessons in courses}
    learners: list[Learner] = []
    completions: list[Completion] = []
    votes: list[Satisfaction] = []
    for day in _days(first, last):
        chance = _chance("learners", day)
        for number in range(chance.randint(LEARNERS_A_DAY - 2, LEARNERS_A_DAY + 4)):
            at = _moment(day, chance)
            learner = Learner(uuid=uuid.uuid5(NAMESPACE, f"learner/{day}/{number}"), created_at=at, origin="demo")
            learners.append(learner)
            course, lessons = chance.choice(courses)
            done = lessons[: chance.randint(1, len(lessons))]
            completions += _completions(learner, course, lessons, done, at, kept)
            if chance.random() < 0.45:
                votes.append(_vote(learner, done[-1], at, chance, kept[done[-1].pk]["project"]))
    Learner.objects.bulk_create(learners, batch_size=1000)
    Completion.objects.bulk_create(completions, batch_size=1000)
    QuizAttempt.objects.bulk_create(_tests_taken(completions, courses, kept), batch_size=1000)
    Satisfaction.objects.bulk_create(votes, batch_size=1000)


def _completions(
    learner: Learner,
    course: CoursePage,
    lessons: list[LessonPage],
    done: list[LessonPage],
    at: datetime,
    kept: dict[int, dict],
) -> list[Completion]:
    rows = [
        Completion(
            learner=learner, rule="quiz-passed", at=at + timedelta(minutes=8 * place), origin="demo", **kept[page.pk]
        )
        for place, page in enumerate(done)
    ]
    if len(done) == len(lessons):
        finished = at + timedelta(minutes=8 * len(done))
        rows.append(Completion(learner=learner, rule="all-lessons", at=finished, origin="demo", **kept[course.pk]))
    return rows


def _tests_taken(
    completions: list[Completion], courses: list[tuple[CoursePage, list[LessonPage]]], kept: dict[int, dict]
) -> list[QuizAttempt]:
    """Of those who began a course with tests about half took the one before; most who finished, the one after."""
    course_of = {lesson.translation_key: course for course, lessons in courses for lesson in lessons}
    begun: dict[Learner, Completion] = {}
    finished: dict[Learner, Completion] = {}
    for row in completions:
        if row.subject_kind == "course":
            finished[row.learner] = row
        else:
            begun.setdefault(row.learner, row)
    attempts = []
    for learner, first in begun.items():
        course = course_of[first.subject_key]
        chance = _chance("tests", learner.uuid)
        if course.pre_test is None or chance.random() < 0.5:
            continue
        known = chance.choices([1, 2, 3, 4], weights=[20, 40, 30, 10])[0]
        attempts.append(_test_taken(learner, course, "pre", known, first.at - timedelta(minutes=6), kept))
        if learner in finished and chance.random() < 0.85:
            learnt = min(5, known + chance.choices([0, 1, 2, 3], weights=[15, 35, 35, 15])[0])
            at = finished[learner].at + timedelta(minutes=4)
            attempts.append(_test_taken(learner, course, "post", learnt, at, kept))
    return attempts


def _test_taken(
    learner: Learner, course: CoursePage, kind: str, right: int, at: datetime, kept: dict[int, dict]
) -> QuizAttempt:
    """An attempt without its answers: the demo counts how many were right, not which."""
    quiz = course.pre_test if kind == "pre" else course.post_test
    return QuizAttempt(
        submission=uuid.uuid5(NAMESPACE, f"test/{kind}/{learner.uuid}"),
        learner=learner,
        kind=kind,
        quiz_uuid=quiz.uuid,
        quiz_title=quiz.title,
        right=right,
        total=5,
        pass_percent=quiz.pass_percent,
        passed=right * 100 >= quiz.pass_percent * 5,
        at=at,
        origin="demo",
        **kept[course.pk],
    )


def _vote(learner: Learner, lesson: LessonPage, at: datetime, chance: random.Random, project: str) -> Satisfaction:
    subject = chance.choice(["lesson", "lesson", "website", "service"])
    return Satisfaction(
        learner=learner,
        subject=subject,
        subject_key=lesson.translation_key if subject == "lesson" else None,
        title=lesson.title if subject == "lesson" else "",
        # Whose service it was: half of those who judge the service came for the law centre's.
        project="digital-law-center" if subject != "lesson" and chance.random() < 0.5 else project,
        score=chance.choices([5, 4, 3, 2, 1], weights=[46, 38, 12, 3, 1])[0],
        wording=str(QUESTIONS[Satisfaction.Subject(subject)]),
        day=timezone.localdate(at),
        at=at,
        origin="demo",
    )
