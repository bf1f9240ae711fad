"""An outside player, opened by a tap on an address of its own (decision 13): no other page lets another site in.

Its plays are not counted here; staff declare what the outside site counted, with evidence (counting rule 13).
"""

from __future__ import annotations

import uuid

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from media.models import VideoPage
from media.outside import FRAME_HOST, frame_url
from portal.core.listing import open_to_all


@csp_update({"frame-src": [FRAME_HOST]})
@require_safe
def player(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """GET /th/player/<key>/: the outside player of a live video page.

    404 when the page has none, or when its address is of a site no player is known of.
    """
    videos = open_to_all(VideoPage.objects.filter(translation_key=key)).exclude(embed_url="")
    page = videos.select_related("locale").first()
    address = frame_url(page.embed_url) if page else ""
    if page is None or not address:
        raise Http404
    response = render(request, "media/player.html", {"page": page, "address": address})
    patch_cache_control(response, private=True, no_store=True)
    return response
