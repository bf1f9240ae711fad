"""Accounts (django-allauth): who may sign in how, for how long, and how often one may try.

A code by e-mail is everybody's way; a passkey, LINE and a password stand beside it. The second factor is for those who
see other people's data (portal.accounts.second_factor).
"""

from urllib.parse import urlsplit

from portal.settings import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_learning"
# Learners stay signed in on their own telephone; whoever sees other people's data signs in each working day.
SESSION_COOKIE_AGE = 60 * 24 * 3600
STAFF_SESSION_SECONDS = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"

# Where nothing but a folder takes the mail, the pages say which (production without EMAIL_URL: see there).
MAIL_ARRIVES = True
# Trainers and staff: True asks for it before desk and admin, False offers it.
SECOND_FACTOR_REQUIRED = False

ACCOUNT_ADAPTER = "portal.learning.account_adapter.AddressedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
# The password field stands on the sign-in page; at sign-up nobody is asked for one (portal.accounts.forms).
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "portal.accounts.consent.AgeForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_DISPLAY = "portal.accounts.models.shown_to_themselves"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
# Six digits, ten minutes (OWASP ASVS 5.0, 6.5.5), five tries; "send again" begins the ten minutes anew.
CODE = {"numeric": True, "length": 6, "dashed": False}
CODE_SECONDS, CODE_TRIES, CODE_RESENDS = 10 * 60, 5, 5
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = CODE
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = CODE_RESENDS
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = CODE
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = CODE_RESENDS
ACCOUNT_RATE_LIMITS = {
    # The key is address and e-mail together (portal.accounts.adapter): a stranger's tries lock nobody else out.
    "login_failed": "30/m/ip,5/5m/key",
    # The key is the e-mail: at most 30 letters a day into one mailbox.
    "request_login_code": "20/m/ip,6/10m/key,30/d/key",
}
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.PasswordSignInForm",
    "signup": "portal.accounts.forms.SignUpForm",
    "request_login_code": "portal.accounts.forms.RequestCodeForm",
    "confirm_login_code": "portal.accounts.forms.SignInCodeForm",
    "confirm_email_verification_code": "portal.accounts.forms.AddressCodeForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
}

MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "รู้ทัน"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "add_webauthn": "portal.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "portal.accounts.forms.RenamePasskeyForm",
    "authenticate": "portal.accounts.forms.SecondFactorForm",
    "reauthenticate": "portal.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "portal.accounts.forms.AddAppForm",
}

SOCIALACCOUNT_ADAPTER = "portal.accounts.adapter.LineAccountAdapter"
# The question of age stands between LINE's consent and the account.
SOCIALACCOUNT_AUTO_SIGNUP = False
# LINE is asked for an identifier and nothing else: no name, no picture, no e-mail address to link by.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_FORMS = {
    "signup": "portal.accounts.forms.LineSignUpForm",
    "disconnect": "portal.accounts.forms.DisconnectLineForm",
}
_line = {
    "LINE_CHANNEL_ID": env.text("LINE_CHANNEL_ID", ""),
    "LINE_CHANNEL_SECRET": env.text("LINE_CHANNEL_SECRET", ""),
}
LINE_SIGN_IN = env.both_or_neither(**_line)
LINE_AUTHORIZE_URL = env.url(
    "LINE_AUTHORIZE_URL",
    {"https", "http"},
    "https://access.line.me/oauth2/v2.1/authorize",
    "https://access.line.me/oauth2/v2.1/authorize",
)
LINE_TOKEN_URL = env.url(
    "LINE_TOKEN_URL",
    {"https", "http"},
    "https://api.line.me/oauth2/v2.1/token",
    "https://api.line.me/oauth2/v2.1/token",
)
# Decision 13: pages with LINE's button may send a form on to LINE, and no others.
LINE_HOST = "{0.scheme}://{0.netloc}".format(urlsplit(LINE_AUTHORIZE_URL)) if LINE_SIGN_IN else ""
SOCIALACCOUNT_PROVIDERS = {
    "line": {
        "APPS": [{"client_id": _line["LINE_CHANNEL_ID"], "secret": _line["LINE_CHANNEL_SECRET"]}]
        if LINE_SIGN_IN
        else [],
        "SCOPE": ["openid"],
        "OAUTH_PKCE_ENABLED": True,
    }
}
