"""The one stylesheet of our own, for what Streamlit's theme has no setting for; its colours are the theme's."""

from functools import cache
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
COLOURS = {"page": "backgroundColor", "line": "borderColor", "accent": "primaryColor", "pressing": "redColor"}
"""What the sheet calls a colour, and the theme's option for it."""
PAPER = {"ink": "textColor", "line": "borderColor"}
"""The same of what is printed, which is light whatever the screen is."""
QUIET = {"light": "#5B6472", "dark": "#A9B2C0"}
"""Of small words: Streamlit's own are too pale to be read by everybody."""


def style() -> None:
    """Lays it over the page; it takes no room."""
    scheme = _scheme()
    named = "".join(
        f"--steward-{name}: {st.get_option(f'theme.{scheme}.{option}')};" for name, option in COLOURS.items()
    )
    named += f"--steward-quiet: {QUIET[scheme]};"
    named += "".join(
        f"--steward-paper-{name}: {st.get_option(f'theme.light.{option}')};" for name, option in PAPER.items()
    )
    sheets = ("style.css", "dark_on_paper.css") if scheme == "dark" else ("style.css",)
    st.html(f"<style>:root {{ {named} }}\n{''.join(map(_sheet, sheets))}</style>")


def accent() -> str:
    """The theme's one accent, for what is drawn as a picture."""
    return str(st.get_option(f"theme.{_scheme()}.primaryColor"))


def page_colour() -> str:
    """Of the page behind everything."""
    return str(st.get_option(f"theme.{_scheme()}.backgroundColor"))


def _scheme() -> str:
    return st.context.theme.type or "light"


@cache
def _sheet(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
