"""The site table as an Excel file: out to an engineer or the customer, and back in with a report of what changed."""

from functools import partial

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.file_names import file_name
from steward.errors import StewardError
from steward.exhibits.wording import counted
from steward.services.design.files import OpenedDesign
from steward.services.design.site_sheet import SheetReport, read_back, sheet_out, take_over
from steward.services.file_names import begins
from steward.ui.kit import show
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import forget
from steward.ui.plans.files import plans
from steward.ui.plans.saving import fields_of, pressed
from steward.ui.plans.step_back import press

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def site_sheet(subject: Subject, opened: OpenedDesign, author: str) -> None:
    """Both ways."""
    st.markdown("## As an Excel file", anchors=False)
    st.caption(
        "For an engineer or the customer to fill in: with choices, days and numbers that Excel checks."
        " What changed is shown here before anything is taken over."
    )
    title = opened.plan.about.title or opened.design_id
    name = file_name(f"{begins(subject)} {title} sites", ".xlsx", opened.design_id)
    offer(
        "Site table (Excel)", partial(sheet_out, subject, opened), name, EXCEL, what="site table",
        accounts=(subject.account_id,), icon="table_view",
    )  # fmt: skip
    times = st.session_state.setdefault("design.sheet.times", 0)
    brought = st.file_uploader(
        "Bring a filled-in table back (.xlsx)", type=["xlsx"], key=f"design.sheet.{times}", max_upload_size=5
    )
    if brought is None:
        return
    try:
        report = read_back(subject, plans(), opened, brought.getvalue(), brought.name)
    except StewardError as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        return
    _show(opened, report, author)


def _show(opened: OpenedDesign, report: SheetReport, author: str) -> None:
    """What would change, what cannot be read, and the button that takes it over."""
    st.markdown(f"**{plain(report.sentence)}**")
    show.unusable(report.wrong, "Left as it is, because it cannot be read:")
    for one in report.told:
        st.caption(plain(one))
    if report.absent:
        st.caption(plain(f"Not in the file, and kept: {', '.join(report.absent[:20])}."))
    if report.shown is None:
        show.empty("The file says what is written here already.")
        return
    show.exhibit(report.shown)
    confirmed = not report.base_unknown or _confirmed(opened)
    label = f"Take over {counted(len(report.made), 'change')}"
    if confirmed and pressed(label, author, "design.sheet.take", of=fields_of(opened.file), kind="primary"):
        take = partial(take_over, plans(), opened, report, author, confirmed=confirmed)
        if press(opened.file.account_id, take, "Taken over."):
            forget(f"{fields_of(opened.file)}.sites")
            _follow(opened)
            st.session_state["design.sheet.times"] += 1
        st.rerun()


def _confirmed(opened: OpenedDesign) -> bool:
    """What the file writes over may be newer than the file: somebody has to say that they looked."""
    show.notice(
        "The file does not say which state of the sites it was made of, so what was saved here since cannot be told"
        " from what it says: it writes over what stands under “Now”."
    )
    times = st.session_state["design.sheet.times"]
    return st.checkbox("I looked at what it writes over", key=f"{fields_of(opened.file)}.sheet.confirmed.{times}")


def _follow(opened: OpenedDesign) -> None:
    """The grid above goes on with what is saved now."""
    st.session_state.pop(f"held.{fields_of(opened.file)}", None)
