"""Law waits for a legal reviewer, who signs one revision in the workflow; the next one waits again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage, WorkflowTask

from articles.models import LawArticlePage, LegalReview, LegalReviewTask
from portal.accounts.roles import Role
from tests.factories.tree import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def workflow(site: Tree, lawyer) -> Workflow:
    group = lawyer.groups.get(name=Role.LEGAL_REVIEWER.value)
    for action in ("change", "publish"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=site.law, permission=permission)
    workflow = Workflow.objects.create(name="ตรวจทานกฎหมาย")
    task = LegalReviewTask.objects.create(name="ผู้ตรวจทานลงชื่อ")
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=site.law)
    return workflow


def approved(site: Tree, workflow: Workflow, author, lawyer) -> LawArticlePage:
    article = site.article
    article.title = "แก้ไขแล้ว"
    article.save_revision()
    state = workflow.start(article, author)
    state.current_task_state.approve(user=lawyer)
    return LawArticlePage.objects.get(pk=article.pk)


def test_an_article_nobody_signed_says_so(site: Tree, visitor: Client) -> None:
    html = visitor.get(site.article.url).content.decode()
    assert "รอผู้ตรวจทานกฎหมาย" in html


def test_approval_publishes_and_signs_this_revision(site: Tree, workflow, author, lawyer, visitor: Client) -> None:
    article = approved(site, workflow, author, lawyer)
    assert article.live
    assert article.review is not None
    assert article.review.reviewer == lawyer
    assert article.review.revision == article.live_revision_id
    html = visitor.get(article.url).content.decode()
    assert "รอผู้ตรวจทานกฎหมาย" not in html


def test_the_next_revision_waits_again(site: Tree, workflow, author, lawyer, visitor: Client) -> None:
    article = approved(site, workflow, author, lawyer)
    article.save_revision().publish()
    article = LawArticlePage.objects.get(pk=article.pk)
    assert article.review is None
    assert "รอผู้ตรวจทานกฎหมาย" in visitor.get(article.url).content.decode()


def test_erasing_the_reviewer_leaves_the_signature(site: Tree, workflow, author, lawyer) -> None:
    article = approved(site, workflow, author, lawyer)
    name = str(lawyer)
    lawyer.delete()
    review = LegalReview.objects.get(revision=article.live_revision_id)
    assert (review.reviewer, review.reviewer_name) == (None, name)


def test_an_author_cannot_sign(site: Tree, workflow, author) -> None:
    site.article.save_revision()
    state = workflow.start(site.article, author)
    task = state.current_task_state.task.specific
    assert not task.user_can_access_editor(site.article, author)
    assert task.get_actions(site.article, author) == []


def test_the_index_shows_who_waits_in_few_queries(site: Tree, visitor: Client, django_assert_max_num_queries) -> None:
    from tests.factories import content

    visitor.get(site.law.url)
    for number in range(10):
        content.article(site.law, title=f"บทความ {number}")
    with django_assert_max_num_queries(14):
        html = visitor.get(site.law.url).content.decode()
    assert html.count("รอผู้ตรวจทานกฎหมาย") >= 11
