"""What a browser may do with an answer: nothing that leads elsewhere, whatever stands in it."""

import re

import pytest

from steward.ui.server.admission import Admission
from steward.ui.server.app import SHELL
from steward.ui.server.headers import WithHeaders, headers
from tests.server.asking import HOST, PORT, TOKEN, asked, inside

TOLD = headers(SHELL)
SERVED = WithHeaders(Admission(inside, lambda host: host == HOST, TOKEN, PORT), TOLD)
POLICY = [rule.partition(" ") for rule in TOLD["content-security-policy"].split("; ")]
RULES = {name: set(allowed.split()) for name, _, allowed in POLICY}
NOWHERE_ELSE = {"'self'", "'none'", "data:", "blob:", "'unsafe-inline'"}


@pytest.mark.parametrize("address", ["/", f"/?token={TOKEN}"])
@pytest.mark.parametrize("cookie", ["", f"steward-{PORT}={TOKEN}"])
def test_they_go_with_every_answer_and_in_place_of_others(address: str, cookie: str) -> None:
    found = asked(SERVED, address, ("Cookie", cookie)).headers
    assert TOLD.items() <= found.items()
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "no-referrer"


def test_nothing_is_fetched_from_elsewhere() -> None:
    for name, allowed in RULES.items():
        assert {one for one in allowed if not one.startswith("'sha256-")} <= NOWHERE_ELSE, name


def test_no_script_stands_in_a_page_but_the_one_of_its_shell() -> None:
    assert "'unsafe-inline'" not in RULES["script-src"]
    assert "'unsafe-eval'" not in RULES["script-src"]
    assert sum(one.startswith("'sha256-") for one in RULES["script-src"]) == len(
        re.findall(r"<script(?![^>]*\bsrc=)", SHELL.read_text(encoding="utf-8"))
    )


def test_nobody_frames_it() -> None:
    assert RULES["frame-ancestors"] == {"'none'"}
    assert TOLD["x-frame-options"] == "DENY"
