"""Our strategy for one account, for our own eyes."""

from steward.briefings.internal.maps.relationship_map import relationship_map
from steward.briefings.internal.maps.source import map_source
from steward.briefings.internal.plans.names import StrategySubject
from steward.briefings.internal.plans.strategy import override_text, strategy
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account
from steward.ui.plans.document import download_plan
from steward.ui.plans.editor import show_problems
from steward.ui.plans.files import opened_plan
from steward.ui.plans.links import edit_links, no_plan_yet

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
