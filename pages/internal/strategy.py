"""Our strategy for one account, for our own eyes."""

from steward.services import account, maps
from steward.ui.account.cockpit import show_cockpit
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account
from steward.ui.plans.document import download_plan
from steward.ui.plans.editor import show_problems
from steward.ui.plans.files import opened_plan, plans
from steward.ui.plans.links import edit_links, no_plan_yet

subject = choose_account()
show_cockpit(subject)
plan = opened_plan(subject.account_id)
if not plan.strategy.exists:
    no_plan_yet(subject, "strategy")
about = account.subject_of(subject, plan)
brief = account.strategy(about)
show.headline(brief.headline, f"Strategy · {brief.account_name}")
show_problems(plan)
edit_links(subject)
download_plan(subject, plan, plans())
show.figures(brief.figures)
show.notice(account.override_text(about))
show.paragraphs(brief.words)
show.exhibit(maps.of_account(maps.source(subject, plan), plans()).picture)
show.exhibits(brief.exhibits)
