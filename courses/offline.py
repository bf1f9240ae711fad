"""Lesson pages as the kit's offline site shows them."""

from __future__ import annotations

from typing import Any

from wagtail.rich_text import expand_db_html

from courses.activities.offline import offline_activity
from courses.kits import lessons as offline
from courses.models.lesson import LessonPage
from courses.models.quiz import Quiz


def offline_lesson(page: LessonPage, group: str = "") -> offline.OfflineLesson:
    """One lesson with its steps and quiz, free of pages and addresses."""
    steps = tuple(
        offline.LessonStep(step.value["title"], tuple(_block(block) for block in step.value["body"]))
        for step in page.steps
    )
    return offline.OfflineLesson(
        slug=page.slug,
        title=page.title,
        steps=steps,
        summary=page.summary,
        picture=page.picture,
        minutes=page.minutes,
        quiz=_quiz(page.quiz) if page.quiz else None,
        teach_home=page.teach_home,
        group=group,
    )


def _paragraph(text: str) -> str:
    from django.utils.html import linebreaks

    return linebreaks(text, autoescape=True)


def _block(block: Any) -> offline.Block:
    value = block.value
    match block.block_type:
        case "text":
            return offline.TextBlock(expand_db_html(value.source))
        case "bubble":
            return offline.BubbleBlock(value["sender"], value["text"], value["channel"])
        case "tip":
            return offline.TipBlock(_paragraph(value["text"]), value["kind"])
        case "drawing":
            return offline.DrawingBlock(value["name"], value["alt"])
        case "hotline":
            return offline.HotlineBlock(value.name, value.phone, hours=value.hours, note=value.purpose)
        case "video":
            return offline.MediaBlock(value.title, expand_db_html(value.specific.transcript), "video")
        case "infographic":
            return offline.MediaBlock(value.title, expand_db_html(value.specific.full_text), "infographic")
        case "picture":
            # Photographs stay online; what they say goes along as text.
            return offline.TextBlock(_paragraph(" – ".join(filter(None, [value["image"].alt_text, value["caption"]]))))
    return offline_activity(block)


def _quiz(quiz: Quiz) -> offline.LessonQuiz:
    return offline.LessonQuiz(
        tuple(
            offline.QuizQuestion(
                question.text,
                tuple(
                    offline.QuizChoice(choice.text, choice.is_correct, choice.feedback)
                    for choice in question.choices.all()
                ),
                question.kind,
                question.explanation,
                question.situation,
                question.situation_channel,
                question.situation_sender,
            )
            for question in quiz.questions.all()
        ),
        quiz.title,
        quiz.pass_percent,
    )
