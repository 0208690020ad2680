"""The customer's review: its slides as they will be, and the deck to download."""

import streamlit as st

from steward.briefings.customer.storyline import customer_review
from steward.ui import show
from steward.ui.cache import kept
from steward.ui.deck import download_deck
from steward.ui.plan_files import success_plan
from steward.ui.selection import choose_account

subject = choose_account()
investment = st.toggle("Include the investment summary", key="investment")
agreed = success_plan(subject.account_id)
review = kept(
    lambda: customer_review(subject, agreed.plan, investment=investment),
    "review", subject.account_id, subject.quarter, investment, agreed.digest,
)  # fmt: skip
show.headline(
    f"{len(review.slides)} slides for {subject.account.name}", f"Quarterly business review · {subject.quarter.spoken}"
)
download_deck(review)
for slide in review.slides:
    show.slide_preview(slide)
show.left_out(review.left_out)
