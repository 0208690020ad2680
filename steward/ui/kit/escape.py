"""Any text, shown to the letter by Streamlit's Markdown."""

import re

# Streamlit turns some words into links, icons and arrows *after* Markdown's own escapes are read; a joiner that nobody
# sees keeps those words in two halves.
JOINER = "\N{WORD JOINER}"
_LATE = re.compile(r"(?<=:)(?=[\w+/-])|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


def plain(text: str) -> str:
    """The text as one paragraph of Markdown that reads exactly as written: no links, maths, colours, icons or HTML."""
    joined = _LATE.sub(JOINER, _BREAKS.sub(" ", text.strip()))
    return _PUNCTUATION.sub(r"\\\1", joined)
