from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    label = "articles"
    verbose_name = "กฎหมายดิจิทัล"

    def ready(self) -> None:
        from articles import signals
        from articles.models import LawArticlePage
        from portal.tracking.objects import register

        register(LawArticlePage, "article")
        signals.connect()
