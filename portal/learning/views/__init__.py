from portal.learning.views.activity import activity
from portal.learning.views.done import did_this
from portal.learning.views.my import my_learning
from portal.learning.views.quiz import quiz

__all__ = ["activity", "did_this", "my_learning", "quiz"]
