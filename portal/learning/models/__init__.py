from portal.learning.models.answers import ActivityAnswer, AttemptAnswer, QuizAttempt
from portal.learning.models.completion import Completion
from portal.learning.models.learner import Learner
from portal.learning.models.satisfaction import Satisfaction

__all__ = ["ActivityAnswer", "AttemptAnswer", "Completion", "Learner", "QuizAttempt", "Satisfaction"]
