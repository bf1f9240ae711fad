"""Quizzes: shown, marked by what was shown, kept as attempts, compared before and after a course."""

from portal.learning.quizzing.gain import CourseGain, Gain, gain_of, gains_by_course, passed_post_test
from portal.learning.quizzing.marking import Marked, mark
from portal.learning.quizzing.recording import record
from portal.learning.quizzing.shown import Shown, draw_questions, show

__all__ = [
    "CourseGain",
    "Gain",
    "Marked",
    "Shown",
    "draw_questions",
    "gain_of",
    "gains_by_course",
    "mark",
    "passed_post_test",
    "record",
    "show",
]
