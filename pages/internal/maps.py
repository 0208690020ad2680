"""The relationship maps of the whole book, for our own eyes."""

import streamlit as st

from steward.briefings.internal.map_book import map_book
from steward.ui import show
from steward.ui.plan_files import shelved_plans
from steward.ui.selection import choose_book, open_account

book = choose_book()
brief = map_book(book, *shelved_plans())
show.headline(brief.headline, f"Relationship maps of the book · {book.quarter.spoken}")
show.figures(brief.figures)
st.markdown("### Every account by its map", anchors=False)
picked = show.table(brief.accounts, selectable=True)
if picked:
    open_account(picked, "pages/internal/relationship_map.py")
if brief.champions:
    show.exhibit(brief.champions)
