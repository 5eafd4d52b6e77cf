"""A voucher by which something is done about a hazard, tied to it both ways."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.hazard.drafts import LinkHazard, UnlinkHazard
from houqin_desktop.services.hazard.finding import HazardCase, find_hazard
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.hazard import Hazard, HazardLink
from houqin_desktop.storage.voucher import Voucher


@command("关联隐患", LinkHazard)
def link_hazard(task: Task, draft: LinkHazard) -> Outcome:
    """Tie a voucher to a hazard.

    :raises Refused: for an unknown one of them, or where they are tied already.
    """
    case, voucher = find_hazard(draft.hazard), lookup.voucher(draft.number)
    tie(task, case, voucher)
    return Outcome(case.row.code, (case.row.code, voucher.number))


def tie(task: Task, case: HazardCase, voucher: Voucher) -> None:
    """Tie a voucher to a hazard, again where it was untied.

    :raises Refused: `already_linked`.
    """
    found = HazardLink.find(hazard_id=case.row.id, voucher_id=voucher.id)
    if found is None:
        task.insert(HazardLink, hazard_id=case.row.id, voucher_id=voucher.id)
    elif not task.update(found, dropped=False):
        raise Refused(
            f"{voucher.number} 本来就关联着隐患 {case.row.code}。请核对单号。",
            code="already_linked",
        )


@command("取消关联隐患", UnlinkHazard)
def unlink_hazard(task: Task, draft: UnlinkHazard) -> Outcome:
    """Untie a voucher from a hazard.

    :raises Refused: where they are not tied.
    """
    case, voucher = find_hazard(draft.hazard), lookup.voucher(draft.number)
    found = HazardLink.find(hazard_id=case.row.id, voucher_id=voucher.id)
    if found is None or not task.update(found, dropped=True):
        raise Refused(
            f"{voucher.number} 没有关联隐患 {case.row.code}。请核对单号。", code="not_linked"
        )
    return Outcome(case.row.code, (case.row.code, voucher.number))


@undoes("link_hazard")
def _untied(deed: Deed) -> Draft:
    return UnlinkHazard(**_both(deed))


@undoes("unlink_hazard")
def _tied(deed: Deed) -> Draft:
    return LinkHazard(**_both(deed))


def _both(deed: Deed) -> dict[str, str]:
    ((row, _),) = deed.still(HazardLink)
    hazard, voucher = Hazard.get_by_id(row.hazard_id), Voucher.get_by_id(row.voucher_id)
    return {"hazard": hazard.code, "number": voucher.number}
