"""The debrief of a review, for our own eyes: how it went, and what became of the promises of this account."""

import streamlit as st

from steward.briefings.customer.commitments import ledger, quarter_table, title
from steward.follow_up import opened_debrief
from steward.ui import show
from steward.ui.debrief_page import edit_debrief
from steward.ui.plan_editor import author_of
from steward.ui.plan_files import opened_plan, plans
from steward.ui.review_papers import download_debrief, download_leadership, download_minutes, download_tasks
from steward.ui.reviews import opened_review
from steward.ui.selection import choose_account, saying_no

subject = choose_account()
with saying_no():
    opened = opened_review(subject)
names = opened.names
said = title(names, names.plan.commitments, "they") if names.plan.commitments else "No promise is written yet"
show.headline(said, f"Debrief · {subject.account.name} · {subject.quarter.spoken}")
author = author_of(subject)
edit_debrief(opened, opened_debrief(plans(), subject), author)
with st.container(horizontal=True):
    download_minutes(subject, opened)
    download_debrief(subject, opened)
    download_leadership(subject, opened_plan(subject.account_id))
download_tasks(subject, opened)
show.exhibits([one for one in (quarter_table(names), ledger(names, "they")) if one])
