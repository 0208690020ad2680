"""The debrief of a review, for our own eyes: how it went, and what became of the commitments of this account."""

import streamlit as st

from steward.services.commitments import ledger, quarter_table, title
from steward.services.reviews.follow_up import opened_debrief
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account, saying_no
from steward.ui.kit.who import who
from steward.ui.plans.files import opened_plan, plans
from steward.ui.requests.links import raise_of_meeting
from steward.ui.reviews.debrief import edit_debrief
from steward.ui.reviews.documents import download_debrief, download_leadership, download_minutes, download_tasks
from steward.ui.reviews.readiness import opened_review

subject = choose_account()
with saying_no():
    opened = opened_review(subject)
names = opened.names
said = title(names, names.plan.commitments, "they") if names.plan.commitments else "No commitment is written yet"
show.headline(said, f"Debrief · {subject.account.name} · {subject.quarter.spoken}")
author = who()
edit_debrief(opened, opened_debrief(plans(), subject), author)
with st.container(horizontal=True):
    download_minutes(subject, opened)
    download_debrief(subject, opened)
    download_leadership(subject, opened_plan(subject.account_id))
download_tasks(subject, opened)
raise_of_meeting(subject)
by_quarter, all_of_them = quarter_table(names), ledger(names, "they")
show.exhibits([one for one in (by_quarter, all_of_them) if one])
show.nothing_of({"commitments by quarter": by_quarter, "the ledger": all_of_them})
