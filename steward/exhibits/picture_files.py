"""What may be opened as a picture: told by its first bytes and its size, before anything of it is unpacked."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from steward.errors import PictureRefused

KINDS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
"""What slides and browsers show. Nothing else is tried: to draw an EPS, whatever its name, a program would be run."""
MOST_BYTES, MOST_PIXELS = 40_000_000, 50_000_000
_UNREADABLE = (OSError, UnidentifiedImageError, ValueError, SyntaxError, EOFError, MemoryError)


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height of a picture that has been looked through and not unpacked. Raises PictureRefused."""
    with _refusing(content), Image.open(io.BytesIO(content), formats=KINDS) as picture:
        _refuse_large(picture)
        picture.verify()
        return picture.size


def reduced(content: bytes, longest: int) -> Image.Image:
    """A picture no wider or higher than `longest`; a large JPEG is not even unpacked whole. Raises PictureRefused."""
    size_of(content)
    with _refusing(content), Image.open(io.BytesIO(content), formats=KINDS) as picture:
        picture.draft(None, (longest, longest))
        drawn = picture if picture.mode in ("L", "RGB", "RGBA") else picture.convert("RGBA")
        drawn.thumbnail((longest, longest))
        return drawn.copy()


def read_picture(path: Path) -> tuple[bytes, tuple[int, int]]:
    """A file's content, and its width and height. Raises PictureRefused, also where it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_heavy()
        content = path.read_bytes()
    except OSError as problem:
        raise PictureRefused(f"The picture {path.name} cannot be read: {problem.strerror}.") from problem
    return content, size_of(content)


def is_too_large(content: bytes) -> bool:
    """Whether this is a picture of more pixels than any slide is worth."""
    try:
        with Image.open(io.BytesIO(content), formats=(*KINDS, "WEBP")) as picture:
            return picture.width * picture.height > MOST_PIXELS
    except Image.DecompressionBombError:
        return True
    except _UNREADABLE:
        return False


@contextmanager
def _refusing(content: bytes) -> Iterator[None]:
    """Whatever a library says to a broken picture, in a sentence."""
    if len(content) > MOST_BYTES:
        raise _too_heavy()
    try:
        yield
    except Image.DecompressionBombError:
        raise _too_large() from None
    except _UNREADABLE as problem:
        raise PictureRefused("This is no picture that can be read; bring a PNG or a JPEG.") from problem


def _refuse_large(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()


def _too_heavy() -> PictureRefused:
    return PictureRefused(f"The picture is larger than {MOST_BYTES // 1_000_000} MB; make it smaller first.")


def _too_large() -> PictureRefused:
    millions = MOST_PIXELS // 1_000_000
    return PictureRefused(f"The picture has more than {millions} million pixels; make it smaller first.")
