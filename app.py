"""The pages of Steward, and which one runs: a table of contents."""

from pathlib import Path

import streamlit as st

from steward.ui.present.page import present
from steward.ui.present.share_link import has_left, is_presenting

BOOK = {
    "pages/internal/my_book.py": ("My book", ":material/menu_book:"),
    "pages/internal/my_week.py": ("My week", ":material/today:"),
    "pages/internal/reviews.py": ("Reviews", ":material/checklist:"),
    "pages/internal/promises.py": ("Promises", ":material/handshake:"),
    "pages/internal/maps.py": ("Maps of the book", ":material/groups:"),
    "pages/internal/health.py": ("Health", ":material/ecg_heart:"),
    "pages/internal/retention.py": ("Retention", ":material/savings:"),
    "pages/internal/renewals.py": ("Renewals", ":material/event_repeat:"),
    "pages/internal/pipeline.py": ("Pipeline", ":material/filter_alt:"),
    "pages/internal/targets.py": ("Targets", ":material/flag_circle:"),
    "pages/internal/whitespace.py": ("Whitespace", ":material/grid_on:"),
    "pages/internal/nps.py": ("NPS", ":material/sentiment_satisfied:"),
    "pages/internal/service_watch.py": ("Service watch", ":material/monitor_heart:"),
}
ACCOUNT = {
    "pages/internal/account.py": ("Account", ":material/domain:"),
    "pages/internal/strategy.py": ("Strategy", ":material/explore:"),
    "pages/internal/relationship_map.py": ("Relationship map", ":material/hub:"),
    "pages/internal/plan.py": ("Account plan", ":material/edit_note:"),
    "pages/internal/history.py": ("Plan history", ":material/history:"),
    "pages/internal/review.py": ("Review", ":material/slideshow:"),
    "pages/internal/debrief.py": ("Debrief", ":material/rate_review:"),
}
CHECKS = {
    "pages/internal/drift.py": ("Deck check", ":material/rule:"),
    "pages/internal/data_health.py": ("Data health", ":material/fact_check:"),
}
CUSTOMER = {
    "pages/customer/summary.py": ("Summary", ":material/summarize:"),
    "pages/customer/success_plan.py": ("Success plan", ":material/flag:"),
    "pages/customer/spend.py": ("Spend", ":material/payments:"),
    "pages/customer/service.py": ("Service", ":material/verified:"),
    "pages/customer/adoption.py": ("Adoption", ":material/trending_up:"),
    "pages/customer/voice.py": ("Voice", ":material/record_voice_over:"),
    "pages/customer/qbr_deck.py": ("QBR deck", ":material/slideshow:"),
}

PRESENT, PRESENTER = "pages/customer/present.py", "pages/internal/presenter.py"

# A picture of our own: Streamlit would have the browser fetch one of its named icons from elsewhere.
ICON = Path(__file__).parent / "steward" / "ui" / "icon.svg"
st.set_page_config(page_title="Steward", page_icon=str(ICON), layout="wide")
if is_presenting():
    # The window the customer sees knows this one page: no link, name or address leads to any other.
    shown = [st.Page(PRESENT, title="Review"), st.Page(present, title="Review", url_path="review-shown", default=True)]
    st.navigation(shown, position="hidden").run()
else:
    groups = {
        "The book": BOOK,
        "One account, for our own eyes": ACCOUNT,
        "With the customer": CUSTOMER,
        "Checks": CHECKS,
    }
    pages = {
        heading: [st.Page(path, title=title, icon=icon) for path, (title, icon) in group.items()]
        for heading, group in groups.items()
    }
    pages["With the customer"].append(st.Page(PRESENT, title="Review", visibility="hidden"))
    pages["Checks"].append(st.Page(PRESENTER, title="Presenter", visibility="hidden"))
    chosen = st.navigation(pages)
    if has_left():
        st.switch_page("pages/internal/review.py")
    chosen.run()
