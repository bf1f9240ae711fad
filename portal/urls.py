"""Addresses of the portal; what people type is listed in the HTTP reference under portal/docs."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from courses.views import kit_file
from media.player import player
from portal.core import health
from portal.core.files import uploaded_file
from portal.core.look import set_look

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("files/<path:path>", uploaded_file, name="uploaded_file"),
    path("kit-files/<uuid:release>/<path:path>", kit_file, name="kit_file"),
    path("look/", set_look, name="look"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", health.robots, name="robots"),
]

urlpatterns += i18n_patterns(
    path("search/", include("portal.search.urls")),
    path("learn/", include("portal.learning.urls")),
    path("my/", include("portal.learning.my_urls")),
    path("account/", include("allauth.account.urls")),
    path("player/<uuid:key>/", player, name="player"),
    path("", include(wagtail_urls)),
)

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns = staticfiles_urlpatterns() + urlpatterns
