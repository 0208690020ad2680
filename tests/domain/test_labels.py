"""Labels to choose by: never two alike, whatever things are called."""

from hypothesis import given
from hypothesis import strategies as st

from steward.domain.labels import told_apart, with_written

WORDS = st.text("aA ·1", max_size=4)


def test_a_name_nobody_else_has_stays_as_it_is() -> None:
    assert told_apart({"A1": "Alder Ltd", "A2": "Birch"}, {"A1": "North", "A2": "South"}) == {
        "A1": "Alder Ltd",
        "A2": "Birch",
    }


def test_two_of_one_name_get_the_first_fact_in_which_they_differ() -> None:
    names, same, other = {"A1": "Alder", "A2": "Alder"}, {"A1": "x", "A2": "x"}, {"A1": "Leeds", "A2": "York"}
    assert told_apart(names, same, other) == {"A1": "Alder · Leeds", "A2": "Alder · York"}


def test_where_no_fact_tells_them_apart_the_id_does() -> None:
    assert told_apart(dict.fromkeys(("A1", "A2", "A3"), "Alder"), {"A1": "Leeds", "A2": "York", "A3": "York"}) == {
        "A1": "Alder · Leeds",
        "A2": "Alder · A2",
        "A3": "Alder · A3",
    }


def test_what_has_no_name_is_called_by_its_id() -> None:
    assert told_apart({"A1": ""}) == {"A1": "A1"}


def test_a_written_name_is_not_taken_for_the_one_who_has_it() -> None:
    assert with_written({"P1": "Ann Lee"}, ["Ann Lee", "", "P1"]) == {
        "P1": "Ann Lee · P1",
        "Ann Lee": "Ann Lee · as written",
    }


@given(st.dictionaries(WORDS.filter(bool), WORDS), st.dictionaries(WORDS, WORDS))
def test_no_two_labels_are_ever_alike(names: dict[str, str], facts: dict[str, str]) -> None:
    labels = told_apart(names, facts)
    assert list(labels) == list(names)
    assert len(set(labels.values())) == len(names)
