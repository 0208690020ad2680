"""The one stylesheet of our own, for what Streamlit's theme has no setting for; its colours are the theme's."""

from functools import cache
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
COLOURS = {"page": "backgroundColor", "line": "borderColor", "accent": "primaryColor"}
"""What the sheet calls a colour, and the theme's option for it."""
QUIET = {"light": "#5B6472", "dark": "#A9B2C0"}
"""Of small words: Streamlit's own are too pale to be read by everybody."""


def style() -> None:
    """Lays it over the page; it takes no room."""
    scheme = _scheme()
    named = "".join(
        f"--steward-{name}: {st.get_option(f'theme.{scheme}.{option}')};" for name, option in COLOURS.items()
    )
    named += f"--steward-quiet: {QUIET[scheme]};"
    st.html(f"<style>:root {{ {named} }}\n{_sheet()}</style>")


def accent() -> str:
    """The theme's one accent, for what is drawn as a picture."""
    return str(st.get_option(f"theme.{_scheme()}.primaryColor"))


def page_colour() -> str:
    """Of the page behind everything."""
    return str(st.get_option(f"theme.{_scheme()}.backgroundColor"))


def _scheme() -> str:
    return st.context.theme.type or "light"


@cache
def _sheet() -> str:
    return (HERE / "style.css").read_text(encoding="utf-8")
