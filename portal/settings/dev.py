"""Working on the portal: debug pages, no HTTPS, a fixed key that no one else may use."""

from portal.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "insecure-development-key-never-used-in-production"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
