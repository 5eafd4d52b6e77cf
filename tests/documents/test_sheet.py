"""The frozen sheet keeps its words, and its check code tells any other words apart."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.sheet import DisposalSheet, SignatureBox
from tests.documents.sheets import large, line

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def test_a_sheet_comes_back_from_json_as_it_was() -> None:
    sheet = large(3, warnings=("尚有净值",))
    assert DisposalSheet.from_json(sheet.to_json()) == sheet


@given(WORDS, WORDS, st.integers(-(10**12), 10**12), st.lists(WORDS, max_size=3))
def test_any_words_survive_the_round_trip(
    name: str, reason: str, value: int, warnings: list[str]
) -> None:
    lines = (line(1, name=name, original_value_fen=value),)
    boxes = (SignatureBox(name, (reason,), seal=False),)
    sheet = large(0, lines=lines, reason=reason, warnings=tuple(warnings), boxes=boxes)
    again = DisposalSheet.from_json(sheet.to_json())
    assert again == sheet
    assert again.digest == sheet.digest


def test_the_json_is_canonical() -> None:
    text = large(1).to_json()
    assert text == json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_another_word_gives_another_check_code() -> None:
    sheet = large(2)
    others = [
        replace(sheet, version=2),
        replace(sheet, reason=""),
        replace(sheet, head="119:00000000"),
        replace(sheet, lines=(line(1), line(2, place="电脑3室"))),
        replace(sheet, boxes=sheet.boxes[:4]),
    ]
    assert len({other.check_code for other in [sheet, *others]}) == 6


def test_totals_are_the_sums_of_the_lines() -> None:
    sheet = large(
        0,
        lines=(
            line(1, quantity=3, original_value_fen=100, accumulated_fen=40, net_value_fen=60),
            line(2, quantity=4, original_value_fen=1, accumulated_fen=1, net_value_fen=0),
        ),
    )
    assert (sheet.total_quantity, sheet.total_value_fen) == (7, 101)
    assert sheet.total_accumulated_fen == 41


def test_the_code_on_paper_names_number_version_page_check_and_head() -> None:
    sheet = large(1, version=2)
    assert sheet.qr(3, 4) == f"HQ1|BF20260003|2|3/4|{sheet.digest[:8]}|118:9f3c2a71"


def test_a_sheet_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        large(1).number = "BF20269999"  # type: ignore[misc]
