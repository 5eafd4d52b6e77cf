"""迎检包 of five hundred pages with photos, beside the bare photos, and the memory it takes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from random import Random
from time import perf_counter

from PIL import Image

from houqin_desktop.documents.binder_paper import bind_sections
from houqin_desktop.documents.binder_pictures import PER_SHEET
from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn, PaperSection
from houqin_desktop.services.binder.parts import BinderPicture, Listed, Pictures, Section
from tests.benchmarks.importing import peak_mb
from tests.benchmarks.measuring import Measure

PAGES, SHEETS, CAMERAS = 500, 420, 12
ROWS_A_PAGE = 26
MOST_MIB = 400
PHOTO = (1600, 1200)


def _photos(folder: Path) -> list[Path]:
    """Write photos as a telephone makes them: large, grainy, no two alike."""
    paths = []
    for at in range(CAMERAS):
        chance = Random(at)
        small = Image.frombytes("RGB", (60, 45), chance.randbytes(60 * 45 * 3))
        path = folder / f"{at:02d}.jpg"
        small.resize(PHOTO, Image.Resampling.BICUBIC).save(path, "JPEG", quality=90)
        paths.append(path)
    return paths


def _list(rows: int) -> ListSheet:
    columns = tuple(PaperColumn(f"栏目{at}") for at in range(8))
    cells = tuple(tuple(f"{row}行{at}" for at in range(8)) for row in range(rows))
    return ListSheet(
        name="bench",
        title="台账",
        school="示范小学",
        fields=(("项数", f"{rows:,}"),),
        columns=columns,
        sections=(PaperSection("", cells),),
        printed="",
        grand_total=False,
    )


def _bound(photos: list[Path], folder: Path) -> int:
    pictures = tuple(
        BinderPicture(photos[at % len(photos)], f"第 {at} 张 楼梯间")
        for at in range(SHEETS * PER_SHEET)
    )
    rows = (PAGES - SHEETS) * ROWS_A_PAGE
    section = Section("排查", (Listed("台账", lambda: _list(rows)), Pictures("照片", pictures)))
    return bind_sections(
        [section], "示范小学", "2026年", folder / "binder.pdf", lambda _done, _total: None
    ).pages


def _bare(photos: list[Path]) -> None:
    """Make every photo small: what no way of binding them can do without."""
    for at in range(SHEETS * PER_SHEET):
        with Image.open(photos[at % len(photos)]) as opened:
            opened.draft("RGB", (800, 800))
            opened.thumbnail((800, 800))
            opened.convert("RGB").save(BytesIO(), "JPEG", quality=78)


def _measured() -> dict[str, float]:
    """Bind once in this process; return times in milliseconds, pages, and the peak in MiB."""
    with tempfile.TemporaryDirectory(prefix="houqin-bench-") as name:
        folder = Path(name)
        photos = _photos(folder)
        begun = perf_counter()
        _bare(photos)
        floor = perf_counter()
        pages = _bound(photos, folder)
        ended = perf_counter()
    return {
        "floor": (floor - begun) * 1000,
        "taken": (ended - floor) * 1000,
        "pages": pages,
        "peak": peak_mb(),
    }


def binding() -> Measure:
    """Bind in a process of its own, so that the peak is that of the binder alone."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.binding"],
        capture_output=True,
        check=True,
        text=True,
    )
    found = json.loads(done.stdout)
    return Measure(
        "迎检包",
        int(found["pages"]),
        found["taken"],
        found["floor"],
        ratio_budget=2.0,
        note=f"内存至多 {found['peak']:.0f} MiB（限 {MOST_MIB}）",
        faults=int(found["peak"] > MOST_MIB or found["pages"] < PAGES),
    )


if __name__ == "__main__":
    json.dump(_measured(), sys.stdout)
