"""What a customer sees of a review without our pages: the window it is presented in, and the file they keep."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.exhibits import Figure
from steward.output.review_page import review_page, slides
from steward.plans.files.store import Plans
from steward.services.reviews.opened import OpenedReview, open_review, subject
from steward.ui.kit.escape import plain
from steward.ui.kit.secret import made_secret
from steward.ui.present import stage
from steward.ui.present.present_session import room
from steward.ui.present.signed_link import Link, PresentWindow, signed
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.outputs.told import Told
from tests.shared_review import PLOTS

PAGE = Path(__file__).parents[2] / "pages" / "customer" / "present.py"
ROOM = "outputs"
SAID = re.compile(r'<span class="label">(.*?)</span><span class="value[^"]*">(.*?)</span>')


def kept_file(home: Path, account: str) -> Iterator[Told]:
    """The figures of the file for the customer to keep."""
    drawn, draw = list[Figure](), slides._figure
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slides, "_figure", lambda one: (drawn.append(one), draw(one))[1])
        page = review_page(_opened(home, account).review, PLOTS).decode()
    said = [tuple(map(html.unescape, found)) for found in SAID.findall(page)]
    assert said == [(one.label, one.text) for one in drawn]
    yield from (Told(account, "shared file", one.id, one.value) for one in drawn)


def presented(home: Path, account: str) -> Iterator[Told]:
    """The figures of the slides as they are presented, one after the other. Writes a key for links into the home."""
    opened, drawn, draw = _opened(home, account), list[Figure](), stage._figures
    link = Link(account, str(opened.subject.quarter), ROOM, "Ann")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEWARD_HOME", str(home))
        patch.setattr(stage, "_figures", lambda shown: (drawn.extend(shown), draw(shown)))
        test = AppTest.from_file(str(PAGE))
        test.query_params["link"] = signed(link, PresentWindow.CUSTOMER, made_secret(Workspace.whole(home)))
        for number, slide in enumerate(opened.review.slides):
            if slide.figures:
                room(ROOM).show(number, len(opened.review.slides))
                drawn.clear()
                test.run()
                assert not test.exception and not test.error, slide.id
                captions, words = ([one.value for one in kind] for kind in (test.caption, test.markdown))
                assert [one for one in drawn if plain(one.label) not in captions] == [], slide.id
                assert [one for one in drawn if f"### {plain(one.text)}" not in words] == [], slide.id
                yield from (Told(account, "present", one.id, one.value) for one in drawn)


def _opened(home: Path, account: str) -> OpenedReview:
    workspace = Workspace.whole(home)
    return open_review(subject(open_warehouse(workspace), account), Plans.whole(workspace.plans))
