"""What people and systems write, as Streamlit's Markdown shows it: to the letter, or with the little a plan may use."""

import re

# Streamlit turns some words into links, icons and arrows *after* Markdown's own escapes are read; a joiner that nobody
# sees keeps those words in two halves.
JOINER = "\N{WORD JOINER}"
_LATE = re.compile(r"(?<=:)(?=[\w+/-])|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_MADE = re.compile(r"(?<=!)(?=\[)|(?<=:)(?=[\w+-]+(?:/\w+)?:)|(?<=:)(?=:|[\w-]+[\[{])")
"""Where a picture, an emoji or icon, and a colour or badge would begin."""
_SIGN = re.compile(r"(?<=[−+])(?=[$£¥\u20A0-\u20CF])")
"""Where a line would end between a sign and its currency."""
_MATHS = re.compile(r"(?<!\\)((?:\\\\)*)\$")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


def plain(text: str) -> str:
    """The text as one paragraph of Markdown that reads exactly as written: no links, maths, colours, icons or HTML."""
    joined = signs_joined(_LATE.sub(JOINER, _BREAKS.sub(" ", text.strip())))
    return _PUNCTUATION.sub(r"\\\1", joined)


def signs_joined(text: str) -> str:
    """The text, in which a sign is on one line with its amount."""
    return _SIGN.sub(JOINER, text)


def formatted(text: str) -> str:
    """The Markdown of a plan: paragraphs, lists, bold, links. No pictures, which the reader's browser would fetch from
    wherever they are; and none of what Streamlit adds to Markdown, which nobody who writes a plan has in mind."""
    return _MATHS.sub(r"\1\\$", _MADE.sub(JOINER, text))
