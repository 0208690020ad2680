"""Who may see what: worked out for everybody, and the rules to change it."""

import streamlit as st

from steward.plans.company.access import AccessFile
from steward.services.access.overview import overview
from steward.services.access.rules import mistakes, open_access, today
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.opened import whole_workspace
from steward.ui.kit.reader import known_or_nobody, reader
from steward.ui.kit.who import who
from steward.ui.plans.company_file import edit_company_file
from steward.ui.plans.files import Choices
from steward.ui.server.entrance import Entrance, way

HOW = {
    Entrance.SOLO: "Nobody signs in here, so these rules hold for nobody yet: this machine alone is answered. "
    "docs/access.md says how to set up a sign-in.",
    Entrance.SIGN_IN: "People sign in, and see what these rules give them; whom no rule names sees nothing.",
    Entrance.PROXY: "A proxy signs people in; they see what these rules give them, and whom no rule names nothing.",
}


def show_access() -> None:
    """What the rules come to, and the rules."""
    data = known_or_nobody()
    table = overview(whole_workspace(), data)
    show.headline(table.title, "Access")
    st.caption(plain(HOW[way().entrance]))
    if table.rows:
        show.table(table)
    if not reader().scope.keeps_rules:
        return
    author = who()
    labels = {one: data.name(one) for one, _ in data.names}

    def wrong(file: AccessFile) -> tuple[str, ...]:
        return mistakes(file, data, reader().email, today(whole_workspace()))

    edit_company_file(
        open_access(whole_workspace().plans), author, "access.save", choices=Choices({}, labels, {}, {}), mistakes=wrong
    )
