from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "บัญชีผู้ใช้"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from portal.accounts import addresses, personal, second_factor, sessions
        from portal.accounts.groups import ensure_groups
        from portal.accounts.models import User

        post_migrate.connect(ensure_groups, dispatch_uid="accounts.groups")
        post_save.connect(addresses.follow, sender=User, dispatch_uid="accounts.addresses")
        user_logged_in.connect(sessions.signed_in, dispatch_uid="accounts.sessions")
        authenticator_added.connect(second_factor.added, dispatch_uid="accounts.second_factor")
        personal.register_holdings()
