"""What belongs to the learner of this browser: uncached addresses under /th/my/."""

from django.urls import path

from portal.learning import views

urlpatterns = [
    path("", views.my_learning, name="my_learning"),
    path("attempts/<uuid:submission>/", views.my_attempt, name="my_attempt"),
    path("card/", views.my_card, name="my_card"),
    path("card/pdf/", views.my_card_pdf, name="my_card_pdf"),
    path("progress/<uuid:course_key>/", views.course_progress, name="course_progress"),
    path("someone-else/", views.someone_else, name="someone_else"),
    path("courses/<uuid:course_key>/certificate/", views.claim, name="certificate_claim"),
    path("courses/<uuid:course_key>/again/", views.again, name="course_again"),
    path("certificates/<uuid:certificate>/", views.certificate, name="certificate"),
    path("certificates/<uuid:certificate>/certificate.pdf", views.certificate_file, name="certificate_file"),
    path("certificates/<uuid:certificate>/name/", views.certificate_name, name="certificate_name"),
    path("downloads/", views.my_downloads, name="my_downloads"),
]
