"""The deck of a review, drawn when it is asked for."""

import tempfile
from pathlib import Path

import streamlit as st

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck
from steward.decks import deck_name
from steward.ui.cache import kept
from steward.ui.selection import saying_no

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def download_deck(review: CustomerReview) -> None:
    """A button for the deck, on our template or on one the reader brings."""
    with st.expander("Use your own PowerPoint template"):
        uploaded = st.file_uploader("Template (.pptx or .potx)", type=["pptx", "potx"], key="template")
    with saying_no():
        content = (
            _on_template(review, uploaded.name, uploaded.getvalue())
            if uploaded
            else kept(lambda: customer_deck(review), "deck", review)
        )
    st.download_button("Download the deck", content, deck_name(review), POWERPOINT, type="primary", on_click="ignore")


def _on_template(review: CustomerReview, name: str, template: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(template)
        return customer_deck(review, path)
