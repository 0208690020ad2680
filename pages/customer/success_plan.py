"""The success plan of one account, as the customer may see it."""

from steward.services import customer
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account, saying_no
from steward.ui.plans.document import download_success_plan
from steward.ui.plans.files import success_plan
from steward.ui.reviews.frozen import frozen_material
from steward.ui.reviews.readiness import opened_review

subject = choose_account()
plan = success_plan(subject.account_id)
with saying_no():
    opened = opened_review(subject)
frozen = frozen_material(subject)
brief = frozen.success if frozen else customer.success_plan(opened.names)
show.headline(brief.headline, f"Success plan · {subject.account.name}")
if not brief.written:
    show.empty("Goals, commitments and next steps will stand here once we have agreed on them.")
download_success_plan(subject, plan)
show.figures(brief.figures)
show.paragraphs(brief.profile)
show.exhibits([exhibit for exhibit in brief.exhibits if exhibit is not brief.promises])
