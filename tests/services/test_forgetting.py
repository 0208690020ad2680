"""A contact taken out of everything: found in each place first, then in none, and all that was built on them works."""

import io
import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.deck import customer_deck
from steward.domain.forgetting import FORMER, ForgottenPerson
from steward.errors import PlanNotSaved
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Attendee, Question, Review, SlideChoice, SlideKind, file_of
from steward.plans.customer.success_plan import Commitment, PlanPerson, Profile, Side, SuccessPlan
from steward.plans.files import export_log, journal
from steward.plans.files.digests import digest_of
from steward.plans.files.forgetting import BEGUN
from steward.plans.files.history import history
from steward.plans.files.store import COMPANY, VERSIONS, Plans
from steward.plans.internal import debrief as debriefs
from steward.plans.internal import opportunities, strategy
from steward.plans.internal.debrief import Debrief, Notes, Reminder
from steward.plans.internal.opportunities import NewOpportunity, OpportunityChanges
from steward.plans.internal.strategy import MapView, Position, Reading, Strategy
from steward.services.access import forgetting
from steward.services.access.person_in_files import times_in
from steward.services.data.bring.arriving import take_in
from steward.services.data.bring.draft import draft_of
from steward.services.data.bring.saving import save
from steward.services.data.bring.trying import try_all
from steward.services.reviews.opened import OpenedReview, freeze, open_review
from steward.warehouse.files import current_warehouse
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.homes import home, loaded_once
from tests.reviews_made import account

NAME, EMAIL, TITLE = "Zoë Quarrington", "zoe.q@bolt.example", "Keeper of the Canaries"
NFD, TURNED = unicodedata.normalize("NFD", NAME), "QUARRINGTON, Zoë"
OTHERS = ("Zoë Quarringtonson", "Chloezoë Quarrington", "Zoë Quarrington-Jones")
QUARTER = "2026-Q3"
DATA = {
    "accounts": "account_id|name\nA1|Steadily Growing\nA2|Neighbour\nA3|Stranger",
    "subscriptions": "subscription_id|account_id|product_id|mrr|starts_on\nS1|A1|p|900|2025-01-01",
    "contacts": f"""contact_id|account_id|name|title|email
        K1|A1|{NAME}|{TITLE}|{EMAIL}
        K2|A1|{OTHERS[0]}|CIO|o@b.example""",
    "nps_responses": f"""response_id|account_id|score|contact_id|answered_on|comment
        R1|A1|3|K1|2026-08-01|Ask {NFD} why
        R2|A1|9|K2|2026-08-02|Zoë is quick
        R3|A3|9||2026-08-02|{NAME} of ours""",
    "activities": f"""activity_id|account_id|happened_at|kind|contact_id|subject
        T1|A1|2026-08-01|call|K1|"With {TURNED}\"""",
    "tickets": f"""ticket_id|account_id|opened_at|subject
        T1|A1|2026-08-01|Reset for {EMAIL}""",
    "incidents": f"""incident_id|account_id|started_at|restored_at|cause
        I1|A1|2026-08-01|2026-08-02|{NAME.upper()} dug""",
    "opportunities": f"""opportunity_id|account_id|name|stage|status|amount|opened_on|close_on|next_step
        O1|A1|Growth for {NAME}|Talks|open|10|2026-01-01|2026-12-01|Call {NAME}""",
    "opportunity_changes": f"""opportunity_id|changed_at|field|was|now
        O1|2026-08-01|next step|Mail {NAME}|Call {NAME}""",
    "quotes": f"""quote_id|quote_number|account_id|status|title
        Q1|Q-1|A1|Draft|For {NAME}""",
    "approval_work_items": f"""work_item_id|quote_number|status|comments
        W1|Q-1|Approved|{NAME} asked""",
    "envelopes": f"""envelope_id|status|quote_number|recipient|declined_reason
        E1|Declined|A1-Q1|{NAME}|{TURNED.replace(",", "")} left""",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A company that speaks of one contact wherever it can."""
    made = loaded_once(home(tmp_path, **DATA))
    _write_plans(made)
    _write_exports(made)
    return made


def _save(plans: Plans, kind: type, file: str, *states: Callable[[object], object], account_id: str = "A1") -> None:
    for state in states:
        plans.edit(kind, file, account_id, state, "Ben")  # type: ignore[arg-type]


def _write_plans(made: Workspace) -> None:
    plans = Plans.within(made)
    people = (PlanPerson(id="K1", name=NAME, title=TITLE, department="Aviary"), PlanPerson(id="K2"),
              PlanPerson(id="board-zoe-quarrington", reports_to="K1"))  # fmt: skip
    _save(
        plans, SuccessPlan, agreed.FILE,
        lambda plan: replace(plan, people=people, profile=Profile(business=f"Led by\n{NFD}\nand {', '.join(OTHERS)}")),
        lambda plan: replace(plan, commitments=(Commitment(promise=f"A line for {NAME}", side=Side.OURS, owner="K1"),)),
    )  # fmt: skip
    _save(plans, Strategy, strategy.FILE, lambda plan: replace(
        plan, position=Position(situation=f'"{NAME}"\tdecides: {EMAIL}'), readings=(Reading(person="K1"),),
        maps=(MapView(id="all", name=f"Around {NAME}", places=(("board-zoe-quarrington", 1, 2), ("K1", 1, 1))),),
    ))  # fmt: skip
    slides = (SlideChoice(id="own", kind=SlideKind.TEXT, words=f"Thanks to {NAME}"),)
    _save(plans, Review, file_of(QUARTER), lambda plan: replace(
        plan, slides=slides, attendees=(Attendee(person="K1", email="zq@home.example"),),
        questions=(Question(question=f"Who follows {NAME}?"),),
    ))  # fmt: skip
    freeze(open_review(account(made.home, "A1", QUARTER), plans), plans, "Ben", date(2026, 10, 1))
    _save(plans, Debrief, debriefs.file_of(QUARTER), lambda plan: replace(
        plan, notes=Notes(went_well=f"{TURNED} smiled"), reminders=(Reminder(reminder=f"Not before {NAME}"),)
    ))  # fmt: skip
    _save(plans, OpportunityChanges, opportunities.FILE, lambda plan: replace(
        plan, new=(NewOpportunity(name=f"More for {NAME}"),)
    ))  # fmt: skip
    own = plans.of("A1")
    (own / "notes.md").write_text(f"{NAME} rang", encoding="utf-8")
    (own / "reviews" / QUARTER / "pictures").mkdir()
    (own / "reviews" / QUARTER / "pictures" / f"{NAME}.png").write_bytes(b"\x89PNG\0")
    with (own / strategy.FILE).open("a", encoding="utf-8") as file:
        file.write(f'# {NAME} again\n[[risks]]\nrisk = "Zo\\u00EB Quarrington leaves"\n')
    _save(plans, Strategy, strategy.FILE, lambda plan: replace(
        plan, position=Position(situation=f"Introduced by {NAME} ({EMAIL})")), account_id="A2")  # fmt: skip
    _save(plans, Strategy, strategy.FILE, lambda plan: replace(
        plan, position=Position(situation=f"Our own {NAME}")), account_id="A3")  # fmt: skip
    line = export_log.exported("Ben", f"Deck for {NAME}", f"{NAME}.pptx", b"x", accounts=("A1",))
    export_log.log(made.plans, line)


def _write_exports(made: Workspace) -> None:
    made.exports.mkdir()
    with ZipFile(made.exports / "deck.pptx", "w") as deck:
        deck.writestr("ppt/slides/slide1.xml", "<a:p><a:r><a:t>Zoë </a:t></a:r><a:r><a:t>Quarrington</a:t></a:r></a:p>")
        deck.writestr("docProps/core.xml", f"<dc:creator>{EMAIL}</dc:creator>")
    with ZipFile(made.exports / "all.zip", "w") as decks:
        decks.write(made.exports / "deck.pptx", "deck.pptx")
    (made.exports / "review.ics").write_text("ATTENDEE:mailto:zoe.q@bo\r\n lt.example", encoding="utf-8", newline="")
    (made.exports / "brief.json").write_text(json.dumps({"who": NAME}), encoding="utf-8")
    (made.exports / "others.csv").write_text("\n".join(OTHERS), encoding="utf-8")
    (made.exports / "old.pdf").write_bytes(b"%PDF-1.7")


def _search(made: Workspace) -> forgetting.Search:
    return forgetting.search(made, "A1", "K1")


def _files(made: Workspace) -> dict[str, str]:
    """The words of every file of the plans, with letters composed and no escapes."""
    return {
        path.relative_to(made.plans).as_posix(): unicodedata.normalize(
            "NFC", path.read_text(encoding="utf-8", errors="replace").replace("\\u00EB", "ë")
        )
        for path in made.plans.rglob("*")
        if path.is_file()
    }


def _holding(made: Workspace) -> set[str]:
    """The files of the plans of A1, A2 and the company that hold any spelling, without others' names."""
    found = set()
    for name, text in _files(made).items():
        for other in OTHERS:
            text = text.replace(other, "")
        told = f"{name}\n{text}".lower()
        marks = ("zoë quarrington", "quarrington, zoë", "zoe-quarrington", EMAIL, TITLE.lower(), "zq@home", "aviary")
        if any(mark in told for mark in marks) and not name.startswith("a3-"):
            found.add(name)
    return found


def test_every_place_is_found_before_anything_is_changed(workspace: Workspace) -> None:
    before = {path: path.read_bytes() for path in workspace.home.rglob("*") if path.is_file()}
    found = forgetting.find(_search(workspace))
    ours = {one.file.removeprefix("account_plans/") for one in found.ours}
    assert _holding(workspace) <= ours
    own = Plans.within(workspace).of("A1").name
    for part in (
        "success_plan.toml", "strategy.toml", "pipeline.toml", "journal.jsonl", "notes.md", "versions/success_plan-",
        "versions/reviews-2026-Q3-review-", f"reviews/{QUARTER}/review.toml", f"reviews/{QUARTER}/debrief.toml",
        f"reviews/{QUARTER}/frozen/0001.json", f"reviews/{QUARTER}/pictures/",
    ):  # fmt: skip
        assert any(one.startswith(f"{own}/{part}") for one in ours), part
    assert f"{COMPANY}/exports.jsonl" in ours
    assert {one.file for one in found.for_people} == {
        "data/contacts.csv", "data/nps_responses.csv", "data/activities.csv", "data/tickets.csv",
        "data/approval_work_items.csv", "data/envelopes.csv", "data/incidents.csv", "data/opportunities.csv",
        "data/opportunity_changes.csv", "data/quotes.csv", "exports/all.zip",
        "exports/deck.pptx", "exports/review.ics", "exports/brief.json",
    }  # fmt: skip
    assert "exports/old.pdf" in found.not_searched
    assert {path: path.read_bytes() for path in before} == before


def test_afterwards_no_file_of_the_plans_and_no_relation_holds_them(workspace: Workspace) -> None:
    assert len(_of_the_warehouse(workspace)) > 10 and len(_holding(workspace)) > 10
    forgetting.forget(_search(workspace), "Ben")
    assert _holding(workspace) == set()
    held = _files(workspace)
    assert not [name for name in held if BEGUN in name]
    plan = held[f"{Plans.within(workspace).of('A1').name}/{agreed.FILE}"]
    assert all(other in plan for other in OTHERS)
    assert any(f"Our own {NAME}" in text for text in held.values()), "a namesake of another account"
    report = load(workspace)
    assert any("1 contact forgotten" in one for one in report.warnings)
    assert _of_the_warehouse(workspace) == set()
    assert len(list(workspace.warehouse.glob("*.duckdb"))) == 1, "nor does the warehouse before it, which is gone"


def _of_the_warehouse(made: Workspace) -> set[str]:
    """The relations that hold a spelling in a row that is not of A3."""
    found = set()
    path = current_warehouse(made)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        sql = """select schema_name || '.' || table_name, column_name from duckdb_columns()
            where data_type like '%VARCHAR%' and not internal"""
        for relation, column in connection.execute(sql).fetchall():
            values = connection.execute(f'select distinct "{column}"::varchar from {relation}').fetchall()
            for (value,) in values:
                told = unicodedata.normalize("NFC", value or "").lower()
                for other in OTHERS:
                    told = told.replace(other.lower(), "")
                marks = (NAME.lower(), "quarrington, zoë", EMAIL, TITLE.lower())
                if any(mark in told for mark in marks) and told != f"{NAME} of ours".lower():
                    found.add(relation)
    return found


def test_history_versions_and_frozen_reviews_still_work(workspace: Workspace) -> None:
    plans = Plans.within(workspace)
    files = ((SuccessPlan, agreed.FILE), (Strategy, strategy.FILE), (Review, file_of(QUARTER)))
    assert _times_in_deck(workspace, open_review(account(workspace.home, "A1", QUARTER), plans))
    before = {file: history(plans, plans.open(kind, file, "A1")) for kind, file in files}
    forgetting.forget(_search(workspace), "Ben")
    for kind, file in files:
        told = history(plans, plans.open(kind, file, "A1"))
        events = [(one.at, one.who, one.how, one.came_about, one.readable, len(one.changes)) for one in told]
        assert events == [
            (one.at, one.who, one.how, one.came_about, one.readable, len(one.changes)) for one in before[file]
        ]
        for event in told:
            if event.readable:
                assert plans.version("A1", file, event.version)
    opened = plans.open(SuccessPlan, agreed.FILE, "A1")
    assert opened.problems == ()
    first = history(plans, opened)[-1]
    restored = plans.restore(opened, first.version, "Ben")
    assert restored.plan.commitments == () and restored.plan.people[0] == PlanPerson(id="K1", name=FORMER)
    review = open_review(account(workspace.home, "A1", QUARTER), plans)
    assert review.damaged == "" and review.frozen is not None
    assert _times_in_deck(workspace, review) == 0


def _times_in_deck(made: Workspace, review: OpenedReview) -> int:
    path = made.home / "customer.pptx"
    path.write_bytes(customer_deck(review.review))
    return times_in(path, ForgottenPerson(names=(NAME,), emails=(EMAIL,)))


def test_ids_that_held_the_name_are_whole_in_every_file(workspace: Workspace) -> None:
    forgetting.forget(_search(workspace), "Ben")
    plans = Plans.within(workspace)
    people = [one.id for one in plans.open(SuccessPlan, agreed.FILE, "A1").plan.people]
    assert people == ["K1", "K2", "board-former-contact-1"]
    found = plans.open(Strategy, strategy.FILE, "A1")
    assert [place[0] for place in found.plan.maps[0].places] == ["board-former-contact-1", "K1"]
    assert found.problems == ()


def test_it_is_told_in_the_journal_without_the_name_and_once(workspace: Workspace) -> None:
    for _ in range(2):
        forgetting.forget(_search(workspace), "Ben")
    lines = [line for line in journal.lines(Plans.within(workspace).of("A1")) if line.how == "forgotten"]
    assert [(line.who, line.changes[0].entry) for line in lines] == [("Ben", "K1")]
    again = forgetting.find(_search(workspace))
    assert again.ours == () and again.at_loads


def test_what_was_brought_and_not_saved_is_told_and_what_was_tried_of_it_is_gone(workspace: Workspace) -> None:
    people = f"id,name\nK1,{NAME}\n".encode()
    draft, _, _ = take_in(draft_of(workspace, "Ben"), [("people.csv", io.BytesIO(people))])
    try_all(draft.with_text('[contacts]\nfile = "people.csv"\n'))
    place = draft.folder.relative_to(workspace.home).as_posix()
    assert [path for path in draft.folder.glob("trial/*/data/people.csv") if NAME.encode() in path.read_bytes()]
    found = forgetting.find(_search(workspace))
    assert [one.file for one in found.for_people if one.file.startswith(place)] == [f"{place}/files/people.csv"]
    save(draft, "Ben")
    mine, _, _ = take_in(draft_of(workspace, "Ben"), [("people.csv", io.BytesIO(people * 2))])
    try_all(mine)
    save(mine, "Ben")
    take_in(draft_of(workspace, "Ben"), [("more.csv", io.BytesIO(people))])
    done = forgetting.forget(_search(workspace), "Ben")
    held = {one.file for one in done.for_people if ".bring" in one.file}
    assert held == {
        "data/.bring/last/files/people.csv", "data/.bring/last/history/opportunities.parquet",
        f"{place}/files/more.csv",
    }  # fmt: skip
    assert any("Bring your data" in line and "data/.bring/last" in line for line in forgetting.told(done, done=True))
    assert not list(draft.folder.glob("trial/*"))


def test_the_command_tells_and_then_does(workspace: Workspace) -> None:
    command = ["forget", "A1", "K1", "--home", str(workspace.home)]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 0, told.output
    assert "Nothing was changed" in told.output and "exports/deck.pptx: 2" in told.output
    done = CliRunner().invoke(app, [*command, "--name", "Z. Quarrington", "--yes"])
    assert done.exit_code == 0, done.output
    assert "Taken out of" in done.output and "Every load from now on" in done.output
    assert _holding(workspace) == set()
    for args in (["A9", "K1"], ["A1", "K9"], ["A1", "K1", "--name", "Z"], ["A1", "K1", "--email", "zoe"]):
        refused = CliRunner().invoke(app, ["forget", *args, "--home", str(workspace.home)])
        assert refused.exit_code == 1 and "Traceback" not in refused.output


def test_somebody_in_no_feed_is_forgotten_by_the_name_the_plan_has(workspace: Workspace) -> None:
    plans = Plans.within(workspace)
    _save(plans, SuccessPlan, agreed.FILE, lambda plan: replace(
        plan, people=(*plan.people, PlanPerson(id="chair", name="Eva Lind", title="Chair"))))  # fmt: skip
    done = forgetting.forget(forgetting.search(workspace, "A1", "chair"), "Ben")
    assert not done.at_loads and not (workspace.data / "forgotten.toml").exists()
    assert not [name for name, text in _files(workspace).items() if "Eva Lind" in text or "Chair" in text]


def test_a_run_that_was_cut_off_is_finished_first_with_what_it_looked_for(workspace: Workspace) -> None:
    own = Plans.within(workspace).of("A1")
    begun = {"contact_id": "K1", "names": ["Zed Y"], "emails": [], "number": 4, "at": "2026-11-01T00:00:00+00:00"}
    (own / BEGUN).write_text(json.dumps(begun), encoding="utf-8")
    (own / "notes.md").write_text("Zed Y rang", encoding="utf-8")
    with pytest.raises(PlanNotSaved, match="forget A1 K1 --yes"):
        forgetting.search(workspace, "A1", "K2")
    forgetting.forget(_search(workspace), "Ben")
    assert (own / "notes.md").read_text(encoding="utf-8") == f"{FORMER} rang"
    assert _holding(workspace) == set() and not (own / BEGUN).exists()


def test_versions_are_named_by_what_they_hold(workspace: Workspace) -> None:
    forgetting.forget(_search(workspace), "Ben")
    plans = Plans.within(workspace)
    for path in (plans.of("A1") / VERSIONS).iterdir():
        digest = path.stem.rpartition("-")[2]
        assert digest_of(path.read_bytes()).startswith(digest)


def test_who_has_a_namesake_is_forgotten_with_the_title_that_told_them_apart(tmp_path: Path) -> None:
    contacts = "contact_id|account_id|name|title\nK1|A1|Zoë Quarrington|CFO\nK2|A1|Zoë Quarrington|CIO"
    tables = {"accounts": DATA["accounts"], "subscriptions": DATA["subscriptions"], "contacts": contacts}
    made = loaded_once(home(tmp_path, **tables))
    owner = Commitment(promise="A line", side=Side.THEIRS, owner="K1", due=date(2026, 9, 1))
    plans = Plans.within(made)
    _save(plans, SuccessPlan, agreed.FILE, lambda plan: replace(plan, commitments=(owner,)))
    freeze(open_review(account(made.home, "A1", QUARTER), plans), plans, "Ben", date(2026, 10, 1))
    assert any(f"{NAME} · CFO" in text for text in _texts_of(made).values())
    found = forgetting.forget(_search(made), "Ben")
    held = _texts_of(made).values()
    assert not any("CFO" in text for text in held) and any(FORMER in text for text in held)
    assert any("Of the same name at this account: K2" in line for line in forgetting.told(found, done=True))


def _texts_of(made: Workspace) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in made.plans.rglob("*.*") if path.suffix in (".json", ".toml")}
