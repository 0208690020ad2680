"""The pages NPS and Service watch: a follow-up from the first look to closed, hostile text, and little data."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.files.store import Plans
from steward.plans.internal.nps import FILE, FollowUp, FollowUpState, NpsNotes
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
NPS, SERVICE = "pages/internal/nps.py", "pages/internal/service.py"
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | *Alpha* | P1",
    "people": "person_id | name\nP1 | Ida Falk\nP2 | Bo Desk",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 60000 | 2024-01-01
        """,
    "contacts": "contact_id | account_id | name\nc1 | A1 | [Ann](http://e.vil) $x$",
    "nps_responses": """
        response_id | account_id | score | contact_id | sent_on    | answered_on | comment
        n1          | A1         | 2     | c1         | 2026-08-01 | 2026-08-02  | **loud** <b>Störung</b> $1$
        n2          | A1         |       | c2         | 2026-08-01 |             |
        """,
}


def _home(folder: Path, **tables: str) -> Path:
    loaded_once(home(folder, **{**TABLES, **tables}))
    return folder


def _open(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    test.switch_page(page).run()
    assert not test.exception and not test.error, [one.value for one in (*test.exception, *test.error)]
    return test


def _notes(folder: Path) -> NpsNotes:
    return Plans.whole(folder / "account_plans").open(NpsNotes, FILE, "A1").plan


def _figure(test: AppTest, label: str) -> str:
    return next(str(one.value) for one in test.metric if one.label.startswith(label))


def _field(test: AppTest, label: str) -> Iterator[object]:
    return (one for kind in (test.selectbox, test.date_input, test.text_area) for one in kind if one.label == label)


def _set(test: AppTest, label: str, value: object) -> None:
    next(_field(test, label)).set_value(value).run()  # type: ignore[attr-defined]


def test_a_detractor_waits_until_the_follow_up_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _home(tmp_path)
    test = _open(NPS, folder, monkeypatch, answer="n1", you="Lena Sommer")
    assert _figure(test, "Detractors not settled") == "1"
    _set(test, "Status", FollowUpState.CONTACTED)
    _set(test, "What was done", "Called her. *She wants a date.*")
    _set(test, "By when", date(2026, 10, 15))
    next(one for one in test.button if one.label == "Save").click().run()
    assert not test.exception and not test.error
    assert _notes(folder).follow_ups == (
        FollowUp(
            response="n1", owner="P1", due=date(2026, 10, 15), status=FollowUpState.CONTACTED,
            done="Called her. *She wants a date.*",
        ),
    )  # fmt: skip
    assert "Lena Sommer" in (Plans.whole(folder / "account_plans").of("A1") / "journal.jsonl").read_text()
    assert _figure(test, "Detractors not settled") == "1"
    _set(test, "Status", FollowUpState.CLOSED)
    _press(test, "Save")
    assert _notes(folder).follow_ups[0].status is FollowUpState.CLOSED
    assert _figure(test, "Detractors not settled") == "0"
    assert len(test.toast) == 1
    assert any("Detractors not settled 1 → 0" in str(one.value) for one in test.markdown)
    _press(test, "Undo the last save")
    assert _notes(folder).follow_ups[0].status is FollowUpState.CONTACTED
    assert _figure(test, "Detractors not settled") == "1"


def test_what_is_settled_can_be_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _home(tmp_path)
    _wrote(folder, FollowUp(response="n1", status=FollowUpState.CLOSED))
    test = _open(NPS, folder, monkeypatch, answer="n1", you="Lena Sommer")
    assert any("settled" in str(one.value) for one in test.caption)
    _set(test, "Status", FollowUpState.OPEN)
    _press(test, "Save")
    assert _notes(folder).follow_ups[0].status is FollowUpState.OPEN
    assert _figure(test, "Detractors not settled") == "1"


def test_nothing_is_saved_by_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steward.ui.nps.page.who", lambda: "")
    test = _open(NPS, _home(tmp_path), monkeypatch, answer="n1")
    _set(test, "Status", FollowUpState.CLOSED)
    assert next(one for one in test.button if one.label == "Save").disabled


def _press(test: AppTest, label: str) -> None:
    next(one for one in test.button if one.label == label).click().run()
    assert not test.exception and not test.error


def _wrote(folder: Path, *entries: FollowUp) -> None:
    """Somebody else saves these beside what is there."""
    plans, names = Plans.whole(folder / "account_plans"), {one.response for one in entries}
    there = plans.open(NpsNotes, FILE, "A1")
    kept = tuple(one for one in there.plan.follow_ups if one.response not in names)
    plans.save(there, NpsNotes(account_id="A1", follow_ups=(*kept, *entries)), "Somebody")


def test_two_who_write_of_two_answers_do_not_meet_and_each_takes_back_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _home(tmp_path)
    test = _open(NPS, folder, monkeypatch, answer="n1", you="Lena Sommer")
    _set(test, "Status", FollowUpState.CONTACTED)
    _wrote(folder, FollowUp(response="n9", done="theirs"))
    _press(test, "Save")
    assert {one.response for one in _notes(folder).follow_ups} == {"n1", "n9"}
    _wrote(folder, FollowUp(response="n9", done="theirs, once more"))
    test.run()
    _press(test, "Undo the last save")
    assert [(one.response, one.done) for one in _notes(folder).follow_ups] == [("n9", "theirs, once more")]


def test_of_one_answer_that_both_write_neither_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _home(tmp_path)
    test = _open(NPS, folder, monkeypatch, answer="n1", you="Lena Sommer")
    _set(test, "What was done", "Mine")
    _wrote(folder, FollowUp(response="n1", done="Theirs"))
    test.run()
    assert any("Somebody else saved this meanwhile" in one.value and "Theirs" in one.value for one in test.warning)
    _press(test, "Save mine over it")
    assert [one.done for one in _notes(folder).follow_ups] == ["Mine"]
    _wrote(folder, FollowUp(response="n1", done="Theirs again"))
    test.run()
    assert next(one for one in test.button if one.label == "Undo the last save").disabled, "it is overtaken"


def test_of_one_answer_of_which_each_writes_another_field_both_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _home(tmp_path)
    test = _open(NPS, folder, monkeypatch, answer="n1", you="Lena Sommer")
    _set(test, "What was done", "Mine")
    _wrote(folder, FollowUp(response="n1", status=FollowUpState.CONTACTED))
    test.run()
    assert not test.warning
    _press(test, "Save")
    assert [(one.done, one.status) for one in _notes(folder).follow_ups] == [("Mine", FollowUpState.CONTACTED)]
    _wrote(folder, FollowUp(response="n1", done="Mine", status=FollowUpState.CLOSED))
    test.run()
    _press(test, "Undo the last save")
    assert [(one.done, one.status) for one in _notes(folder).follow_ups] == [("", FollowUpState.CLOSED)]


@pytest.mark.parametrize("when", ["both are open", "the draft is taken up"])
def test_two_windows_of_one_person_in_one_field_do_not_write_over_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """What the second was begun with counts, also where its words come from a draft of before the first saved."""
    folder = _home(tmp_path)
    _wrote(folder, FollowUp(response="n1", done="Called"))
    window = _open(NPS, folder, monkeypatch, answer="n1", you="Lena Sommer")
    _set(window, "What was done", "Called, and wrote")
    saved = Plans.whole(folder / "account_plans").open(NpsNotes, FILE, "A1")
    Plans.whole(folder / "account_plans").save(
        saved, NpsNotes(account_id="A1", follow_ups=(FollowUp(response="n1", done="Visited"),)), "Lena Sommer"
    )
    if when == "the draft is taken up":
        window = _open(NPS, folder, monkeypatch, answer="n1", you="Lena Sommer")
    else:
        _press(window, "Save")
    assert next(_field(window, "What was done")).value == "Called, and wrote"  # type: ignore[attr-defined]
    (told,) = [one.value for one in window.warning]
    assert "You, in another window, saved this meanwhile" in told.replace("\\", "")
    assert "“Visited”, yours “Called, and wrote”" in told.replace("\\", "")
    assert [one.done for one in _notes(folder).follow_ups] == ["Visited"]


def test_a_form_nobody_typed_in_follows_what_others_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _home(tmp_path)
    test = _open(NPS, folder, monkeypatch, answer="n1", you="Lena Sommer")
    _wrote(folder, FollowUp(response="n1", status=FollowUpState.CONTACTED, done="Called"))
    test.run()
    assert not test.warning
    assert [next(_field(test, label)).value for label in ("Status", "What was done")] == [  # type: ignore[attr-defined]
        FollowUpState.CONTACTED, "Called",
    ]  # fmt: skip
    _press(test, "Save")
    assert [one.done for one in _notes(folder).follow_ups] == ["Called"]


def test_a_follow_up_file_that_is_broken_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _home(tmp_path)
    plans = Plans.whole(folder / "account_plans")
    plans.save(plans.open(NpsNotes, FILE, "A1"), NpsNotes(account_id="A1"), "Somebody")
    path = plans.of("A1") / FILE
    path.write_text(path.read_text() + "\n[[follow_ups]\nresponse = ")
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.query_params["answer"], test.query_params["you"] = "n1", "Lena Sommer"
    test.switch_page(NPS).run()
    assert not test.exception
    assert any("Something in the file cannot be used" in one.value for one in test.warning)
    _set(test, "Status", FollowUpState.CONTACTED)
    next(one for one in test.button if one.label == "Save").click().run()
    assert any("TOML" in one.value for one in test.error)
    assert path.read_text().endswith("response = ")


def test_words_of_customers_are_shown_as_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(NPS, _home(tmp_path), monkeypatch, answer="n1")
    said = next(str(one.value) for one in test.markdown if str(one.value).startswith("> "))
    assert "\\*\\*loud\\*\\*" in said and "<b>" not in said.replace("\\<b", "")


def test_rules_of_a_company_of_its_own_take_the_place_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _home(tmp_path)
    own = folder / "account_plans" / "_company"
    own.mkdir(parents=True)
    (own / "themes.toml").write_text('[noise]\nname = "Noise"\nwords = ["loud"]\n')
    test = _open(NPS, folder, monkeypatch)
    assert any("Noise is what the unhappy write about most" in str(one.value) for one in test.markdown)
    (own / "themes.toml").write_text("[noise")
    test.run()
    assert any("cannot be used" in str(one.value) for one in test.warning)
    assert any("Outages and stability" in str(one.value) for one in test.markdown)


def test_an_answer_or_account_that_is_not_there_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    test = _open(NPS, _home(tmp_path), monkeypatch, answer="../../etc/passwd", only="nobody")
    assert "answer" not in test.query_params


@pytest.mark.parametrize("page", [NPS, SERVICE])
def test_without_any_of_its_feeds_a_page_says_what_it_would_show(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded_once(home(tmp_path, accounts=TABLES["accounts"], subscriptions=TABLES["subscriptions"]))
    test = _open(page, tmp_path, monkeypatch)
    assert any("left out here" in str(one.value) for one in test.info)


def test_a_feed_without_the_later_columns_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tickets = "ticket_id | account_id | opened_at\nt1 | A1 | 2026-09-01 10:00:00"
    folder = _home(tmp_path, tickets=tickets)
    _open(NPS, folder, monkeypatch, only="A1")
    test = _open(SERVICE, folder, monkeypatch, only="A1")
    assert any("owner\\_id" in str(one.value) for one in test.caption)
