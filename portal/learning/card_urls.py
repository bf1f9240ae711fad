"""Using a card: short addresses without a language, as they stand on paper."""

from django.urls import path

from portal.learning import views

urlpatterns = [
    path("", views.use_card, name="use_card"),
    path("<str:code>", views.use_card, name="use_card_code"),
    path("<str:code>/", views.use_card),
]
