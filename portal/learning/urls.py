"""Where learners act: uncached addresses under /th/learn/."""

from django.urls import path

from portal.learning import views

urlpatterns = [
    path("course/<uuid:course_key>/pre-test/", views.pre_test, name="pre_test"),
    path("course/<uuid:course_key>/post-test/", views.post_test, name="post_test"),
    path("offline/who/", views.late_who, name="late_who"),
    path("offline/answers/", views.late_answers, name="late_answers"),
    path("<uuid:lesson_key>/quiz/", views.quiz, name="quiz"),
    path("<uuid:lesson_key>/activity/<slug:block_id>/", views.activity, name="activity"),
    path("<slug:kind>/faces/", views.faces, name="faces"),
    path("<slug:kind>/<uuid:key>/faces/", views.faces, name="faces"),
    path("<uuid:lesson_key>/done/", views.did_this, name="did_this"),
]
