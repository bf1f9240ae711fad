"""The WSGI application: the beacon first, then kept pages, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

django_application = get_wsgi_application()

from portal.core.pagecache import PageCache  # noqa: E402 - settings must be read first
from portal.tracking.endpoint import BeaconApp  # noqa: E402

application = BeaconApp(PageCache(django_application))
