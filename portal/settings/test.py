"""Running the tests: quick password hashing, and files in a folder of each test process's own.

TEST_DATABASE_URL names a PostgreSQL server to test on instead of SQLite: the main and the tracking database are made
there. With TEST_REDIS_URL the cache is Redis, as on many machines.
"""

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit

# A process started by a test keeps the folder it was given; each of pytest's own processes has one.
_process = os.environ.get("PYTEST_XDIST_WORKER", "main")
if os.environ.get("PORTAL_TEST_PROCESS") != _process:
    os.environ["PORTAL_TEST_PROCESS"] = _process
    os.environ["PORTAL_VAR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_VAR"], ignore_errors=True)
    _services = ("MATOMO_DOMAIN_PATH", "MATOMO_SITE_ID", "GOOGLE_ANALYTICS_GTAG_PROPERTY_ID")
    for _name in ("DATABASE_URL", "TRACKING_DATABASE_URL", "REDIS_URL", *_services):
        os.environ.pop(_name, None)
    if os.environ.get("TEST_DATABASE_URL"):
        _server = urlsplit(os.environ["TEST_DATABASE_URL"])
        os.environ["DATABASE_URL"] = _server._replace(path="/portal").geturl()
        os.environ["TRACKING_DATABASE_URL"] = _server._replace(path="/portal_tracking").geturl()
    if os.environ.get("TEST_REDIS_URL"):
        # A numbered database for each process: emptying one is nobody else's loss.
        _number = _process.removeprefix("gw") if _process.startswith("gw") else "15"
        os.environ["REDIS_URL"] = urlsplit(os.environ["TEST_REDIS_URL"])._replace(path=f"/{_number}").geturl()

from portal.settings.base import *  # noqa: E402,F403
from portal.settings.base import STATIC_ROOT  # noqa: E402

SECRET_KEY = "test-key"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# WhiteNoise warns where nothing was collected; tests read static files from their sources.
STATIC_ROOT.mkdir(exist_ok=True)
