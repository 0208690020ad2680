"""The customer's review: its slides as they will be, and the deck to download."""

from steward.exhibits.wording import capital, counted
from steward.ui.kit import show
from steward.ui.kit.selection import choose_account, saying_no
from steward.ui.reviews.readiness import opened_review
from steward.ui.reviews.showing import download_review, say_frozen

subject = choose_account()
with saying_no():
    opened = opened_review(subject)
review = opened.review
show.headline(
    f"{capital(counted(len(review.slides), 'slide'))} for {subject.account.name}",
    f"Quarterly business review · {subject.quarter.spoken}",
)
say_frozen(opened)
download_review(opened)
for slide in review.slides:
    show.slide_preview(slide)
show.left_out(review.left_out)
