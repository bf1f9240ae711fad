"""Quizzes: shown, marked by what was shown, kept as attempts, compared before and after a course."""

from portal.learning.quizzing.gain import (
    CourseGain,
    Gain,
    PairedTests,
    gain_of,
    gains_by_course,
    means_by_course,
    paired_tests,
    passed_post_test,
)
from portal.learning.quizzing.marking import Marked, mark
from portal.learning.quizzing.recording import record
from portal.learning.quizzing.shown import Shown, draw_questions, show

__all__ = [
    "CourseGain",
    "Gain",
    "Marked",
    "PairedTests",
    "Shown",
    "draw_questions",
    "gain_of",
    "gains_by_course",
    "mark",
    "means_by_course",
    "paired_tests",
    "passed_post_test",
    "record",
    "show",
]
