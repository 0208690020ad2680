"""The logo of a partner that does not exist: a bridge of three arches."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

from steward.whole_files import make_folder, swap

LOGO = "passerelle.png"
PAPER, INK, WATER = (255, 255, 255), (76, 52, 120), (112, 160, 196)
WIDE, HIGH, THICK = 600, 240, 22


def write_logo(review: Path) -> None:
    """Beside a review, where there is none."""
    path = review.parent / "pictures" / LOGO
    if not path.exists():
        make_folder(path.parent)
        swap(path, _drawn())


def _drawn() -> bytes:
    picture = Image.new("RGB", (WIDE, HIGH), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 60, WIDE - 20, 60 + THICK), INK)
    for arch in range(3):
        left = 30 + arch * 180
        pen.arc((left, 80, left + 180, 80 + 2 * 110), 180, 360, INK, THICK)
    pen.rectangle((20, HIGH - 40, WIDE - 20, HIGH - 32), WATER)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
