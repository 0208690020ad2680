"""The review of one account and quarter, a walk from its meeting to its debrief."""

from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.services.reviews.follow_up import opened_debrief
from steward.services.reviews.walk import is_over, walk_of
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account, saying_no
from steward.ui.kit.who import who
from steward.ui.plans.files import plans
from steward.ui.reviews.check import findings, sentence
from steward.ui.reviews.page import choose_step, show_step
from steward.ui.reviews.readiness import opened_review

subject = choose_account()
with saying_no():
    opened = opened_review(subject)
    found = findings(opened)
    debrief = opened_debrief(plans(), subject)
held = opened.file.plan.meeting.held_on if is_over(opened.file.plan, subject.warehouse.today) else None
show.headline(
    f"{counted(len(opened.review.slides), 'slide')}, {f'held on {day_text(held)}' if held else sentence(found)}",
    f"Quarterly business review · {subject.account.name} · {subject.quarter.spoken}",
)
author = who()
walk = walk_of(opened, found, debrief.plan)
show_step(choose_step(subject, walk), walk, opened, debrief, found, author)
