"""Files of a kit's release, taken at an address of the portal's so that they are counted."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_safe

from courses.models import KitPage, KitRelease
from portal.accounts.roles import may_see_answer_keys
from portal.accounts.second_factor import way_to_show
from portal.core.files import send_file
from portal.tracking.downloads import record_download
from portal.tracking.objects import ref_for


@require_safe
def kit_file(request: HttpRequest, release: uuid.UUID, path: str) -> HttpResponseBase:
    """GET /kit-files/<release>/<path>: one file, with byte ranges.

    404 for files the release does not list, and for the trainers' files to everyone who may not see answer keys; those
    who may show their second factor first, where one is required.
    """
    found = KitRelease.objects.ready().filter(uuid=release).first()
    item = found.items.filter(path=path).first() if found else None
    if found is None or item is None or (item.trainers_only and not may_see_answer_keys(request.user)):
        raise Http404
    if item.trainers_only and (address := way_to_show(request)):
        return HttpResponseRedirect(address)
    response = send_file(
        request,
        found.folder / item.path,
        name=item.filename,
        attachment=True,
        etag=item.sha256,
        max_age=0 if item.trainers_only else 3600,
    )
    if item.trainers_only:
        response["Cache-Control"] = "private, no-store"
    kit = KitPage.objects.filter(translation_key=found.kit_key, locale__language_code=found.language).first()
    if kit is not None:
        record_download(request, response, ref_for(kit, request))
    return response
