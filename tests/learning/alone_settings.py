"""The whole portal in a folder given by PORTAL_VAR, with files as they lie in the sources."""

import os

os.environ.setdefault("SECRET_KEY", "a-quiz-alone")

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STATIC_ROOT

SECRET_KEY = "a-quiz-alone"
ALLOWED_HOSTS = ["127.0.0.1"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
