"""What may be kept on a device: public, the same for everybody."""

from django.urls import path

from portal.learning import views

urlpatterns = [
    path("", views.no_network, name="no_network"),
    path("act/<uuid:key>/", views.offline_act, name="offline_act"),
    path("act/<uuid:key>/<slug:block_id>/", views.offline_activity, name="offline_activity"),
    path("<slug:kind>/<uuid:key>/", views.keep_page, name="keep_page"),
    path("<slug:kind>/<uuid:key>.json", views.manifest, name="offline_manifest"),
]
