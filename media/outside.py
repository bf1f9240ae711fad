"""Video addresses of other sites whose players we know."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

# YouTube's own address for players that set no cookie before the play button is pressed.
FRAME_HOST = "https://www.youtube-nocookie.com"
YOUTUBE = {"www.youtube.com", "m.youtube.com", "youtube.com", "www.youtube-nocookie.com"}
VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")


def frame_url(address: str) -> str:
    """The player's address for a video's address on YouTube; "" for any other site."""
    parts = urlsplit(address)
    if parts.hostname == "youtu.be":
        video = parts.path.lstrip("/")
    elif parts.hostname in YOUTUBE and parts.path == "/watch":
        video = parse_qs(parts.query).get("v", [""])[0]
    elif parts.hostname in YOUTUBE:
        video = parts.path.removeprefix("/embed/").removeprefix("/shorts/")
    else:
        return ""
    return f"{FRAME_HOST}/embed/{video}" if VIDEO_ID.fullmatch(video) else ""
