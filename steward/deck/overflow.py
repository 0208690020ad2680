"""What did not fit on a finished deck: texts that were cut and rows that were left out, slide by slide."""

import io
import re
from html import unescape
from zipfile import ZipFile

from steward.deck.text import ELLIPSIS

_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_TEXT = re.compile(rb"<a:t>([^<]*)</a:t>")
_MORE = re.compile(r"and [\d,]+ more( rows?)?")


def cut_texts(deck: bytes) -> list[tuple[str, str]]:
    """(first text of the slide, cut text) of everything that was shortened, in the order of the slides' parts."""
    found = []
    with ZipFile(io.BytesIO(deck)) as package:
        names = sorted((int(match[1]), name) for name in package.namelist() if (match := _SLIDE.fullmatch(name)))
        for _, name in names:
            texts = [unescape(text.decode()) for text in _TEXT.findall(package.read(name))]
            found += [(texts[0], text) for text in texts if text.endswith(ELLIPSIS) or _MORE.fullmatch(text)]
    return found
