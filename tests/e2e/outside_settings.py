"""The whole portal in a folder given by PORTAL_VAR, with styles and scripts for a browser; services by the environment."""

from tests.learning.alone_settings import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
