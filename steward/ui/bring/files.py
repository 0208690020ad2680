"""Files dropped and chosen, and what each is taken for."""

import streamlit as st

from steward.exhibits.wording import counted
from steward.services.data.bring.arriving import ENDINGS, files_there, look_also_at, take_in, take_out
from steward.services.data.bring.draft import Draft
from steward.services.data.bring.looks import FileLook
from steward.services.data.bring.mapping import accept, fed_by, feed_of, table_names, take_as, without_file
from steward.ui.bring.held import change, looks_of
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import put

MOST_MEGABYTES = 1_000
TIMES, LEFT = "bring.times", "bring.left"
"""How often files were taken in: the field for the next is another, and empty; and what was left out of the last."""
NO_TABLE = ""


def drop_files(draft: Draft) -> Draft:
    """Where files are dropped; what arrived is in the draft then, and taken for what it looks like."""
    times = st.session_state.setdefault(TIMES, 0)
    dropped = st.file_uploader(
        "Drop your exports: several at once, or a zip of them", type=list(ENDINGS), accept_multiple_files=True,
        key=f"bring.files.{times}", max_upload_size=MOST_MEGABYTES,
    )  # fmt: skip
    there = files_there(draft)
    if there:
        with st.expander(f"{counted(len(there), 'file')} in data/ already", icon=":material/folder:"):
            st.caption("Choose what to look at or to map anew. They stay where they are.")
            put("bring.existing", [name for name in draft.existing if name in there], there)
            st.multiselect(
                "Files in data/", there, key="bring.existing", on_change=_look_also, label_visibility="collapsed",
                placeholder="Choose files",
            )  # fmt: skip
    for words in st.session_state.get(LEFT, ()):
        st.warning(plain(words), icon=":material/report:")
    if dropped:
        with st.spinner("Looking at the files …"):
            draft, taken, left = take_in(draft, [(one.name, one) for one in dropped])
            accept(draft, [look for look in looks_of(draft) if look.file in taken])
        st.session_state[LEFT] = tuple(left)
        st.session_state[TIMES] += 1
        st.rerun()
    return draft


def show_files(draft: Draft, looks: list[FileLook]) -> None:
    """A line for each file, or each sheet of one: what it is taken for, by what, and how sure that is."""
    st.markdown("## Files", anchors=False)
    for look in looks:
        with st.container(border=True):
            _line(draft, look)


def _line(draft: Draft, look: FileLook) -> None:
    name = look.file + (f" · {look.sheet}" if look.sheet else "")
    key = f"{look.file}.{look.sheet}"
    feed = feed_of(draft, look)
    told, chosen, gone = st.columns([6, 4, 1], vertical_alignment="center")
    with told:
        st.markdown(f"**{plain(name)}**")
        st.caption(plain(_said(draft, look)))
    with chosen:
        put(f"bring.as.{key}", feed.table if feed else NO_TABLE)
        st.selectbox(
            f"What {name} holds", table_names(look), key=f"bring.as.{key}", on_change=_take_as, args=(look, key),
            format_func=_called, label_visibility="collapsed", disabled=bool(look.problem),
        )  # fmt: skip
    with gone:
        st.button(
            "", key=f"bring.gone.{key}", icon=":material/close:", type="tertiary", on_click=_take_out,
            args=(look.file,), help=plain(f"Leave {look.file} out"),
        )  # fmt: skip


def _said(draft: Draft, look: FileLook) -> str:
    if look.problem:
        return look.problem
    feed = feed_of(draft, look)
    rows = counted(look.rows, "row") if look.whole else "large: its beginning is looked at"
    size = draft.path(look.file).stat().st_size
    shown = f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{max(1, size // 1000):,} KB"
    by = "not used" if feed is None else f"recognised by {feed.by}{feed.sure(look)}"
    more = " · also feeds " + ", ".join(one.table for one in fed_by(draft, look.file) if one != feed) if feed and len(
        fed_by(draft, look.file)
    ) > 1 and not look.sheet else ""  # fmt: skip
    return f"{rows} · {counted(len(look.columns), 'column')} · {shown} · {by}{more}"


def _called(table: str) -> str:
    return table.replace("_", " ").capitalize() if table else "Not used"


def _take_as(look: FileLook, key: str) -> None:
    table = st.session_state[f"bring.as.{key}"]
    change(lambda draft: take_as(draft, look, table, looks_of(draft)))


def _take_out(name: str) -> None:
    def out(draft: Draft) -> None:
        text = without_file(draft, name) if name in draft.brought else draft.text
        take_out(draft.with_text(text), name)

    change(out)


def _look_also() -> None:
    names = st.session_state["bring.existing"]

    def look(draft: Draft) -> None:
        now = look_also_at(draft, names)
        accept(now, [one for one in looks_of(now) if one.file in names])

    change(look)
