from courses.models.course import CourseIndexPage, CourseModule, CoursePage, ModuleLesson
from courses.models.kit import KitIndexPage, KitItem, KitPage, KitRelease
from courses.models.lesson import LessonPage
from courses.models.quiz import Choice, Question, Quiz

__all__ = [
    "Choice",
    "CourseIndexPage",
    "CourseModule",
    "CoursePage",
    "KitIndexPage",
    "KitItem",
    "KitPage",
    "KitRelease",
    "LessonPage",
    "ModuleLesson",
    "Question",
    "Quiz",
]
