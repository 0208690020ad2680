"""The pages of a PDF as pictures."""

import io
from threading import Lock

import pypdfium2
from PIL import Image

from steward.errors import NotPrinted

QUALITY = 85
_PDFIUM = Lock()
"""PDFium knows no threads."""


def page_pictures(pdf: bytes, width: int) -> tuple[bytes, ...]:
    """Each page as a JPEG so many pixels wide, in order. Raises NotPrinted."""
    try:
        with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
            return tuple(_picture(page, width) for page in document)
    except pypdfium2.PdfiumError as problem:
        raise NotPrinted(f"The PDF could not be drawn: {problem}.") from problem


def smaller(picture: bytes, width: int) -> bytes:
    """A picture so many pixels wide."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as drawn:
        drawn.resize((width, round(drawn.height * width / drawn.width)), Image.Resampling.LANCZOS).save(
            out, "JPEG", quality=QUALITY
        )
    return out.getvalue()


def _picture(page: pypdfium2.PdfPage, width: int) -> bytes:
    out = io.BytesIO()
    page.render(scale=width / page.get_width()).to_pil().convert("RGB").save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
