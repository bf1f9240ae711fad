"""Where learners act: uncached addresses under /th/learn/."""

from django.urls import path

from portal.learning import views

urlpatterns = [
    path("<uuid:lesson_key>/quiz/", views.quiz, name="quiz"),
    path("<uuid:lesson_key>/activity/<slug:block_id>/", views.activity, name="activity"),
    path("<uuid:lesson_key>/done/", views.did_this, name="did_this"),
]
