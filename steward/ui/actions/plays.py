"""Plays against the risks of an account: one press writes the steps into its plan; a company changes what is played."""

from collections.abc import Sequence

import streamlit as st

from steward.domain.identifiers import slug
from steward.plans.internal.strategy import Risk
from steward.services import actions
from steward.services.actions import Playbook
from steward.services.plans.account_plans import opened_strategy
from steward.ui.actions.one import DONE
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse, workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.who import who
from steward.ui.plans.company_file import edit_company_file
from steward.ui.plans.files import Choices, plans
from steward.ui.plans.saving import pressed
from steward.ui.plans.step_back import press

NOBODY = Choices({}, {}, {}, {})


def show_plays(account_id: str, owner: str, asked: str | None) -> None:
    """The open risks with what can be played against each, and the form of the plays for whoever may change them.
    `asked`: who they are, where the page asked already."""
    file = actions.open_plays(workspace().plans)
    show.unusable([one.said for one in file.problems], "Something in plays.toml cannot be used; the rest works.")
    known, plan = actions.playbooks(file.plan), opened_strategy(plans(), account_id).plan
    risks = actions.open_risks(plan)
    st.markdown("## Plays against open risks", anchors=False)
    if not risks:
        show.empty("No risk is open in the plan of this account.")
    with st.expander("Begin a play", icon=":material/sports:", key="actions.plays"):
        author = who() if asked is None else asked
        for name, risk in risks.items():
            _offer(account_id, name, risk, known, owner, author)
    with st.expander("What is played against what", icon=":material/tune:"):
        _edit(author)


def _offer(account_id: str, name: str, risk: Risk, known: Sequence[Playbook], owner: str, author: str) -> None:
    """A risk, and a button for each play against what it comes from."""
    fitting = [one for one in known if one.template.kind is risk.kind]
    st.markdown(f"**{plain(risk.risk)}** · {plain(str(risk.kind or 'no kind is said'))}")
    if not fitting:
        st.caption("No play against this kind is written.")
    for play in fitting:
        said = "; ".join(f"{step.step} ({int(step.days or 0)} days)" for step in play.steps)
        st.caption(plain(f"{play.template.title}: {said}"))
        place = f"play.{slug(account_id)}.{slug(name)}.{slug(play.template.id)}"
        if pressed(f"Begin “{plain(play.template.title)}”", author, f"{place}.begin", of=place):
            press(
                DONE,
                lambda play=play: actions.begin_play(  # type: ignore[misc]
                    plans(), account_id, name, play, warehouse().today, owner, author
                ),
                f"{len(play.steps)} steps stand in the plan now.",
            )
            st.rerun()


def _edit(author: str) -> None:
    """The company's own plays."""
    if not workspace().scope.keeps_rules:
        st.caption("An administrator can change them.")
        return
    opened = actions.opened_plays(workspace().plans)
    edit_company_file(opened, author, "plays.save", choices=NOBODY, shown=actions.plays_in_use)
