"""Five hundred spoiled workbooks crash nothing: each ends in a plan or in one sentence."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from houqin_desktop.documents.workbooks.gate import OLE_MAGIC
from houqin_desktop.documents.workbooks.parser import parse_workbook
from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import Workbook
from houqin_desktop.services.importing.planning import plan_import
from tests.builders import Book
from tests.ledgers.cases import cases
from tests.ledgers.spoiling import SPOILERS
from tests.long_run import SHARE, note, times

SAMPLES = Path(__file__).parents[1] / "samples"
APART = times(daily=60, long=1_200)
TOGETHER = times(daily=440, long=8_800)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return sound workbooks of every kind, small ones."""
    folder = tmp_path_factory.mktemp("sound")
    wanted = [case for case in cases() if case.name[:2] in ("05", "07", "15")]
    made = [case.write(folder)[0] for case in wanted]
    return [path.read_bytes() for path in [*made, *sorted(SAMPLES.iterdir())]]


def spoiled(chance: Random, sound: list[bytes]) -> bytes:
    """Return one of them, spoiled in one way or two."""
    content = chance.choice(sound)
    for _ in range(chance.choice((1, 1, 2))):
        content = chance.choice(SPOILERS)(chance, content) or b"\0"
    return content


def outcome(path: Path, book: Book, *, apart: bool) -> str:
    """Read, recognise, plan; return what it came to, with the sentence if it was refused."""
    try:
        sheets = read_workbook(path).sheets if apart else parse_workbook(path)
        plan = plan_import(book.session, Workbook(path.name, "0" * 64, sheets))
    except Refused as refused:
        return f"{refused.code}: {refused.sentence}"
    return "plan" if plan.ledger.tables else "nothing"


@pytest.mark.parametrize("apart", [False, True], ids=["together", "apart"])
def test_a_spoiled_workbook_ends_in_a_plan_or_in_one_sentence(sound, book, tmp_path, apart):
    # The same ones every day, others in every long run.
    chance = Random(None if SHARE else 20261124)
    mine = sound if apart else [each for each in sound if not each.startswith(OLE_MAGIC)]
    found: Counter[str] = Counter()
    for at in range(APART if apart else TOGETHER):
        content = spoiled(chance, mine)
        path = tmp_path / f"{at}{chance.choice(('.xlsx', '.xls', '.csv', '.et'))}"
        path.write_bytes(content)
        # What an old container claims of its size is left to the limits of the process apart.
        if content.startswith(OLE_MAGIC) and not apart:
            continue
        code, _, sentence = outcome(path, book, apart=apart).partition(": ")
        found[code] += 1
        assert code == "plan" or (sentence.endswith("。") and "\n" not in sentence)
    note("损坏的表格", workbooks=found.total(), plans=found["plan"])
    assert found["plan"] > 0
    assert found["damaged"] > 0
    assert len(found) >= 4, found


def test_a_package_whose_part_claims_another_size_is_damaged(book, tmp_path):
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    content = bytearray(path.read_bytes())
    content[22:26] = (2**31).to_bytes(4, "little")
    path.write_bytes(content)
    assert outcome(path, book, apart=True).startswith(("damaged", "too_large"))
