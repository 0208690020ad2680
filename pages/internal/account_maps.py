"""The relationship map of one account: drawn, edited, and what follows from it."""

from steward.services import maps
from steward.ui.account.cockpit import show_cockpit
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account
from steward.ui.kit.who import who
from steward.ui.maps import page as map_page
from steward.ui.plans.editor import show_problems
from steward.ui.plans.files import opened_plan, plans

subject = choose_account()
show_cockpit(subject)
now = opened_plan(subject.account_id)
source = map_page.source_of(subject, now)
brief = maps.of_account(source, plans())
show.headline(brief.headline, f"Relationship map · {subject.account.name}")
author = who()
show_problems(now)
if not map_page.settled(source, now, author):
    map_page.edit(source, brief, now, author)
    show.figures(brief.figures)
    map_page.findings(brief.findings)
    map_page.what_if(source, brief)
    show.exhibits(brief.exhibits)
    map_page.tables(source, now, author)
    show.missing(brief.missing)
