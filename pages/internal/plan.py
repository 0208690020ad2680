"""The account plan, a section at a time: agreed with the customer, and ours alone."""

import streamlit as st

from steward.ui.account.cockpit import show_cockpit
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account
from steward.ui.kit.who import who
from steward.ui.plans import editor as plan_editor
from steward.ui.plans.files import opened_plan

subject = choose_account()
show_cockpit(subject)
plan = opened_plan(subject.account_id)
show.headline(plan.headline, f"Account plan · {subject.account.name}")
author = who()
plan_editor.show_problems(plan)
if not plan.exists:
    plan_editor.start_plan(subject, plan, author)
    st.stop()
plan_editor.show_missing(subject, plan.completeness)
file, section = plan_editor.choose_section(plan)
plan_editor.edit_section(subject.account_id, plan.file(file), section, author)
