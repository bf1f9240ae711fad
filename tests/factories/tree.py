"""A small real site: one page of every type, each with a real body and real files."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page, Site

from articles.models import LawArticlePage, LawIndexPage
from courses.models import CourseIndexPage, CoursePage, KitIndexPage, KitPage, LessonPage, Quiz
from media.models import AlbumPage, InfographicPage, MediaIndexPage, VideoPage
from portal.core.models import Hotline, SiteSettings
from portal.home.models import AudienceHubPage, HomePage, SituationIndexPage, SituationPage, StandardPage
from tests.factories import blocks, content, files


@dataclass
class Tree:
    """The pages of the site by name."""

    home: HomePage
    courses: CourseIndexPage
    course: CoursePage
    lesson: LessonPage
    next_lesson: LessonPage
    quiz: Quiz
    law: LawIndexPage
    article: LawArticlePage
    help: SituationIndexPage
    situation: SituationPage
    media: MediaIndexPage
    video: VideoPage
    infographic: InfographicPage
    album: AlbumPage
    kits: KitIndexPage
    kit: KitPage
    hub: AudienceHubPage
    about: StandardPage
    hotline: Hotline
    home_en: HomePage
    about_en: StandardPage

    def pages(self) -> list[Page]:
        """Every page of the site, one at least of each type, home first."""
        return [value for value in vars(self).values() if isinstance(value, Page)]


def build() -> Tree:
    """The site. The first lesson shows a picture, the video and the infographic besides what every lesson holds."""
    home = content.home()
    media = content.media_index(home)
    video, infographic, album = content.video(media), content.infographic(media), content.album(media)
    courses = content.courses_index(home)
    course, quiz = content.course(courses), content.quiz()
    more = blocks.step("ดูเพิ่ม", blocks.shown(files.make_image()), blocks.video(video), blocks.infographic(infographic))
    lesson = content.lesson(course, more, quiz=quiz)
    # Without a quiz: finished by saying "I did this".
    next_lesson = content.lesson(course, title="สายแปลกโทรมา")
    content.module(course, "เริ่มต้น", lesson, next_lesson)
    law, help_index, kits = content.law_index(home), content.help_index(home), content.kit_index(home)
    article = content.article(law)
    situation = content.situation(help_index, law=article)
    kit = content.kit(kits, course)
    hub, about = content.hub(home), content.standard(home)
    home.featured = course
    home.save_revision().publish()
    _who_runs_it()
    home_en = content.translated(home, "Ruthan")
    return Tree(
        home=home,
        courses=courses,
        course=course,
        lesson=lesson,
        next_lesson=next_lesson,
        quiz=quiz,
        law=law,
        article=article,
        help=help_index,
        situation=situation,
        media=media,
        video=video,
        infographic=infographic,
        album=album,
        kits=kits,
        kit=kit,
        hub=hub,
        about=about,
        hotline=content.hotline(),
        home_en=home_en,
        about_en=content.translated(about, "About"),
    )


def _who_runs_it() -> None:
    settings = SiteSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))[0]
    settings.organisation_th = "ศูนย์เรียนรู้ดิจิทัลตัวอย่าง"
    settings.organisation_en = "Sample Digital Learning Centre"
    settings.hotline = content.hotline()
    settings.email = "learn@example.com"
    settings.save()
