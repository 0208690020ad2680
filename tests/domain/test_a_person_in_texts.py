"""A person in texts: every spelling of theirs is found, and nobody else's."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.forgetting import FORMER, ForgottenPerson

ANNA = ForgottenPerson(names=("Anna Smith",), emails=("anna@bolt.example",))

THEIRS = {
    "Anna Smith": FORMER,
    "ANNA SMITH agreed": f"{FORMER} agreed",
    "We met anna smith's team.": f"We met {FORMER}'s team.",
    "Smith, Anna": FORMER,
    "Call Smith, Anna about it": f"Call {FORMER} about it",
    "Bob Smith, Anna Smith": f"Bob Smith, {FORMER}",
    "SMITH Anna": FORMER,
    "SMITH,ANNA;": f"{FORMER};",
    "Anna\n  Smith": FORMER,
    "# Anna\n# Smith": f"# {FORMER}",
    "Anna\u00a0Smith": FORMER,
    "_Anna Smith_ and **Anna Smith**": f"_{FORMER}_ and **{FORMER}**",
    "l’avis d’Anna Smith": f"l’avis d’{FORMER}",
    "-Anna Smith: yes": f"-{FORMER}: yes",
    "Anna Smith-led": f"{FORMER}-led",
    "Anna Smith <anna@bolt.example>": f"{FORMER} <>",
    "mailto:Anna@Bolt.example?subject=x": "mailto:?subject=x",
    "write to anna@bolt.example.": "write to .",
    "anna.smith@home.example or anna_smith": " or former-contact-1",
    "ask-anna-smith-again": "ask-former-contact-1-again",
    "pictures/Anna Smith.png": f"pictures/{FORMER}.png",
    "Anna%20Smith.png": "former-contact-1.png",
}
OTHERS = (
    "Anna", "Smith", "Ann Smith", "Anna Smithson", "Joanna Smith", "Mary-Anna Smith", "Anna Smith-Jones",
    "Anna B. Smith", "joanna@bolt.example", "anna@bolt.example.org", "x.anna@bolt.example", "joanna-smith",
    "anna-smithson", "Smith, Annabel", "Annä Smith", "Blacksmith, Anna", "Bob Smith, Anna Jones", FORMER,
)  # fmt: skip


@pytest.mark.parametrize("text", THEIRS)
def test_every_spelling_of_a_person_is_taken_out(text: str) -> None:
    assert ANNA.without(text) == THEIRS[text]
    assert ANNA.times(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_people_stay(text: str) -> None:
    assert ANNA.without(text) == text
    assert not ANNA.times(text)


SPELLINGS = {
    "Zoë Østergård": ["Zoë Østergård", "ZOË ØSTERGÅRD", "Zoe Ostergard", "Østergård, Zoë"],
    "Dr. Eva Groß": ["Dr. Eva Groß", "Eva Groß", "EVA GROSS", "Groß, Eva"],
    "van Dyke, Ludwig": ["Ludwig van Dyke", "van Dyke, Ludwig", "Dyke, Ludwig van"],
    "Seán O'Brien": ["Seán O’Brien", "Sean O'Brien", "SEÁN O'BRIEN"],
    "'t Hooft": ["’t Hooft", "'t Hooft"],
    "Élise d'Arc": ["ÉLISE D’ARC", "Elise d'Arc", "d'Arc, Élise"],
    "Anne-Marie Roy": ["Anne-Marie Roy", "Anne‑Marie Roy", "anne-marie-roy", "Roy, Anne-Marie"],
    "山田 太郎": ["山田太郎さん", "山田 太郎"],
    "Νίκος Παπαδόπουλος": ["ΝΙΚΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ", "Νικος Παπαδοπουλος"],
    "सुनीता शर्मा": ["सुनीता शर्मा", "शर्मा, सुनीता"],
    "김철수": ["김철수는"],
    "Ирина Петрова": ["Ирина Петрова", "ИРИНА ПЕТРОВА", "Петрова, Ирина"],
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_names_of_any_language_are_found_composed_or_not(name: str) -> None:
    for spelt in SPELLINGS[name]:
        for form in ("NFC", "NFD"):
            assert ForgottenPerson(names=(name,)).times(unicodedata.normalize(form, f"… {spelt}.")) == 1, (spelt, form)


def test_a_name_of_one_word_is_a_name_and_a_part_of_an_id() -> None:
    person = ForgottenPerson(names=("Anna",))
    assert person.without("Anna says: ask-anna-again") == f"{FORMER} says: ask-former-contact-1-again"
    for other in ("Anna-Lena", "Annabel", "Hanna", "ANNALS"):
        assert person.without(other) == other


def test_an_id_that_the_data_knows_stays() -> None:
    person = ForgottenPerson(names=("Anna Smith",), kept=frozenset({"anna-smith"}))
    assert person.without("anna-smith, ask-anna-smith") == "anna-smith, ask-former-contact-1"


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_what_was_taken_out_is_out_and_the_rest_is_there(before: str, after: str) -> None:
    made = ANNA.without(f"{before} Anna Smith {after}")
    assert FORMER in made and not ANNA.times(made)
