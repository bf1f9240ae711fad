"""Counting alone: the tracking app, its store and the background queue, nothing else. For server and drain processes that tests start and
kill by the dozen, and for the benchmark; the real settings' database reader is used, so the store is set up alike."""

import os
from pathlib import Path

from portal.settings import env

VAR_DIR = Path(os.environ["PORTAL_VAR"])
SECRET_KEY = "counting-alone"
INSTALLED_APPS = ["portal.tracking", "django_tasks", "django_tasks_db"]
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}
DATABASES = {
    "default": env.database("DATABASE_URL", VAR_DIR / "portal.sqlite3"),
    "tracking": env.database("TRACKING_DATABASE_URL", VAR_DIR / "tracking.sqlite3"),
}
DATABASE_ROUTERS = ["portal.tracking.router.TrackingRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DEMO_ALLOWED = True
ROOT_URLCONF = "tests.tracking.alone_wsgi"
ALLOWED_HOSTS = ["*"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
TRACKING_SPOOL_DIR = VAR_DIR / "spool"
COUNTING_KEYS = os.environ.get("COUNTING_KEYS") or str(VAR_DIR / "secrets" / "counting-keys.json")
TRUSTED_PROXIES: list[str] = []
