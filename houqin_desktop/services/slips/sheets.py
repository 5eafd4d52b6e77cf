"""Filling in the sheet of a slip, frozen at its first printing or signature."""

from __future__ import annotations

from dataclasses import replace

from houqin_desktop.domain.handover import SectionedSheet, SheetSection, read_slip_sheet
from houqin_desktop.domain.routes import ROUTES
from houqin_desktop.domain.sheet import SignatureBox
from houqin_desktop.domain.slip import SlipSheet
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.slips.engine import SlipCase, find_slip, things_of
from houqin_desktop.services.slips.kinds import Section, rule_of
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.slip import Slip
from houqin_desktop.storage.voucher import Voucher, printings_of, sheet_of


def build_slip_sheet(case: SlipCase) -> SlipSheet:
    """Return what the paper says, as the book stands now."""
    if case.slip.original_id is not None:
        return _red_sheet(case, case.slip.original_id)
    rule = rule_of(case.voucher.kind)
    sheet = SlipSheet(
        school=school_name(),
        title=rule.title if rule.titled is None else rule.titled(case),
        number=case.voucher.number,
        version=case.voucher.version,
        fields=rule.fields(case),
        columns=rule.columns,
        rows=(),
        total=rule.total(case),
        paragraphs=rule.paragraphs(case),
        boxes=_boxes(case),
        copies=rule.copies,
        stub=rule.stub(case),
        red=False,
        head=_head(),
    )
    if rule.sections is not None:
        return _sectioned(sheet, rule.sections(case))
    if rule.rows is not None:
        return replace(sheet, rows=rule.rows(case))
    return replace(sheet, rows=tuple(rule.row(thing) for thing in things_of(case.lines)))


def _sectioned(sheet: SlipSheet, parts: tuple[Section, ...]) -> SectionedSheet:
    """Return the sheet with the rows of its parts one below the other, each under its title."""
    sections: list[SheetSection] = []
    rows: list[tuple[str, ...]] = []
    for words, part in parts:
        sections.append(SheetSection(len(rows), words))
        rows += part
    common = vars(sheet) | {"rows": tuple(rows)}
    return SectionedSheet(**common, sections=tuple(sections))


def _red_sheet(case: SlipCase, original_id: int) -> SlipSheet:
    """Return the original's paper with its figures negative and the boxes of the red document."""
    original = SlipCase(Voucher.get_by_id(original_id), Slip.get_by_id(original_id))
    paper = slip_sheet_for(original)
    figures = {column.title for column in paper.columns if column.figures}
    words, totals = paper.total
    return replace(
        paper,
        title=f"{paper.title}红字冲销",
        number=case.voucher.number,
        version=case.voucher.version,
        fields=(("冲销单据", paper.number), *paper.fields),
        rows=tuple(
            tuple(
                _negative(cell) if column.title in figures else cell
                for column, cell in zip(paper.columns, row, strict=True)
            )
            for row in paper.rows
        ),
        total=(words, tuple((title, _negative(figure)) for title, figure in totals)),
        paragraphs=(f"冲销原因：{case.slip.remarks}", *paper.paragraphs),
        boxes=_boxes(case),
        copies="一式两份：保管室、财务室各执一份，附于原单",
        stub="",
        red=True,
        head=_head(),
    )


def _negative(figure: str) -> str:
    return f"-{figure}" if any(digit.isdigit() and digit != "0" for digit in figure) else figure


def _boxes(case: SlipCase) -> tuple[SignatureBox, ...]:
    steps = ROUTES[case.voucher.route].steps
    return tuple(SignatureBox(step.title, step.prompts, step.seal) for step in steps)


def _head() -> str:
    seq, hash_ = head()
    return f"{seq}:{hash_[:8]}"


def slip_sheet_for(case: SlipCase) -> SlipSheet:
    """Return the frozen sheet of a slip, or what it would be."""
    kept = sheet_of(case.voucher.id, case.voucher.version)
    return build_slip_sheet(case) if kept is None else read_slip_sheet(kept.sheet)


def slip_sheet(number: str) -> SlipSheet:
    """Return the sheet from which the form of a slip is printed."""
    return slip_sheet_for(find_slip(number))


def times_printed(case: SlipCase) -> int:
    """Return how often the slip was put on paper."""
    return len(printings_of(case.voucher.id))
