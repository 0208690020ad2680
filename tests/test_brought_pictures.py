"""Pictures that people bring: looked at before they are unpacked, and never by another program."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from steward.errors import PictureRefused
from steward.exhibits import Receipt
from steward.plans.customer.review import Review, SlideChoice, SlideKind
from steward.services.reviews.opened import PICTURES, cleaned, pictures_of
from tests.pictures_made import png_of

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"
RECEIPT = Receipt("m", date(2026, 9, 30), "slides")


def _made(mode: str, size: tuple[int, int], kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def _in_folder(folder: Path, content: bytes) -> list[str]:
    """The pictures a review shows of a file that somebody put into its folder by hand."""
    (folder / PICTURES).mkdir(exist_ok=True)
    (folder / PICTURES / "a.png").write_bytes(content)
    choice = SlideChoice(id="office", kind=SlideKind.PICTURE, title="Our office", picture="a.png", alt="A wall")
    return list(pictures_of(folder, Review(account_id="A1", slides=(choice,)), RECEIPT))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (EPS, "no picture"),
        (b"\xc5\xd0\xd3\xc6" + b"\0" * 40 + EPS, "no picture"),
        (b"%PDF-1.7", "no picture"),
        (_made("RGB", (30, 20))[:-20], "no picture"),
        (png_of(30_000, 30_000), "50 million pixels"),
        (png_of(8_000, 8_000), "50 million pixels"),
        (_made("RGB", (30, 20)) + b"\0" * 40_000_000, "40 MB"),
    ],
)
def test_what_would_run_a_program_or_fill_the_memory_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(PictureRefused, match=why):
        cleaned(content)
    assert _in_folder(tmp_path, content) == []


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_picture_of_any_make_is_kept_no_larger_than_a_slide_needs(mode: str, tmp_path: Path) -> None:
    content = _made(mode, (5_000, 1_000), "JPEG" if mode == "CMYK" else "PNG")
    clean, _ = cleaned(content)
    assert Image.open(io.BytesIO(clean)).size == (2_400, 480)
    assert _in_folder(tmp_path, content) == ["a.png"]
