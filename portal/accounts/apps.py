from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "บัญชีผู้ใช้"

    def ready(self) -> None:
        from portal.accounts.groups import ensure_groups

        post_migrate.connect(ensure_groups, dispatch_uid="accounts.groups")
