"""Videos, infographics, albums, law articles and situations."""

from __future__ import annotations

import json
from typing import Any

from articles.models import ArticleSource, LawArticlePage
from media.models import AlbumPage, AlbumPicture, InfographicPage, VideoPage
from portal.core.models import Hotline
from portal.demo.loading.blocks import stream
from portal.demo.loading.keeping import page_once
from portal.demo.loading.media_files import document_once, find, image_once
from portal.demo.loading.reading import flat, read_folder, rich
from portal.demo.loading.terms import tag, taxonomies_of
from portal.home.models import SituationPage

PICTURES = ("webp", "png", "jpg")


def _common(data: dict[str, Any]) -> dict[str, Any]:
    return {"title": data["title"], "summary": flat(data["summary"])[:400], **taxonomies_of(data)}


def load_media(index: Any) -> None:
    for data in read_folder("infographics"):
        page_once(index, data["slug"], lambda data=data: _infographic(data), lambda page, data=data: tag(page, data))
    for data in read_folder("videos"):
        page_once(index, data["slug"], lambda data=data: _video(data), lambda page, data=data: tag(page, data))
    for data in read_folder("albums"):
        page_once(index, data["slug"], lambda data=data: _album(data), lambda page, data=data: _fill_album(page, data))


def _infographic(data: dict[str, Any]) -> InfographicPage:
    path = find(data["slug"], *PICTURES)
    return InfographicPage(
        image=image_once(path, data["title"], flat(data["alt"]), data["credit"]),
        full_text=rich(data["full_text"]),
        credit=data["credit"],
        licence=data["licence"],
        **_common(data),
    )


def _video(data: dict[str, Any]) -> VideoPage:
    slug, title, credit = data["slug"], data["title"], data["credit"]
    return VideoPage(
        video_file=document_once(find(slug, "mp4"), f"{title} (MP4)", credit),
        captions=document_once(find(slug, "vtt"), f"{title} (คำบรรยาย)", credit),
        poster=image_once(find(slug, *PICTURES), f"ภาพปก {title}", f"ภาพปกคลิป {title}", credit),
        transcript=rich(data["transcript"]),
        duration_seconds=round(sum(scene["seconds"] for scene in data["scenes"])),
        credit=credit,
        licence=data["licence"],
        **_common(data),
    )


def _album(data: dict[str, Any]) -> AlbumPage:
    return AlbumPage(credit=data["credit"], licence=data["licence"], **_common(data))


def _fill_album(page: AlbumPage, data: dict[str, Any]) -> None:
    tag(page, data)
    for number, picture in enumerate(data["pictures"], start=1):
        path = find(picture["name"], *PICTURES)
        image = image_once(path, picture["name"], flat(picture["alt"]), data["credit"])
        page.pictures.add(AlbumPicture(image=image, caption=flat(picture["caption"])[:300], sort_order=number))


def load_articles(index: Any) -> None:
    for data in read_folder("articles"):
        page_once(
            index, data["slug"], lambda data=data: _article(data), lambda page, data=data: _fill_article(page, data)
        )


def _article(data: dict[str, Any]) -> LawArticlePage:
    slug = data["slug"]

    def rules(name: str) -> str:
        values = [{"text": rich(rule["text"]), "section": flat(rule.get("section"))} for rule in data.get(name) or []]
        return json.dumps(stream("rule", values, slug, name))

    return LawArticlePage(
        short_answer=rich(data["short_answer"]),
        must=rules("must"),
        can=rules("can"),
        penalty=rules("penalty"),
        example=rich(data.get("example")),
        parts=json.dumps(
            stream("part", [{"title": part["title"], "text": rich(part["text"])} for part in data["body"]], slug)
        ),
        timeline=json.dumps(stream("event", data.get("timeline") or [], slug)),
        checked_on=data["checked_on"],
        uncertain=json.dumps(stream("point", [flat(text)[:600] for text in data.get("uncertain") or []], slug)),
        **_common(data),
    )


def _fill_article(page: LawArticlePage, data: dict[str, Any]) -> None:
    tag(page, data)
    page.hotlines.set(Hotline.objects.filter(slug__in=data.get("hotlines") or []))
    for number, source in enumerate(data["sources"], start=1):
        page.sources.add(
            ArticleSource(
                sort_order=number,
                instrument=flat(source["instrument"]),
                section=flat(str(source.get("section") or "")),
                year_be=source.get("year_be"),
                url=source.get("url") or "",
                note=flat(source.get("note"))[:400],
            )
        )


def load_situations(index: Any) -> None:
    for data in read_folder("situations"):
        page_once(
            index, data["slug"], lambda data=data: _situation(data), lambda page, data=data: _fill_situation(page, data)
        )


def _situation(data: dict[str, Any]) -> SituationPage:
    slug = data["slug"]
    steps = [{"title": flat(step["title"]), "text": rich(step.get("text"))} for step in data["steps"]]

    def items(name: str) -> str:
        return json.dumps(stream("item", [flat(text) for text in data.get(name) or []], slug, name))

    return SituationPage(
        steps=json.dumps(stream("action", steps, slug)),
        do_not=items("do_not"),
        evidence=items("evidence"),
        law=LawArticlePage.objects.filter(slug=data.get("law_article") or "").first(),
        **_common(data),
    )


def _fill_situation(page: SituationPage, data: dict[str, Any]) -> None:
    tag(page, data)
    order = data.get("hotlines") or []
    page.hotlines.set(Hotline.objects.filter(slug__in=order))
