"""What tests of several rooms share: the sample company, and the real data where it is at hand."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

from steward.briefings.internal.scope.book import Book, book_of
from steward.deck import drawing
from steward.output import workbook
from steward.output.document import writer as document_writer
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.sample import write_sample
from steward.sample.stories import STORIES
from steward.ui import pages
from steward.ui.reviews import pictures
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests import homes
from tests.deck_audit import held
from tests.examples import first, times
from tests.homes import opened_once
from tests.made_once import changed, made_once, of_the_run
from tests.reviews_made import TOLD, ids

ROOT = Path(__file__).parents[1]

# The same examples in CI every time; new ones on a developer's machine, where a find can be looked into.
settings.register_profile("steward", max_examples=times(100), deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("steward")
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["STEWARD_BEFOREHAND"] = (
    "no"  # of servers that show one or two pages; tests/server/test_first_visits.py asks for it
)
# Every worker and every server that is started would compile all modules anew: a twentieth of the whole time.
for make in (AppTest.from_string, AppTest.from_file, AppTest.from_function):
    # A page may take as long as it takes: three seconds are luck where other programs keep the processors busy.
    make.__func__.__kwdefaults__["default_timeout"] = 600  # type: ignore[attr-defined]
OWN_MAIN = sys.modules["__main__"]
"""As it was before any test and any fixture ran."""


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was made until now, all tests and modules, stays to the end: it need not be gone through for what may go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that opens a browser is one of the browser's, whether it says so or not."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Streamlit's test runner leaves its script behind as `__main__`, and every process begun later would import it."""
    sys.modules["__main__"] = OWN_MAIN
    yield
    sys.modules["__main__"] = OWN_MAIN


@pytest.fixture(scope="session")
def real() -> Path:
    """Data nobody here made up, used by path and never copied into the project."""
    return _beside("real")


@pytest.fixture(scope="session")
def cases() -> Path:
    """Inputs that failed, small and rewritten, each with what it must give; used by path like the real data."""
    return _beside("cases")


def _beside(name: str) -> Path:
    folder = ROOT.parent / "shared" / name
    if not folder.is_dir():
        pytest.skip(f"the folder is not here: it is expected beside the project, as shared/{name}")
    return folder


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """A server looks through the installed packages once; the test runner would at every page, for half of its time."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_are_waited_for() -> Iterator[None]:
    """The test runner asks a thousand times a second whether a page is done, which the page has to stop for; it is
    waited for instead, and the test runner asks once."""
    asked = local_script_runner.require_widgets_deltas

    def waited(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
        if runner._script_thread:
            runner._script_thread.join(timeout)
        asked(runner, 1)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(local_script_runner, "require_widgets_deltas", waited)
        yield


@pytest.fixture(scope="session", autouse=True)
def slides_are_not_drawn_beside_a_page() -> Iterator[None]:
    """In a browser a page shows its slides as LibreOffice draws them, once they are; the test runner would make and
    draw a deck of each review for nobody to look at."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pictures, "why_no_pdf", lambda: "nobody looks at them")
        yield


@pytest.fixture(scope="session", autouse=True)
def disks_are_not_waited_for() -> Iterator[None]:
    """Nobody pulls the plug between two tests: a file is written whole and renamed as ever, but not flushed to the
    disk. That it is flushed, and when, is tested in `tests/test_whole_files.py`; a server or a command in a process of
    its own does flush."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_found_by_address() -> Iterator[None]:
    """The test runner takes the name of a file for an address, until the app ran: it would open another page."""
    addresses = {
        (ROOT / page.path).resolve(): page.address for page in vars(pages).values() if isinstance(page, pages.PageOf)
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(AppTest, "_resolve_page_hash", lambda _, path: calc_hash(addresses[Path(path)]))
        yield


@pytest.fixture(scope="session", autouse=True)
def shared_homes_stay_as_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test changes what others read."""
    yield
    assert changed(tmp_path_factory) == [], "a test wrote into what all share: give it a copy"


@pytest.fixture(scope="session", autouse=True)
def homes_are_loaded_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What one worker loaded no other loads again."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(homes, "KEPT", of_the_run(tmp_path_factory) / "homes")
        yield


@pytest.fixture(scope="session", autouse=True)
def files_are_audited() -> Iterator[None]:
    """Every deck, document and workbook that a test writes is one that Office opens without a question."""
    with pytest.MonkeyPatch.context() as patched:
        for writer, ending in ((drawing, ".pptx"), (document_writer, ".docx"), (workbook, ".xlsx")):
            patched.setattr(writer, "saved", held(writer.saved, ending))
        yield


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's profile, which it takes seconds to write: one for all of a worker's tests."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional company, loaded once for all workers. A test that writes takes a copy."""
    return made_once(tmp_path_factory, "sample", lambda home: _sample(home, accounts=40))


@pytest.fixture(scope="module")
def book(sample_home: Path) -> Book:
    """The book of the fictional company; a module that has a company of its own says so under the same name."""
    return book_of(opened_once(Workspace.whole(sample_home)))


@pytest.fixture(scope="module")
def plan_cache(sample_home: Path) -> PlanCache:
    """What is written of its accounts."""
    return PlanCache(Plans.whole(Workspace.whole(sample_home).plans))


@pytest.fixture(scope="session")
def small_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same company with only the accounts that tell a story: a third of the time to load again."""
    return made_once(tmp_path_factory, "small_sample", lambda home: _sample(home, accounts=len(STORIES)))


def _sample(home: Path, accounts: int) -> None:
    write_sample(home, accounts=accounts)
    load(Workspace.whole(home))


@pytest.fixture(scope="module", params=first(1, ["told", "every"]))
def told(request: pytest.FixtureRequest, sample_home: Path) -> tuple[str, ...]:
    """The accounts of the sample that a test goes through: those that differ most, and by `make test-all` every one."""
    return TOLD if request.param == "told" else ids(sample_home)


def real_home(folder: Path, real: Path, source: str, mapping: str) -> Path:
    """A home whose `data/` holds real files and the mapping that explains them; nothing is loaded yet."""
    data = folder / "data"
    data.mkdir()
    for path in (*(real / source).glob("*.csv"), *(ROOT / "tests" / "real_sources" / mapping).glob("*.toml")):
        shutil.copyfile(path, data / path.name)
    return folder


def _loaded(factory: pytest.TempPathFactory, real: Path, source: str, mapping: str) -> Path:
    return made_once(factory, mapping, lambda home: load(Workspace.whole(real_home(home, real, source, mapping))))


@pytest.fixture(scope="session")
def ravenstack(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SaaS company made elsewhere, loaded once."""
    return _loaded(tmp_path_factory, real, "ravenstack", "ravenstack")


@pytest.fixture(scope="session")
def skyscape(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One supplier of a real ledger, its customers as accounts."""
    return _loaded(tmp_path_factory, real, "gcloud", "skyscape")


@pytest.fixture(scope="session")
def huddle(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A supplier of annual licences."""
    return _loaded(tmp_path_factory, real, "gcloud", "huddle")


@pytest.fixture(scope="session")
def ledger(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole ledger, every customer of every supplier."""
    return _loaded(tmp_path_factory, real, "gcloud", "ledger")
