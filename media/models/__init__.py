from media.models.library import PortalDocument, PortalImage, PortalRendition
from media.models.pages import AlbumPage, AlbumPicture, InfographicPage, MediaIndexPage, VideoPage

__all__ = [
    "AlbumPage",
    "AlbumPicture",
    "InfographicPage",
    "MediaIndexPage",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "VideoPage",
]
