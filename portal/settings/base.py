"""Settings shared by every way of running the portal. Values that differ per machine come from the environment."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.settings import env
from portal.settings.accounts import *  # noqa: F403
from portal.settings.analytics import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("PORTAL_VAR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
DEMO = env.flag("DEMO")
# Whether demo facts may be written here (counting rule 15); production allows it only with DEMO=1.
DEMO_ALLOWED = True

INSTALLED_APPS = [
    "portal.accounts",
    "portal.core",
    "portal.tracking",
    "media",
    "articles",
    "courses",
    "portal.home",
    "portal.search",
    "portal.learning",
    "portal.training",
    "portal.kpi",
    "portal.opendata",
    "portal.demo",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "django.contrib.sitemaps",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "analytical",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.core.typesetting.TypesettingMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.learning.signing_in.CountingCookieMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portal.core.look.look",
            ],
            "builtins": ["portal.core.templatetags.portal"],
        },
    },
]

# Two stores that share no transaction and no join: see decision 0016.
DATABASES = {
    "default": env.database("DATABASE_URL", VAR_DIR / "portal.sqlite3"),
    "tracking": env.database("TRACKING_DATABASE_URL", VAR_DIR / "tracking.sqlite3"),
}
DATABASE_ROUTERS = ["portal.tracking.router.TrackingRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.url("REDIS_URL", {"redis", "rediss", "unix"}, "redis://127.0.0.1:6379/0")


def _cache(folder: str) -> dict[str, object]:
    if REDIS_URL:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": folder}
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache" / folder,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }


# `renditions` is Wagtail's name: sizes of pictures already made, so that a page need not ask the database.
CACHES = {"default": _cache("default"), "renditions": _cache("renditions")}

AUTH_USER_MODEL = "accounts.User"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย")), ("en", _("อังกฤษ"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = env.text("MEDIA_URL", "/files/")
MEDIA_ROOT = VAR_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
KIT_DIR = VAR_DIR / "kits"

# Alias `default` runs at once: Wagtail's own small tasks, or search finds nothing until a worker runs.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "SAMEORIGIN"
# Wagtail's editor shows previews in a frame of the same origin; the check asks for none at all.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin writes inline scripts; it is reached by staff alone.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}

WAGTAIL_SITE_NAME = "รู้ทัน"
# Printed on certificates and sent in e-mails; without it certificates bear the address they are asked for at.
BASE_URL = env.address("BASE_URL")
WAGTAILADMIN_BASE_URL = BASE_URL or "http://localhost:8000"
WAGTAILIMAGES_IMAGE_MODEL = "media.PortalImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "media.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "pptx", "xlsx", "csv", "zip", "mp4", "webm", "mp3", "m4a", "ogg", "vtt", "txt"]
WAGTAILEMBEDS_RESPONSIVE_HTML = True
# No request of the admin leaves the site.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# One door for everybody (portal.accounts): the admin has no sign-in, password or address page of its own.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("th", "ไทย"), ("en", "English")]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search.backend"}}

TRACKING_SPOOL_DIR = VAR_DIR / "spool"
COUNTING_KEYS = env.text("COUNTING_KEYS", str(VAR_DIR / "secrets" / "counting-keys.json"))
# The key badges are signed with; made at the first need, never changed by itself.
BADGE_KEY = env.text("BADGE_KEY", str(VAR_DIR / "secrets" / "badge-key.pem"))
TRUSTED_PROXIES = env.names("TRUSTED_PROXIES")
# Tells users in Thailand from others in monthly active users; without it their country is unknown.
COUNTRY_RANGES = env.text("COUNTRY_RANGES", "")

EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_URL = env.text("EMAIL_URL", "")
globals().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "portal@example.go.th")
