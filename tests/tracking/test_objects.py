"""Signed ids, the registry and the tags that print them."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from portal.tracking import objects
from portal.tracking.objects import ObjectRef, parse, ref_for, register, searchable_term, sign, sign_search_miss, unsign
from portal.tracking.signing import BadSignature
from tests.tracking.conftest import make_ref


class Story:
    pass


class LongStory(Story):
    pass


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> type:
    monkeypatch.setattr(objects, "_registered", dict(objects._registered))
    register(Story, "article", lambda story: make_ref(5, "article", title="เรื่อง"))
    return Story


@pytest.mark.parametrize(
    "ref",
    [
        make_ref(),
        make_ref(audiences=()),
        make_ref(audiences=("elder", "child")),
        make_ref(project="", production=""),
        make_ref(project="โครงการ-ก:ข", audiences=("ผู้สูงวัย,ก",)),
        make_ref(kind="kit", language="en-GB", site=2_147_483_647),
    ],
)
def test_an_id_holds_all_a_count_is_kept_by(ref: ObjectRef) -> None:
    signed = sign(ref)
    assert signed.isascii()
    assert not set(signed) & set(" \t\n\r&\"'<>=?#")
    back = unsign(signed)
    assert (back.kind, back.key, back.language, back.site, back.project, back.production) == (
        ref.kind, ref.key, ref.language, ref.site, ref.project, ref.production,
    )  # fmt: skip
    assert sorted(back.audiences) == sorted(ref.audiences)


def test_the_title_does_not_travel() -> None:
    assert sign(make_ref(title="ก" * 200)) == sign(make_ref())


def test_the_order_of_audiences_changes_nothing() -> None:
    assert sign(make_ref(audiences=("child", "elder"))) == sign(make_ref(audiences=("elder", "child")))


def test_every_changed_character_is_noticed() -> None:
    signed = sign(make_ref())
    for place in range(len(signed)):
        changed = signed[:place] + ("A" if signed[place] != "A" else "B") + signed[place + 1 :]
        with pytest.raises(BadSignature):
            unsign(changed)


@pytest.mark.parametrize("signed", ["", ":", "1:lesson", "ก:ข", "\0", "a" * 5_000])
def test_rubbish_is_no_id(signed: str) -> None:
    with pytest.raises(BadSignature):
        unsign(signed)


def test_an_id_of_another_format_is_refused() -> None:
    with pytest.raises(BadSignature):
        parse("2:lesson:" + uuid.UUID(int=1).hex + ":th:1:::")


def test_a_signature_made_for_something_else_signs_no_object() -> None:
    payload = sign(make_ref()).rpartition(":")[0]
    with pytest.raises(BadSignature):
        unsign(objects.site_signer("identity").sign(payload))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("แชร์ลูกโซ่", "แชร์ลูกโซ่"),
        ("  โดนโกง   ออนไลน์ ", "โดนโกง ออนไลน์"),
        ("โทร 081-234-5678 โกง", "โทร โกง"),
        ("๐๘๑๒๓๔๕๖๗๘", ""),
        ("somchai@example.com โกงเงิน", "โกงเงิน"),
        ("1234567890123", ""),
        ("", ""),
        ("ก" * 300, "ก" * 80),
    ],
)
def test_numbers_and_addresses_are_dropped_before_a_term_is_signed(typed: str, kept: str) -> None:
    assert searchable_term(typed) == kept
    signed = sign_search_miss(typed, "th", 1)
    assert bool(signed) == bool(kept)
    if kept:
        ref = unsign(signed)
        assert (ref.kind, ref.title, ref.language, ref.site) == ("search-miss", kept, "th", 1)


def test_one_term_is_one_object_in_a_language() -> None:
    first, again, english = (
        unsign(sign_search_miss("ภัย", "th")),
        unsign(sign_search_miss(" ภัย", "th")),
        unsign(sign_search_miss("ภัย", "en")),
    )
    assert first.key == again.key != english.key


def test_the_registry_finds_a_model_and_its_children(story: type) -> None:
    assert ref_for(Story()) == make_ref(5, "article", title="เรื่อง")
    assert ref_for(LongStory()) == make_ref(5, "article", title="เรื่อง")
    assert ref_for(object()) is None


@pytest.mark.parametrize("kind", ["", "Lesson", "a b", "x" * 30, "a:b"])
def test_a_kind_that_would_break_an_id_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        register(Story, kind)


@pytest.mark.parametrize(("law", "ref"), [
    (True, make_ref(kind="article", project="")),
    (True, make_ref(kind="infographic", project="digital-law-center")),
    (False, make_ref(kind="lesson")),
])  # fmt: skip
def test_law_content(law: bool, ref: ObjectRef) -> None:
    assert ref.is_law is law


def render(source: str, **context: Any) -> str:
    return Template("{% load tracking %}" + source).render(Context(context))


class TestTags:
    def test_a_counted_page_prints_script_and_picture(self, story: type) -> None:
        html = render("{% beacon page %}", page=Story(), request=RequestFactory().get("/"))
        signed = sign(make_ref(5, "article"))
        assert f'defer data-o="{signed}"></script>' in html
        assert f'<noscript><img src="/e/p.gif?o={signed}" alt="" width="1" height="1"></noscript>' in html
        assert "beacon" in html and "<script>" not in html

    def test_it_is_the_same_for_everybody(self, story: type) -> None:
        someone = RequestFactory().get("/", headers={"user-agent": "one", "cookie": "sessionid=1"})
        another = RequestFactory().get("/", headers={"user-agent": "two"})
        assert render("{% beacon page %}", page=Story(), request=someone) == render(
            "{% beacon page %}", page=Story(), request=another
        )

    def test_inner_says_so_to_both(self, story: type) -> None:
        html = render('{% beacon page "inner" %}', page=Story())
        assert " data-n></script>" in html
        assert '&amp;n=1" alt=' in html

    def test_another_variant_is_a_mistake(self, story: type) -> None:
        with pytest.raises(TemplateSyntaxError, match="outer"):
            render('{% beacon page "outer" %}', page=Story())

    def test_what_is_not_counted_prints_nothing(self, story: type) -> None:
        assert render("{% beacon page %}|{% object_id page %}", page=object()) == "|"

    def test_a_preview_prints_nothing(self, story: type) -> None:
        assert render("{% beacon page %}", page=Story(), request=SimpleNamespace(is_preview=True)) == ""

    def test_a_video_may_stand_anywhere(self, story: type) -> None:
        assert (
            render('<video data-video-o="{% object_id page %}">', page=Story())
            == f'<video data-video-o="{sign(make_ref(5, "article"))}">'
        )

    def test_a_search_without_hits(self) -> None:
        assert f'data-o="{sign_search_miss("ภัย", "th", 3)}"' in render('{% beacon_search_miss "ภัย" "th" 3 %}')
        assert render('{% beacon_search_miss "0812345678" "th" %}{% beacon_id "" %}') == ""

    def test_the_picture_is_what_the_endpoint_takes(self, story: type) -> None:
        from portal.tracking.endpoint import picture_fields

        html = render('{% beacon page "inner" %}', page=Story())
        query = html.partition("p.gif?")[2].partition('"')[0].replace("&amp;", "&")
        sent = picture_fields(query)
        assert (unsign(sent.object_id).key, sent.inner) == (uuid.UUID(int=5), True)
