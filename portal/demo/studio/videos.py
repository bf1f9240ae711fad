"""Short films: each scene of videos/*.yaml drawn moment by moment, with Thai captions beside it as WebVTT.

1280 × 720, 12 frames a second, H.264 (yuv420p), no sound track: the words are on the screen and in the captions.
"""

import base64
import io
import shutil
import subprocess
from html import escape

import yaml
from PIL import Image

from . import film_scam_call, film_stop_think
from .motion import LINE, clamp, spring
from .stage import CONTENT, MEDIA, show, stage
from .svg import document

SIZE = (1280, 720)
RATE = 12  # frames a second
FADE = 0.45  # seconds in which one scene gives way to the next
QUALITY = 24  # x264 -crf: higher is smaller
LIMIT = 2_500_000  # bytes of one film
FILMS = {"scam-call-hang-up": film_scam_call, "stop-think-check": film_stop_think}

CSS = """
body{width:1280px;height:720px;overflow:hidden;background:#fffdf8}
.scene{position:absolute;inset:0}.scene svg{width:1280px;height:720px}
.words{position:absolute;left:40px;right:40px;top:30px;display:flex;justify-content:center;flex-wrap:wrap;gap:18px}
.words b{display:block;background:#fffdf8;color:#1b2a30;border:5px solid #1b2a30;border-radius:999px;padding:4px 50px 10px;font-size:70px;line-height:1.6;font-weight:700}
.words b.number{font-size:120px;line-height:1.3;color:#fffdf8;background:#0b5552;padding:0 70px}
"""


def words(text, t):
    """The on-screen words; parts divided by · come one after another."""
    made = []
    for i, part in enumerate(text.split(" · ")):
        start = 0.35 + i * 0.7
        size, alpha = 0.7 + 0.3 * spring(t, start, 0.5), clamp((t - start) * 5)
        kind = ' class="number"' if text.isdigit() else ""
        made.append(f'<b{kind} style="opacity:{alpha:.2f};transform:scale({size:.3f})">{escape(part)}</b>')
    return f'<div class="words">{"".join(made)}</div>'


def moment(film, scenes, index, t):
    """One scene at ``t`` seconds from its beginning, as HTML."""
    drawn = document(640, 360, film.SCENES[index](t, scenes[index]["seconds"]), line=LINE)
    return f'<div class="scene">{drawn}{words(scenes[index]["on_screen"], t)}</div>'


def frame(film, scenes, starts, clock):
    """The whole picture at ``clock`` seconds of the film."""
    index = max(i for i, start in enumerate(starts) if start <= clock + 1e-9)
    t = clock - starts[index]
    html = moment(film, scenes, index, t)
    if index and t < FADE:
        before = moment(film, scenes, index - 1, scenes[index - 1]["seconds"] + t)
        html = f'{before}<div style="opacity:{t / FADE:.3f}">{html}</div>'
    return html


def stamp(seconds):
    """A WebVTT time."""
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def captions(scenes):
    """WebVTT with one cue a scene; a cue ends a moment before the next begins."""
    cues, clock = ["WEBVTT", ""], 0.0
    for number, item in enumerate(scenes, 1):
        end = clock + item["seconds"]
        cues += [str(number), f"{stamp(clock + 0.1)} --> {stamp(end - 0.1)}", item["caption"].strip(), ""]
        clock = end
    return "\n".join(cues)


def encoder(path):
    """ffmpeg taking PNG frames on its standard input."""
    return subprocess.Popen(  # noqa: S603  (its own arguments, never a visitor's)
        [
            shutil.which("ffmpeg") or "ffmpeg",
            "-y",
            "-loglevel",
            "error",
            "-f",
            "image2pipe",
            "-framerate",
            str(RATE),
            "-c:v",
            "png",
            "-i",
            "-",
            "-an",
            "-c:v",
            "libx264",
            "-preset",
            "veryslow",
            "-tune",
            "animation",
            "-crf",
            str(QUALITY),
            "-pix_fmt",
            "yuv420p",
            "-g",
            str(RATE * 4),
            "-vf",
            "scale=out_color_matrix=bt709:out_range=tv",
            "-colorspace",
            "bt709",
            "-color_primaries",
            "bt709",
            "-color_trc",
            "bt709",
            "-movflags",
            "+faststart",
            "-map_metadata",
            "-1",
            str(path),
        ],
        stdin=subprocess.PIPE,
    )


def put(page, html):
    page.evaluate("html => { document.body.innerHTML = html }", html)


def film_one(page, slug, content, out):
    """Draw one film, its poster and its captions; returns (path, bytes, note) of each."""
    film, scenes = FILMS[slug], content["scenes"]
    if len(film.SCENES) != len(scenes):
        raise ValueError(f"{slug}: {len(scenes)} scenes are written and {len(film.SCENES)} are drawn.")
    starts = [sum(item["seconds"] for item in scenes[:i]) for i in range(len(scenes))]
    length = sum(item["seconds"] for item in scenes)
    show(page, "", CSS)
    path = out / f"{slug}.mp4"
    pipe = encoder(path)
    camera = page.context.new_cdp_session(page)
    before, shot = "", b""
    for number in range(round(length * RATE)):
        html = frame(film, scenes, starts, number / RATE)
        if html != before:  # nothing moved: the same picture again
            put(page, html)
            taken = camera.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
            before, shot = html, base64.b64decode(taken["data"])
        pipe.stdin.write(shot)
    pipe.stdin.close()
    if pipe.wait():
        raise RuntimeError(f"{slug}: ffmpeg could not write {path}.")
    if path.stat().st_size > LIMIT:
        raise ValueError(f"{path.name}: {path.stat().st_size} bytes, more than {LIMIT}. Raise QUALITY.")
    index, t = film.POSTER
    put(
        page,
        moment(film, [{**scenes[index], "on_screen": content["title"]}], 0, t)
        if index == 0
        else moment(film, scenes, index, t),
    )
    poster = out / f"{slug}.webp"
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(poster, "WEBP", quality=88, method=6)
    vtt = out / f"{slug}.vtt"
    vtt.write_text(captions(scenes), encoding="utf-8")
    return [
        (path, path.stat().st_size, f"{length:g} s"),
        (poster, poster.stat().st_size, SIZE),
        (vtt, vtt.stat().st_size, ""),
    ]


def stills(out, every=None):
    """One still a scene (at its middle) as PNG, to look at before filming; ``every`` limits to one slug."""
    with stage(*SIZE) as page:
        for slug, film in FILMS.items():
            if every and slug != every:
                continue
            scenes = yaml.safe_load((CONTENT / "videos" / f"{slug}.yaml").read_text(encoding="utf-8"))["scenes"]
            show(page, "", CSS)
            for index, item in enumerate(scenes):
                put(page, moment(film, scenes, index, item["seconds"] * 0.62))
                page.screenshot(path=str(out / f"{slug}-{index + 1:02d}.png"))


def render(out=MEDIA, only=None):
    """Draw every film; returns (path, bytes, note) of each file."""
    done = []
    with stage(*SIZE) as page:
        for slug in FILMS:
            if only is None or slug in only:
                content = yaml.safe_load((CONTENT / "videos" / f"{slug}.yaml").read_text(encoding="utf-8"))
                done += film_one(page, slug, content, out)
    return done
