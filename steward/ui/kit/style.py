"""The one stylesheet of our own, for what Streamlit's theme has no setting for; its colours are the theme's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import streamlit as st

from steward.exhibits import Mood

HERE = Path(__file__).parent
COLOURS = {"page": "backgroundColor", "line": "borderColor", "accent": "primaryColor", "pressing": "redColor"}
"""What the sheet calls a colour, and the theme's option for it."""
MOODS = {Mood.GOOD: "green", Mood.WATCH: "orange", Mood.BAD: "red", Mood.NEUTRAL: "gray"}
"""What Streamlit calls the colour of a word, by what it says."""
PAPER = {"ink": "textColor", "line": "borderColor"}
"""The same of what is printed, which is light whatever the screen is."""
QUIET = {"light": "#5B6472", "dark": "#A9B2C0"}
"""Of small words: Streamlit's own are too pale to be read by everybody."""


_ASKED: set[str] = set()
_BEFOREHAND: ContextVar[str] = ContextVar("scheme of what is laid out beforehand", default="")


def style() -> None:
    """Lays it over the page; it takes no room."""
    mode = scheme()
    named = "".join(f"--steward-{name}: {st.get_option(f'theme.{mode}.{option}')};" for name, option in COLOURS.items())
    named += f"--steward-quiet: {QUIET[mode]};"
    named += "".join(
        f"--steward-paper-{name}: {st.get_option(f'theme.light.{option}')};" for name, option in PAPER.items()
    )
    sheets = ("style.css", "dark_on_paper.css") if mode == "dark" else ("style.css",)
    st.html(f"<style>:root {{ {named} }}\n{''.join(map(_sheet, sheets))}</style>")


def accent() -> str:
    """The theme's one accent, for what is drawn as a picture."""
    return str(st.get_option(f"theme.{scheme()}.primaryColor"))


def page_colour() -> str:
    """Of the page behind everything."""
    return str(st.get_option(f"theme.{scheme()}.backgroundColor"))


def text_colour() -> str:
    """Of what is written on it."""
    return str(st.get_option(f"theme.{scheme()}.textColor"))


def ink_of(mood: Mood) -> str:
    """What a word of a mood is written in where there is no Markdown to say so."""
    return str(st.get_option(f"theme.{scheme()}.{MOODS[mood]}TextColor"))


def scheme() -> str:
    """Whether the reader has it `light` or `dark`."""
    if beforehand := _BEFOREHAND.get():
        return beforehand
    asked = st.context.theme.type or "light"
    _ASKED.add(asked)
    return asked


def schemes() -> tuple[str, ...]:
    """Those that readers of this server have."""
    return tuple(_ASKED) or ("light",)


@contextmanager
def as_if(beforehand: str) -> Iterator[None]:
    """What is laid out before anybody looks is laid out for who has this scheme."""
    token = _BEFOREHAND.set(beforehand)
    try:
        yield
    finally:
        _BEFOREHAND.reset(token)


@cache
def _sheet(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
