from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    label = "articles"
    verbose_name = "กฎหมายดิจิทัล"

    def ready(self) -> None:
        from articles import signals
        from articles.models import LawArticlePage, LegalReview
        from portal.accounts import personal_data
        from portal.tracking.objects import register

        register(LawArticlePage, "article")
        signals.connect()
        personal_data.register(
            personal_data.Holding(
                LegalReview,
                "reviewer",
                personal_data.rows_of(LegalReview, "reviewer", "title", "reviewer_name", "signed_at"),
                personal_data.unlink(LegalReview, "reviewer"),
                reason="who signed a text of law stays written under it",
            )
        )
