"""The history of an account's plan: who changed what, when; any earlier version can be read and restored."""

from steward.ui.kit import show
from steward.ui.kit.selection import choose_account
from steward.ui.kit.who import who
from steward.ui.plans import history as plan_history
from steward.ui.plans.files import opened_plan

subject = choose_account()
plan = opened_plan(subject.account_id)
file = plan_history.choose_file(plan)
events = plan_history.events(file)
show.headline(plan_history.sentence(events), f"History · {subject.account.name}")
author = who()
plan_history.show_events(subject, file, events, author)
