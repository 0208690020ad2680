"""A ledger keeps what happened, tells where somebody changed it, and loses nothing to a crash."""

import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.workflow import ledger

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDS = st.text(max_size=40)
ABOUT = st.dictionaries(WORDS, st.one_of(WORDS, st.integers(), st.lists(WORDS, max_size=3)), max_size=3)


def kept(path: Path, names: list[str]) -> None:
    for name in names:
        ledger.add(path, "ada", name)


class TestRoundTrip:
    @given(st.lists(st.tuples(WORDS, WORDS, ABOUT, WORDS), max_size=5))
    def test_what_was_written_is_read(
        self, tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str, dict[str, object], str]]
    ) -> None:
        path = tmp_path_factory.mktemp("ledger") / "events.jsonl"
        for who, name, about, content in said:
            ledger.add(path, who, name, about, content)
        found = ledger.read(path)
        assert [(one.who, one.event, dict(one.about), one.content) for one in found.events] == said
        assert found.broken == ()

    def test_nothing_happened_where_there_is_no_file(self, tmp_path: Path) -> None:
        assert ledger.read(tmp_path / "events.jsonl") == ledger.Ledger()

    def test_time_never_runs_back(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        ledger.add(path, "ada", "first", at=NOON)
        ledger.add(path, "ada", "second", at=NOON - timedelta(hours=3))
        assert [one.at for one in ledger.read(path).events] == [NOON, NOON]


class TestTampering:
    @pytest.mark.parametrize("number", [1, 2, 3])
    def test_an_edited_line_is_told(self, tmp_path: Path, number: int) -> None:
        path = tmp_path / "events.jsonl"
        kept(path, ["one", "two", "three"])
        lines = path.read_text().splitlines()
        lines[number - 1] = lines[number - 1].replace('"who": "ada"', '"who": "bob"')
        path.write_text("\n".join(lines) + "\n")
        assert ledger.read(path).broken[0] == number

    def test_an_edited_line_with_a_digest_made_anew_breaks_the_next(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        kept(path, ["one", "two", "three"])
        lines = path.read_bytes().splitlines()
        other = tmp_path / "other.jsonl"
        ledger.add(other, "bob", "one", at=ledger.read(path).events[0].at)
        path.write_bytes(b"\n".join([other.read_bytes().strip(), *lines[1:]]) + b"\n")
        assert ledger.read(path).broken == (2,)

    def test_a_removed_and_a_moved_line_are_told(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        kept(path, ["one", "two", "three", "four"])
        first, second, third, fourth = path.read_bytes().splitlines()
        path.write_bytes(b"\n".join([first, third, fourth]) + b"\n")
        assert ledger.read(path).broken == (2,)
        path.write_bytes(b"\n".join([first, third, second, fourth]) + b"\n")
        assert ledger.read(path).broken == (2, 3, 4)

    def test_a_clock_set_back_with_a_digest_made_anew_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        ledger.add(path, "ada", "one", at=NOON)
        said = {
            "about": {}, "at": "2026-05-31T12:00:00+00:00", "before": ledger.read(path).events[0].digest, "content": "",
            "event": "two", "who": "ada",
        }  # fmt: skip
        digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
        with path.open("a") as file:
            file.write(json.dumps({**said, "digest": digest}, sort_keys=True) + "\n")
        assert ledger.read(path).broken == (2,)

    @pytest.mark.parametrize(
        "line", ["nonsense", "[]", '{"at": "yesterday"}', '{"at": 5}', "{}", '{"at": null, "about": 1}']
    )
    def test_a_line_that_is_not_ours_is_told_and_the_rest_is_read(self, tmp_path: Path, line: str) -> None:
        path = tmp_path / "events.jsonl"
        kept(path, ["one"])
        with path.open("a") as file:
            file.write(line + "\n")
        found = ledger.read(path)
        assert (found.names, found.broken) == (("one",), (2,))

    def test_types_of_fields_are_held(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        kept(path, ["one"])
        said = json.loads(path.read_text())
        path.write_text(json.dumps({**said, "about": ["a list"]}) + "\n")
        assert ledger.read(path) == ledger.Ledger((), (1,))


class TestCrash:
    def test_a_torn_line_is_passed_over_and_the_next_goes_on(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        kept(path, ["one", "two"])
        whole = path.read_bytes()
        for length in range(1, len(whole.splitlines()[1])):
            path.write_bytes(whole.splitlines(keepends=True)[0] + whole.splitlines()[1][:length])
            ledger.add(path, "ada", "three")
            found = ledger.read(path)
            assert (found.names, found.broken) == (("one", "three"), ()), length

    @pytest.mark.parametrize("times", [24, pytest.param(1_000, marks=pytest.mark.every)])
    def test_killed_as_often_no_event_is_lost_or_half(self, tmp_path: Path, times: int) -> None:
        """Each life of a writer ends by a kill, at another moment of its writing; what it said was kept is there, in
        order, and the chain holds."""
        path, said = tmp_path / "events.jsonl", list[str]()
        chance = random.Random(times)
        for life in range(times):
            told, tell = os.pipe()
            writer = os.fork()
            if writer == 0:
                with suppress(BaseException):
                    while True:
                        os.write(tell, f"{ledger.add(path, 'ada', 'x' * 5_000).digest}\n".encode())
                os._exit(1)
            os.close(tell)
            with os.fdopen(told) as lines:
                said.append(lines.readline().strip())
                time.sleep(chance.random() * 0.004)
                os.kill(writer, signal.SIGKILL)
                said += [line.strip() for line in lines if line.endswith("\n")]
            os.waitpid(writer, 0)
            if life % 20 == 19 or life == times - 1:
                found = ledger.read(path)
                kept = [one.digest for one in found.events]
                assert found.broken == () and [one for one in kept if one in set(said)] == said
                path.unlink()
                said.clear()

    def test_a_full_disk_is_told_and_what_was_there_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        kept(path, ["one", "two"])
        before = path.stat().st_size
        pid = os.fork()
        if pid == 0:
            code = 1
            with suppress(BaseException):
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (before + 40, before + 40))
                try:
                    ledger.add(path, "ada", "three")
                except OSError:
                    code = 7
            os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
        assert path.stat().st_size > before  # half a line is there
        ledger.add(path, "ada", "four")
        found = ledger.read(path)
        assert (found.names, found.broken) == (("one", "two", "four"), ())

    def test_a_killed_writer_loses_nothing_it_was_told_was_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "events.jsonl"
        script = (
            "import sys; from pathlib import Path; from steward.workflow import ledger\n"
            "path = Path(sys.argv[1])\n"
            "while True:\n    print(ledger.add(path, 'ada', 'x' * 400).digest, flush=True)\n"
        )
        said: list[str] = []
        for pause in (0.02, 0.05, 0.11):
            writer = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
            assert writer.stdout is not None
            said.append(writer.stdout.readline().strip())
            time.sleep(pause)
            os.kill(writer.pid, signal.SIGKILL)
            said += [line.strip() for line in writer.stdout if line.endswith("\n")]
            writer.wait()
        found = ledger.read(path)
        assert found.broken == () and len(said) >= 3
        assert set(said) <= {one.digest for one in found.events}
