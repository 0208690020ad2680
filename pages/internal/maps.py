"""The relationship maps of the whole book, for our own eyes."""

import streamlit as st

from steward.briefings.internal.scope.filters import EVERYTHING
from steward.services import maps
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.selection import choose_book, open_account
from steward.ui.plans.cache import briefed

book = choose_book()
brief = briefed(maps, book, EVERYTHING)
show.headline(brief.headline, f"Relationship maps of the book · {book.quarter.spoken}")
show.figures(brief.figures)
st.markdown("## Every account by its map", anchors=False)
picked = show.table(brief.accounts, selectable=True)
if picked:
    open_account(picked, pages.RELATIONSHIP_MAP.path)
if brief.champions:
    show.exhibit(brief.champions)
show.nothing_of({"champions": brief.champions})
