"""The history of an account's plan: who changed what, when; any earlier version can be read and restored."""

from steward.ui import plan_history, show
from steward.ui.plan_editor import author_of
from steward.ui.plan_files import opened_plan
from steward.ui.selection import choose_account

subject = choose_account()
plan = opened_plan(subject.account_id)
file = plan_history.choose_file(plan)
events = plan_history.events(file)
show.headline(plan_history.sentence(events), f"History · {subject.account.name}")
author = author_of(subject)
plan_history.show_events(subject, file, events, author)
