"""Who may agree on a paper of a purchase: nobody to his own, nobody over a budget in silence."""

from __future__ import annotations

from dataclasses import replace

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import Party
from houqin_desktop.services import lookup
from houqin_desktop.services.papers.vouchers import Hand, Signers
from houqin_desktop.services.procurement.budget import require_within
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.storage.procurement import (
    Acceptance,
    BudgetLine,
    Purchase,
    PurchaseRequest,
    Quotation,
)
from houqin_desktop.storage.procurement_sums import applicants_of

_OWN_STEP = "applicant"


def admit_to_request(case: SlipCase, hand: Hand) -> None:
    """Refuse the applicant in another box than his own, and the last hand over the budget.

    :raises Refused: `own_request`, `over_budget`.
    """
    request = PurchaseRequest.get_by_id(case.slip.id)
    own = {case.slip.taker_id}
    if hand.step.key != _OWN_STEP and hand.person_id in own and not request.exception:
        raise Refused(
            f"{_name(hand)}是 {case.voucher.number} 的申请人，不能审批自己的申请"
            f"（“{hand.step.title}”）。请由别人担任这一职务后签批；实在没有别人的，请撤销这张申请，"
            "另写一张并写明“申请人兼审批的理由”，会印在申请单上。",
            code="own_request",
        )
    if hand.is_last and request.budget_line_id is not None and not request.over_budget:
        budget = BudgetLine.get_by_id(request.budget_line_id)
        require_within(budget, 0, None, until=request.id)


def admit_to_purchase(case: SlipCase, hand: Hand) -> None:
    """Refuse to settle on a supplier before as many quotations lie there as are wanted.

    :raises Refused: `quotations_missing`.
    """
    purchase = Purchase.get_by_id(case.slip.id)
    there = len(Quotation.picked("slip_id = ?", case.slip.id))
    if there < purchase.quotations_wanted and not purchase.exception:
        raise Refused(
            f"{case.voucher.number} 要有 {purchase.quotations_wanted} 家报价，只登记了 {there} 家，"
            f"“{hand.step.title}”不能签。请先登记报价；已经打印的，请撤销后另开一张，"
            "登记报价或写明“报价不足的理由”再打印。",
            code="quotations_missing",
        )


def admit_to_acceptance(case: SlipCase, hand: Hand) -> None:
    """Refuse a hand on an acceptance that asked for the things.

    :raises Refused: `applicant_accepts`.
    """
    acceptance = Acceptance.get_by_id(case.slip.id)
    if hand.person_id in applicants_of(acceptance.purchase_id) and not acceptance.exception:
        raise Refused(
            f"{_name(hand)}是申请人，不能验收自己申请的东西（“{hand.step.title}”）。"
            "请由别人担任这一职务后签字；实在没有别人的，请撤销验收单另开一张，"
            "并写明“申请人兼验收的理由”，会印在验收单上。",
            code="applicant_accepts",
        )


def acceptance_signers(case: SlipCase) -> Signers:
    """Return who accepts, and who signs for the department that asked."""
    user_id = Acceptance.get_by_id(case.slip.id).user_id
    return replace(case.signers, parties={**case.signers.parties, Party.USER: user_id})


def _name(hand: Hand) -> str:
    return "" if hand.person_id is None else str(lookup.person_by_id(hand.person_id).name)
