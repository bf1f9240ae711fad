"""Serving the public. With DEMO=1 only the HTTPS switches are off; everything else is as in production."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings import env
from portal.settings.base import *  # noqa: F403
from portal.settings.base import DEMO, EMAIL_URL, STORAGES

DEMO_ALLOWED = DEMO
SECRET_KEY = env.text("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY: สั้นเกินไป เขียนข้อความสุ่มยาวอย่างน้อย 50 ตัวอักษร / too short, write at least 50 random characters"
    )
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEMO else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS: เขียนชื่อโดเมนของเว็บไซต์ เช่น learn.example.go.th / write the site's names, e.g. learn.example.go.th"
    )

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "portal.core.static_storage.PortalStaticStorage"}}

HTTPS = not DEMO
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
if HTTPS and env.flag("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECOND_FACTOR_REQUIRED = not DEMO
# In a demo mail lies in a folder and the page says so; elsewhere a code that nobody can receive is not offered.
MAIL_ARRIVES = DEMO or bool(EMAIL_URL)
if not MAIL_ARRIVES:
    ACCOUNT_LOGIN_BY_CODE_ENABLED = False
    ACCOUNT_EMAIL_VERIFICATION = "none"
    ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False
    MFA_ALLOW_UNVERIFIED_EMAIL = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # The server writes no access log of its own.
    "filters": {"codes": {"()": "portal.core.masking.MaskCodes"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["codes"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # A line for each step of each PDF, and for each table of each font, tells nobody
    # anything; what happens to pages stands in their own history.
    "loggers": {name: {"level": "WARNING"} for name in ("wagtail", "weasyprint", "fontTools")},
}
