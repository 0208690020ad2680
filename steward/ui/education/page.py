"""What customers know of our offer, on a page: whom to show what next, and what each product is for."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.briefings.internal.education.education import EducationBrief
from steward.briefings.internal.education.next_talks import NextTalk
from steward.exhibits.wording import capital
from steward.services import offerings
from steward.ui import pages
from steward.ui.education.log import begun, tell_written, write_down
from steward.ui.kit import show
from steward.ui.kit.cache import workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels, product_labels
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import open_account
from steward.ui.kit.who import who
from steward.ui.plans.company_file import edit_company_file
from steward.ui.plans.files import Choices

ADDRESS = "talk"
NOBODY_DECIDES = (
    "Nobody is proposed: no decision maker is on a relationship map, or all that makes sense was shown to one."
)


def show_book(brief: EducationBrief) -> None:
    """The tables; a talk that is picked is worked on beside them, an account opens."""
    author = tell_written(choose_talk(brief))
    account = None
    if len(brief.accounts) == 1:
        show.exhibits([one for one in (brief.ladder,) if one])
        show.nothing_of({"who saw what": brief.ladder})
    else:
        account = show.table(brief.book, selectable=True, headed=True) if brief.book else None
        show.exhibits([one for one in (brief.products,) if one])
        show.nothing_of({"what accounts were shown": brief.book, "products by account": brief.products})
    show_offerings(brief, author)
    if account:
        open_account(account, pages.ACCOUNT_EDUCATION.path)


def choose_talk(brief: EducationBrief, author: str | None = None) -> str | None:
    """Whom to show what next; the one that is picked, to be written down once it happened. Who they are, where they
    were asked; `author`: where the page asked already."""
    if not brief.next:
        show.empty(NOBODY_DECIDES)
        return author
    ticked = show.table(brief.next, selectable=True, headed=True)
    hint = "Choose a talk, or tick a row above"
    talk = pick(brief.by_key, [ticked], partial(_named, account_labels()), "Talk", hint, ADDRESS, brief)
    if talk:
        with side_panel(ADDRESS):
            author = _work_on(talk, author)
    return author


def _named(names: Mapping[str, str], one: NextTalk) -> str:
    account = one.space.account
    return f"{names.get(account.account_id, account.name)} · {one.person.name} · {one.space.product.name}"


def _work_on(one: NextTalk, asked: str | None) -> str:
    """What to say and why; and that it happened. Who they are."""
    st.markdown(f"## {plain(f'{one.space.product.name} for {one.person.name}')}", anchors=False)
    st.markdown("\n".join(f"- {plain(capital(why))}" for why in one.why))
    if one.material:
        st.caption(plain(f"To show: {one.material}"))
    author = who() if asked is None else asked
    account_id = one.space.account.account_id
    write_down(account_id, author, begun(one.person.key, one.space.product.product_id, one.how))
    st.page_link(
        pages.ACCOUNT_EDUCATION.path, label="What the account knows", icon=":material/school:",
        query_params={"account": account_id},
    )  # fmt: skip
    return author


def show_offerings(brief: EducationBrief, asked: str | None) -> None:
    """What each product is for, and the form of the company's file for whoever may change it."""
    show.exhibits([one for one in (brief.offerings,) if one])
    show.nothing_of({"what each product is for": brief.offerings})
    opened = offerings.open_offerings(workspace().plans)
    show.unusable([one.said for one in opened.problems], "Something in the file cannot be used; the rest works.")
    place = st.expander("What each product is for", icon=":material/edit:", key="offerings.form", on_change="rerun")
    if not place.open:
        return
    with place:
        st.caption("Customers are shown these words: nothing that is ours alone belongs here.")
        if not workspace().scope.keeps_rules:
            st.caption("An administrator can change them.")
            return
        edit_company_file(
            opened, who() if asked is None else asked, "offerings.save", choices=Choices({}, {}, product_labels(), {}),
            shown=partial(offerings.with_every_product, found=brief.taught),
        )  # fmt: skip
