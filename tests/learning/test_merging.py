"""Two learners who are one person: nothing lost, nothing doubled."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from portal.accounts import personal_data
from portal.learning import merging
from portal.learning.completing import complete_lesson
from portal.learning.models import ActivityAnswer, Completion, Learner, QuizAttempt, Satisfaction
from portal.learning.who import COOKIE, cookie_of
from tests.factories import people
from tests.factories.tree import Tree
from tests.learning.acting import done_url, filled_quiz, quiz_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = timezone.now().replace(microsecond=0)


def completion(learner: Learner, key: uuid.UUID, days_ago: int = 0, occasion: int = 1, title: str = "บท") -> Completion:
    return Completion.objects.create(
        learner=learner,
        subject_kind="lesson",
        subject_key=key,
        language="th",
        title=title,
        rule="did-this",
        occasion=occasion,
        at=NOW - timedelta(days=days_ago),
    )


def vote(learner: Learner, score: int, key: uuid.UUID | None, hours_ago: int = 0) -> Satisfaction:
    return Satisfaction.objects.create(
        learner=learner,
        subject="lesson" if key else "website",
        subject_key=key,
        score=score,
        wording="?",
        day=timezone.localdate(),
        at=NOW - timedelta(hours=hours_ago),
    )


@pytest.fixture
def two(db: None) -> tuple[Learner, Learner]:
    return people.make_learner(), people.make_learner()


def test_everything_moves_and_the_earlier_completion_stays(two: tuple[Learner, Learner]) -> None:
    source, target = two
    both, only = uuid.uuid4(), uuid.uuid4()
    earlier, _later = completion(source, both, days_ago=3), completion(target, both, days_ago=1)
    again = completion(target, both, occasion=2)
    alone = completion(source, only)
    assert merging.merge(source, target) == target
    assert set(Completion.objects.filter(learner=target)) == {earlier, again, alone}
    assert Completion.objects.count() == 3


def test_votes_of_one_day_count_once_and_the_last_stays(two: tuple[Learner, Learner]) -> None:
    source, target = two
    key = uuid.uuid4()
    vote(target, 5, key, hours_ago=2)
    vote(source, 4, None, hours_ago=1)
    last, whole = vote(source, 1, key), vote(target, 2, None)
    merging.merge(source, target)
    assert set(Satisfaction.objects.filter(learner=target)) == {last, whole}
    assert Satisfaction.objects.count() == 2


def test_attempts_and_answers_all_move(two: tuple[Learner, Learner], site: Tree, browser_of) -> None:
    source, target = two
    for learner in two:
        browser = browser_of(learner)
        send(browser, quiz_url(site.lesson), filled_quiz(browser, site.lesson))
    ActivityAnswer.objects.create(
        learner=source, subject_kind="lesson", subject_key=uuid.uuid4(), answers=[], at=NOW, title="x"
    )
    merging.merge(source, target)
    assert QuizAttempt.objects.filter(learner=target).count() == 2
    assert ActivityAnswer.objects.get().learner == target
    assert Completion.objects.get().learner == target


def test_doing_it_again_changes_nothing_and_takes_along_what_was_written_meanwhile(
    two: tuple[Learner, Learner],
) -> None:
    source, target = two
    key = uuid.uuid4()
    completion(source, key)
    merging.merge(source, target)
    before = list(Completion.objects.values())
    merging.merge(source, target)
    assert list(Completion.objects.values()) == before
    completion(source, key)
    late = completion(source, uuid.uuid4())
    merging.merge(source, target)
    assert set(Completion.objects.filter(learner=target).values_list("pk", flat=True)) == {before[0]["id"], late.pk}
    assert not Completion.objects.filter(learner=source).exists()


def test_every_registered_holding_of_learners_takes_part(two: tuple[Learner, Learner], monkeypatch) -> None:
    """Whoever keeps rows of learners registers a merge: the certificates' needs no change here."""
    asked = []
    holding = personal_data.Holding(
        Completion, "learner", lambda who: [], lambda who: 0, lambda source, target: asked.append((source, target)) or 0
    )
    monkeypatch.setattr(personal_data, "holdings", lambda: [holding])
    merging.merge(*two)
    assert asked == [two]


def test_lessons_of_two_learners_complete_the_course_together(
    two: tuple[Learner, Learner], site: Tree, django_capture_on_commit_callbacks
) -> None:
    source, target = two
    complete_lesson(source, site.lesson, NOW)
    complete_lesson(target, site.next_lesson, NOW)
    assert not Completion.objects.of_courses().exists()
    told = []
    from portal.learning.completing import completed

    completed.connect(receiver := lambda learner, completion, **more: told.append((learner, completion.subject_kind)))
    with django_capture_on_commit_callbacks(execute=True):
        merging.merge(source, target)
    completed.disconnect(receiver)
    course = Completion.objects.of_courses().get()
    assert (course.learner, course.subject_key) == (target, site.course.translation_key)
    assert told == [(target, "course")]


def test_an_account_is_never_taken_in_by_another(two: tuple[Learner, Learner], member, author) -> None:
    source, target = two
    Learner.objects.filter(pk=source.pk).update(user=member)
    with pytest.raises(merging.SomeoneElses):
        merging.merge(source, target)
    Learner.objects.filter(pk=target.pk).update(user=author)
    with pytest.raises(merging.SomeoneElses):
        merging.merge(source, target)
    assert Learner.objects.get(user=member) == source


def test_aliases_never_chain(two: tuple[Learner, Learner]) -> None:
    first, second = two
    third = people.make_learner()
    completion(first, uuid.uuid4())
    merging.merge(first, second)
    merging.merge(second, third)
    assert set(Learner.objects.filter(merged_into=third)) == {first, second}
    # Asked by an old name, either side.
    fourth = people.make_learner()
    merging.merge(fourth, first)
    assert Learner.objects.get(pk=fourth.pk).merged_into == third
    assert Completion.objects.get().learner == third


def test_refusing_to_be_counted_survives(two: tuple[Learner, Learner]) -> None:
    source, target = two
    Learner.objects.filter(pk=source.pk).update(counting_refused=True, created_at=NOW - timedelta(days=9))
    merging.merge(source, target)
    target.refresh_from_db()
    assert target.counting_refused
    assert target.created_at == NOW - timedelta(days=9)


def test_signing_in_with_progress_on_both_sides_joins_them(member, learner, browser_of) -> None:
    """What was dropped before: the account had a learner already."""
    own = Learner.objects.create(user=member)
    key = uuid.uuid4()
    completion(own, key, days_ago=1)
    completion(learner, key)
    completion(learner, uuid.uuid4())
    client = browser_of(learner)
    client.post("/th/account/login/", {"login": member.email, "password": people.PASSWORD})
    learner.refresh_from_db()
    assert learner.merged_into == own
    assert Completion.objects.filter(learner=own).count() == 2


def test_an_old_cookie_leads_to_the_account_only_when_signed_in(member, learner, browser_of) -> None:
    own = Learner.objects.create(user=member)
    completion(learner, uuid.uuid4(), title="ของสมาชิก")
    merging.merge(learner, own)
    stranger = browser_of(learner)
    assert "ของสมาชิก" not in stranger.get("/th/my/").content.decode()
    signed_in = browser_of(member)
    signed_in.cookies[COOKIE] = cookie_of(learner)
    assert "ของสมาชิก" in signed_in.get("/th/my/").content.decode()


def test_an_old_cookie_goes_on_where_both_have_no_account(two: tuple[Learner, Learner], site: Tree, browser_of) -> None:
    source, target = two
    merging.merge(source, target)
    late = completion(source, uuid.uuid4())
    send(browser_of(source), done_url(site.next_lesson), {})
    assert set(Completion.objects.filter(learner=target)) >= {late}
    assert Completion.objects.filter(learner=target).count() == 2


def test_erasing_the_person_erases_the_old_names(two: tuple[Learner, Learner]) -> None:
    source, target = two
    merging.merge(source, target)
    target.delete()
    assert not Learner.objects.filter(pk=source.pk).exists()


def test_rows_are_locked_in_one_order(two: tuple[Learner, Learner], django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(40) as done:
        merging.merge(two[1], two[0])
    first = next(query["sql"] for query in done.captured_queries if "learning_learner" in query["sql"])
    assert 'ORDER BY "learning_learner"."id" ASC' in first
    # SQLite's write transactions queue as a whole.
    assert ("FOR UPDATE" in first) == connection.features.has_select_for_update


def test_a_double_click_as_the_very_first_act_is_one_learner(site: Tree) -> None:
    """Both go off before the first one's cookie is there."""
    data = filled_quiz(Client(), site.lesson)
    for _ in range(2):
        response = send(Client(), quiz_url(site.lesson), data)
    assert Learner.objects.count() == 1
    assert Completion.objects.count() == 1
    browser = Client()
    browser.cookies[COOKIE] = response.cookies[COOKIE].value
    assert site.lesson.title in browser.get("/th/my/").content.decode()


def test_an_old_form_sent_again_opens_nobody(site: Tree) -> None:
    data = filled_quiz(Client(), site.lesson)
    send(Client(), quiz_url(site.lesson), data)
    Learner.objects.update(created_at=timezone.now() - timedelta(minutes=3))
    response = send(Client(), quiz_url(site.lesson), data)
    browser = Client()
    browser.cookies[COOKIE] = response.cookies[COOKIE].value
    assert site.lesson.title not in browser.get("/th/my/").content.decode()
