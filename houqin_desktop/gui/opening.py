"""Showing the record of a number on the page where it is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.gui.count.opening import open_count
from houqin_desktop.gui.duty.opening import open_duty_table
from houqin_desktop.gui.gate.opening import AT_THE_GATE, open_at_the_gate
from houqin_desktop.gui.hazard.opening import hazard_page, is_notice
from houqin_desktop.gui.inspection.opening import is_round, open_round
from houqin_desktop.gui.pledge.opening import is_pledge, pledge_page
from houqin_desktop.gui.procurement.opening import is_of_procurement, procurement_page
from houqin_desktop.gui.repair.opening import is_repair, repair_page
from houqin_desktop.gui.safety_opening import HOMES, open_in_safety
from houqin_desktop.gui.term.opening import ELSEWHERE, open_in_term
from houqin_desktop.services.records import kind_of

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow


def open_record(window: MainWindow, number: str) -> None:
    """Show a card, a case, a slip, an item, a plan, a kit or a rule.

    :raises Refused: for a number that nothing has.
    """
    kind = kind_of(number)
    if kind == "disposal":
        window.open_case(number)
    elif kind == "count":
        open_count(window, number)
    elif kind == "slip" and is_of_procurement(number):
        procurement_page(window).open_slip(normalise_code(number))
    elif kind == "slip" and is_round(number):
        open_round(window, normalise_code(number))
    elif kind == "hazard":
        hazard_page(window).open_hazard(normalise_code(number))
    elif kind == "slip" and is_notice(number):
        hazard_page(window).open_slip(normalise_code(number))
    elif kind == "duty_table":
        open_duty_table(window, normalise_code(number))
    elif kind == "slip" and is_pledge(number):
        pledge_page(window).open_slip(normalise_code(number))
    elif kind == "slip" and is_repair(number):
        repair_page(window).open_slip(normalise_code(number))
    elif kind in HOMES:
        open_in_safety(window, kind, normalise_code(number))
    elif kind in ELSEWHERE:
        open_in_term(window, kind, normalise_code(number))
    elif kind in AT_THE_GATE:
        open_at_the_gate(window, normalise_code(number))
    elif kind in ("slip", "item"):
        window.show_page("stock")
        opened = window.stock.open_slip if kind == "slip" else window.stock.open_item
        opened(normalise_code(number))
    else:
        window.show_page("assets")
        window.assets.open_card(number)
