"""Addresses of the portal; what people type is listed in the HTTP reference under portal/docs."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from courses.views import kit_file
from media.player import player
from portal.accounts.second_factor import admin_door
from portal.core import health
from portal.core.admin_words import catalogue
from portal.core.files import uploaded_file
from portal.core.look import set_look
from portal.core.qr import page_qr
from portal.core.share_pictures import share_picture
from portal.learning.views import consent, service_worker
from portal.opendata.views import page_in_language

# The admin is entered by the account's door and no other (portal.accounts.second_factor).
decorate_urlpatterns(wagtailadmin_urls.urlpatterns, admin_door)

urlpatterns = [
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/jsi18n/", admin_door(catalogue), name="admin_words"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("files/<path:path>", uploaded_file, name="uploaded_file"),
    path("kit-files/<uuid:release>/<path:path>", kit_file, name="kit_file"),
    path("card/", include("portal.learning.card_urls")),
    path("share/<uuid:key>/<slug:language>.png", share_picture, name="share_picture"),
    path("look/", set_look, name="look"),
    path("data/", include("portal.opendata.urls")),
    path("", include("portal.learning.verify_urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("sw.js", service_worker, name="service_worker"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", health.robots, name="robots"),
]

urlpatterns += i18n_patterns(
    path("search/", include("portal.search.urls")),
    path("learn/", include("portal.learning.urls")),
    path("my/", include("portal.learning.my_urls")),
    path("account/", include("portal.accounts.urls")),
    path("account/my-data/", include("portal.learning.my_data_urls")),
    path("offline/", include("portal.learning.offline_urls")),
    path("data/", page_in_language, name="open_data_in_language"),
    path("consent/", consent, name="consent"),
    path("player/<uuid:key>/", player, name="player"),
    path("qr/<uuid:key>/", page_qr, name="page_qr"),
    path("", include(wagtail_urls)),
)

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns = staticfiles_urlpatterns() + urlpatterns
