from articles.models.article import ArticleSource, LawArticlePage, LawIndexPage
from articles.models.review import LegalReview, LegalReviewTask

__all__ = ["ArticleSource", "LawArticlePage", "LawIndexPage", "LegalReview", "LegalReviewTask"]
