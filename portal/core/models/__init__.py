from portal.core.models.help import Hotline, SiteSettings
from portal.core.models.page import BasePage, Production
from portal.core.models.taxonomy import Audience, Competence, Level, Project, Topic

__all__ = [
    "Audience",
    "BasePage",
    "Competence",
    "Hotline",
    "Level",
    "Production",
    "Project",
    "SiteSettings",
    "Topic",
]
