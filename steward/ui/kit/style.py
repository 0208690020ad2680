"""The one stylesheet of our own, for what Streamlit's theme has no setting for; its colours are the theme's."""

from functools import cache
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
COLOURS = {"page": "backgroundColor", "line": "borderColor", "accent": "primaryColor"}
"""What the sheet calls a colour, and the theme's option for it."""


def style() -> None:
    """Lays it over the page; it takes no room."""
    scheme = st.context.theme.type or "light"
    named = "".join(
        f"--steward-{name}: {st.get_option(f'theme.{scheme}.{option}')};" for name, option in COLOURS.items()
    )
    st.html(f"<style>:root {{ {named} }}\n{_sheet()}</style>")


@cache
def _sheet() -> str:
    return (HERE / "style.css").read_text(encoding="utf-8")
