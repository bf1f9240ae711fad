from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "media"
    label = "media"
    verbose_name = "คลังสื่อ"

    def ready(self) -> None:
        from media.models import AlbumPage, InfographicPage, VideoPage
        from portal.tracking.objects import register

        register(VideoPage, "video")
        register(InfographicPage, "infographic")
        register(AlbumPage, "album")
