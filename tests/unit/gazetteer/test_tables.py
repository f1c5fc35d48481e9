from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import GazetteerError
from dragoman.gazetteer import gazetteer, tables

ROOT = Path(__file__).resolve().parents[3]

# Measured 0.04 s and 33 MB at the lead's machine; the bounds leave room for slow ones.
LOAD_SECONDS = 1.0
PEAK_MEGABYTES = 80
WHEEL_BYTES = 2_800_000

_LOAD = """
import pathlib, re, time
from dragoman.gazetteer import gazetteer
start = time.perf_counter()
matches = gazetteer().find("Türkiye told the UN so")
seconds = time.perf_counter() - start
status = pathlib.Path("/proc/self/status")  # ru_maxrss would count what the parent process used before.
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(seconds, int(peak[1]) / 1024 if peak else 0, len(matches))
"""


def test_the_tables_load_quickly_and_small_in_a_fresh_process() -> None:
    output = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True).stdout
    seconds, megabytes, matches = map(float, output.split())
    assert matches == 2
    assert seconds < LOAD_SECONDS
    assert megabytes < PEAK_MEGABYTES


def test_every_office_is_of_a_state_or_body_that_the_tables_know() -> None:
    rows = gzip.decompress((ROOT / "src/dragoman/gazetteer/data/holders.tsv.gz").read_bytes()).decode().splitlines()[1:]
    assert rows
    assert {owner for owner in (row.split("\t")[0] for row in rows) if owner not in gazetteer()} == set()


def test_the_tables_keep_to_their_share_of_the_wheel() -> None:
    assert sum(path.stat().st_size for path in tables._DATA.glob("*.tsv.gz")) < WHEEL_BYTES


def test_the_shipped_tables_are_what_the_script_builds(shared: Path, tmp_path: Path) -> None:
    script = ROOT / "scripts" / "build_gazetteer.py"
    subprocess.run(
        [sys.executable, str(script), "--facts", str(shared / "actors"), "--out", str(tmp_path)],
        check=True,
    )
    built = {path.name for path in tmp_path.iterdir()}
    assert built == {path.name for path in tables._DATA.glob("*.tsv.gz")} | {"SOURCES"}
    for name in built:
        read = gzip.decompress if name.endswith(".gz") else bytes
        assert read((tmp_path / name).read_bytes()) == read((tables._DATA / name).read_bytes()), name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "can't be read"),
        (b"not gzip", "can't be read"),
        (gzip.compress(b"# dragoman gazetteer 1: posts\nambassador\tGOV")[:20], "can't be read"),
        (gzip.compress(b"# dragoman gazetteer 9: posts\nambassador\tGOV"), "begins with"),
        (gzip.compress(b"\xff\xfe"), "can't be read"),
    ],
    ids=["missing", "no gzip", "cut off", "another form", "no text"],
)
def test_a_damaged_table_says_so(
    content: bytes | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "posts.tsv.gz").write_bytes(content)
    monkeypatch.setattr(tables, "_DATA", tmp_path)
    with pytest.raises(GazetteerError, match=message):
        tables.read("posts")
