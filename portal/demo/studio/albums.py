"""Album pictures: the family in twelve scenes, 1200 × 800, from the directions in content/albums/*.yaml."""

import yaml

from . import album_family, album_village
from .album_stage import LINE
from .stage import CONTENT, MEDIA, picture, show, stage
from .svg import document

LIMIT = 150_000  # bytes of one picture


SCENES = {**album_family.SCENES, **album_village.SCENES}


def scene(name):
    return document(600, 400, SCENES[name](), line=LINE)


def wanted():
    """Names of all pictures the albums ask for."""
    names = []
    for source in sorted((CONTENT / "albums").glob("*.yaml")):
        names += [item["name"] for item in yaml.safe_load(source.read_text(encoding="utf-8"))["pictures"]]
    return names


def render(out=MEDIA):
    """Draw every album picture to ``<name>.webp``; returns (path, bytes, size in pixels) of each."""
    done = []
    with stage(1200, 800) as page:
        for name in wanted():
            show(page, scene(name), "svg{width:1200px;height:800px}")
            image = picture(page)
            path_ = out / f"{name}.webp"
            image.save(path_, "WEBP", quality=88, method=6)
            size = path_.stat().st_size
            if size > LIMIT:
                raise ValueError(f"{path_.name}: {size} bytes, more than {LIMIT}. Lower the quality.")
            done.append((path_, size, image.size))
    return done
