"""Joining from several browsers in one moment; apart from the other tests, whose site is built in an open transaction."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connections

from portal.learning import merging
from portal.learning.models import Completion, Learner
from tests.factories import people
from tests.learning.test_merging import completion


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_many_at_once_join_once() -> None:
    """Two sign-ins and a card in the same moment."""
    member = people.make_user(username="member")
    learners = [people.make_learner() for _ in range(4)]
    key = uuid.uuid4()
    for learner in learners:
        completion(learner, key)
        completion(learner, uuid.uuid4())
    barrier, failed = threading.Barrier(8), []

    def join(learner: Learner) -> None:
        try:
            barrier.wait()
            merging.join_account(learner, member)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=join, args=[learner]) for learner in [*learners, *learners]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    own = Learner.objects.get(user=member)
    assert Learner.objects.filter(merged_into=own).count() == 3
    assert Completion.objects.filter(learner=own).count() == Completion.objects.count() == 5
