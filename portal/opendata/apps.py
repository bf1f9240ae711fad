from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "portal.opendata"
    label = "opendata"
    verbose_name = "ข้อมูลเปิด"
