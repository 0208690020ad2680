"""The passport of one account to take along."""

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.services.handover.documents import file_name_of, passport_deck, passport_document
from steward.services.handover.passport import Passport
from steward.ui.kit.downloads import offer
from steward.ui.plans.files import plans

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DECK = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def download_passport(book: Book, found: Passport) -> None:
    """As Word and as PowerPoint, both internal."""
    whose, files = (found.handover.row.account_id,), plans()
    with st.container(horizontal=True):
        offer(
            "Passport (Word)",
            lambda: passport_document(found),
            file_name_of(book, found, ".docx"),
            WORD,
            what="handover passport",
            accounts=whose,
            icon="description",
            key="handover.docx",
        )
        offer(
            "Passport (PowerPoint)", lambda: passport_deck(book, files, found), file_name_of(book, found, ".pptx"),
            DECK, what="handover passport", accounts=whose, icon="slideshow", key="handover.pptx",
        )  # fmt: skip
