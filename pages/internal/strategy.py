"""Our strategy for one account, for our own eyes."""

from steward.briefings.internal.map_source import map_source
from steward.briefings.internal.plan_names import StrategySubject
from steward.briefings.internal.relationship_map import relationship_map
from steward.briefings.internal.strategy import override_text, strategy
from steward.ui import show
from steward.ui.plan_editor import show_problems
from steward.ui.plan_files import opened_plan
from steward.ui.plan_links import edit_links, no_plan_yet
from steward.ui.plan_paper import download_plan
from steward.ui.selection import choose_account

subject = choose_account()
plan = opened_plan(subject.account_id)
if not plan.strategy.exists:
    no_plan_yet(subject, "strategy")
about = StrategySubject(subject, plan.success.plan, plan.strategy.plan)
brief = strategy(about)
show.headline(brief.headline, f"Strategy · {brief.account_name}")
show_problems(plan)
edit_links(subject)
download_plan(subject, plan)
show.figures(brief.figures)
show.notice(override_text(about))
show.paragraphs(brief.words)
show.exhibit(relationship_map(map_source(subject, plan)).picture)
show.exhibits(brief.exhibits)
