"""The endpoint in front of the smallest Django site there is: an empty view, and pages that have themselves counted."""

import os
import uuid
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.tracking.alone_settings")

from django.core.wsgi import get_wsgi_application
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import path

from portal.tracking.endpoint import BeaconApp
from portal.tracking.objects import ObjectRef, sign

ROOT = Path(__file__).parent.parent.parent
FILES = {
    "beacon.js": ROOT / "portal/core/static/portal/js/beacon.js",
    "video.mp4": ROOT / "portal/demo/media/stop-think-check.mp4",
}


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


def page(request: HttpRequest, number: int) -> HttpResponse:
    """A page as templates print it; ?inner, ?video and ?autoplay make it one of those."""
    signed = sign(ObjectRef("lesson", uuid.UUID(int=number), "th", 1))
    video = sign(ObjectRef("video", uuid.UUID(int=number), "th", 1))
    inner = " data-n" if "inner" in request.GET else ""
    shown = ""
    if "video" in request.GET:
        autoplay = " autoplay muted" if "autoplay" in request.GET else ""
        shown = f'<video controls{autoplay} src="/file/video.mp4" data-video-o="{video}"></video>'
    return HttpResponse(
        f'<!doctype html><title>{number}</title><a href="/page/{number + 1}/">on</a>{shown}'
        f'<script src="/file/beacon.js" defer data-o="{signed}"{inner}></script>'
        f'<noscript><img src="/e/p.gif?o={signed}" alt="" width="1" height="1"></noscript>',
        headers={"Content-Security-Policy": "default-src 'self'"},
    )


def file(request: HttpRequest, name: str) -> FileResponse:
    return FileResponse(FILES[name].open("rb"))


urlpatterns = [path("empty/", empty), path("page/<int:number>/", page), path("file/<str:name>", file)]
application = BeaconApp(get_wsgi_application())
