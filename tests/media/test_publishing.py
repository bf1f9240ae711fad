"""A video without captions or an image without a text goes nowhere, and the editor is told which."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from courses.models import LessonPage
from media.models import AlbumPage, InfographicPage, VideoPage
from tests.factories.tree import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin, browser_of) -> Client:
    return browser_of(admin)


def form(page: VideoPage, **changes: object) -> dict[str, object]:
    """The editor's form of a video as Wagtail sends it."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "picture": page.picture,
        "video_file": page.video_file_id or "",
        "embed_url": "",
        "duration_seconds": page.duration_seconds,
        "captions": page.captions_id or "",
        "transcript": rich_text(page.transcript),
        "poster": page.poster_id or "",
        "credit": page.credit,
        "licence": page.licence,
        "audiences": [term.pk for term in page.audiences.all()],
        "topics": [term.pk for term in page.topics.all()],
        "competences": [],
        "level": "",
        "project": page.project_id or "",
        "production": page.production,
        "share_image": "",
        "comments": inline_formset([]),
        **changes,
    }
    return nested_form_data(data)


def send(editor: Client, page: VideoPage, **changes: object):
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **changes))


def test_a_video_without_captions_is_refused_by_name_and_the_typed_text_stays(site: Tree, editor: Client) -> None:
    site.video.unpublish()
    response = send(editor, site.video, captions="", title="ชื่อใหม่ที่พิมพ์ไว้", **{"action-publish": "action-publish"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "ยังไม่มีคำบรรยายภาษาไทย" in html
    assert "ชื่อใหม่ที่พิมพ์ไว้" in html
    assert not VideoPage.objects.get(pk=site.video.pk).live


def test_the_same_video_may_be_kept_as_a_draft(site: Tree, editor: Client) -> None:
    response = send(editor, site.video, captions="", title="ร่าง")
    assert response.status_code == 302
    assert VideoPage.objects.get(pk=site.video.pk).get_latest_revision_as_object().title == "ร่าง"


def test_with_captions_it_goes_out(site: Tree, editor: Client) -> None:
    site.video.unpublish()
    response = send(editor, site.video, **{"action-publish": "action-publish"})
    assert response.status_code == 302
    assert VideoPage.objects.get(pk=site.video.pk).live


def test_captions_of_another_kind_and_a_missing_transcript_are_named(site: Tree) -> None:
    video = VideoPage.objects.get(pk=site.video.pk)
    video.captions = video.video_file
    video.transcript = " "
    problems = " ".join(video.publish_problems())
    assert ".vtt" in problems
    assert "บทบรรยาย" in problems


def test_an_image_without_text_is_named_in_every_page_that_shows_it(site: Tree) -> None:
    image = InfographicPage.objects.get(pk=site.infographic.pk).image
    image.alt_text, image.is_decorative, image.title = " ", False, "ภาพไม่มีคำอธิบาย"
    image.save()
    pages = [InfographicPage.objects.get(pk=site.infographic.pk)]
    album = AlbumPage.objects.get(pk=site.album.pk)
    shown = album.pictures.first()
    shown.image = image
    shown.save()
    pages.append(AlbumPage.objects.get(pk=site.album.pk))
    for page in pages:
        assert any("ภาพไม่มีคำอธิบาย" in problem for problem in page.publish_problems()), page
    image.is_decorative = True
    image.save()
    for page in (InfographicPage.objects.get(pk=site.infographic.pk), AlbumPage.objects.get(pk=site.album.pk)):
        assert page.publish_problems() == []


def test_a_lesson_with_an_undescribed_picture_is_refused(site: Tree) -> None:
    lesson = LessonPage.objects.get(pk=site.lesson.pk)
    image = next(b.value["image"] for step in lesson.steps for b in step.value["body"] if b.block_type == "picture")
    image.alt_text, image.is_decorative = "", False
    image.save()
    problems = LessonPage.objects.get(pk=site.lesson.pk).publish_problems()
    assert [image.title in problem for problem in problems] == [True]


def test_a_decorative_image_has_an_empty_text(site: Tree) -> None:
    image = InfographicPage.objects.get(pk=site.infographic.pk).image
    image.is_decorative = True
    assert image.default_alt_text == ""
