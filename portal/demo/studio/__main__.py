"""``python -m portal.demo.studio [draw] [marks] [certificates] [infographics] [albums] [videos]``: render, by hand, what is committed.

Without a name everything is rendered. Needs Chromium, Playwright and, for the videos, ffmpeg (development only).
"""

import sys


def jobs():
    from . import albums, certificates, draw, infographics, og, videos

    return {
        "draw": draw.render,
        "marks": og.render,
        "certificates": certificates.render,
        "infographics": infographics.render,
        "albums": albums.render,
        "videos": videos.render,
    }


def main(names):
    known = jobs()
    for name in names or known:
        if name not in known:
            raise SystemExit(f"“{name}” is not a job of the studio. Choose from: {', '.join(known)}.")
        for path, size, *note in known[name]():
            print(f"{size:>9,}  {path.name}  {' '.join(map(str, note))}")


if __name__ == "__main__":
    main(sys.argv[1:])
