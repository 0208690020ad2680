"""The review of one account and quarter: prepared, checked, frozen, shown."""

from steward.briefings.wording import counted
from steward.ui import plan_editor, show
from steward.ui.review.check import findings, sentence
from steward.ui.review.page import choose_step, show_step
from steward.ui.reviews import opened_review
from steward.ui.selection import choose_account, saying_no

subject = choose_account()
with saying_no():
    opened = opened_review(subject)
    found = findings(opened)
show.headline(
    f"{counted(len(opened.review.slides), 'slide')}, {sentence(found)}",
    f"Quarterly business review · {subject.account.name} · {subject.quarter.spoken}",
)
author = plan_editor.author_of(subject)
show_step(choose_step(), opened, author)
