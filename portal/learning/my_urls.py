from django.urls import path

from portal.learning import views

urlpatterns = [path("", views.my_learning, name="my_learning")]
