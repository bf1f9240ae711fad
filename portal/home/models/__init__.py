from portal.home.models.home import AudienceHubPage, HomePage
from portal.home.models.situation import SituationIndexPage, SituationPage
from portal.home.models.standard import StandardPage

__all__ = ["AudienceHubPage", "HomePage", "SituationIndexPage", "SituationPage", "StandardPage"]
