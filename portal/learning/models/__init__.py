from portal.learning.models.answers import ActivityAnswer, AttemptAnswer, QuizAttempt
from portal.learning.models.card import ProgressCard
from portal.learning.models.certificate import Certificate, GuardianConsent
from portal.learning.models.completion import Completion
from portal.learning.models.learner import Learner
from portal.learning.models.offline import LateAnswer, QuizSnapshot
from portal.learning.models.satisfaction import Satisfaction
from portal.learning.models.taking import CourseRun, CourseSnapshot

__all__ = [
    "ActivityAnswer",
    "AttemptAnswer",
    "Certificate",
    "Completion",
    "CourseRun",
    "CourseSnapshot",
    "GuardianConsent",
    "LateAnswer",
    "Learner",
    "ProgressCard",
    "QuizAttempt",
    "QuizSnapshot",
    "Satisfaction",
]
