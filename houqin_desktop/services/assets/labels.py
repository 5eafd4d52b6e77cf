"""What the labels of some cards say."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.label import Label, card_id_of, scan_code
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.asset_finding import codes_ending

BLOCK = 2_000


def labels_of(session: Session, keys: Sequence[int]) -> list[Label]:
    """Return the labels of the cards with these keys in the register, in their order.

    :raises Refused: when there is not one.
    """
    if not keys:
        raise Refused("没有要打印标签的资产。请先选中资产，或放宽筛选条件。", code="no_labels")
    school = school_name()
    source = register(session, "assets")
    at = {column.title: number for number, column in enumerate(source.columns)}
    found = []
    for start in range(0, len(keys), BLOCK):
        part = keys[start : start + BLOCK]
        for key, row in zip(part, source.rows(part), strict=True):
            words = {title: str(row[place] or "") for title, place in at.items()}
            found.append(
                Label(
                    school=school,
                    code=words["资产编号"],
                    scan_code=scan_code(words["资产编号"], key),
                    name=words["资产名称"],
                    specification=words["规格型号"],
                    acquired_on=words["取得日期"],
                    department=words["使用部门"] or words["保管室"],
                    responsible=words["责任人"] or words["使用人"],
                    place=words["存放地点"],
                )
            )
    return found


def scanned_card(text: str) -> str | None:
    """Return the number of the card that a scanned code means, or None."""
    key = card_id_of(text)
    card = Asset.find(id=key) if key is not None else Asset.find(code=normalise_code(text))
    return None if card is None else card.code


def card_of_remains(lead: str, tail: str) -> str | None:
    """Return the one card whose number ends as a scan did that an input method spoiled, or None.

    :param lead: what the input method made of the beginning; it counts only where it kept letters.
    :param tail: the characters that came through, without those that chose a candidate.
    """
    ending = normalise_code(tail)
    beginning = normalise_code(lead) if lead.isascii() else ""
    found = [code for code in codes_ending(ending) if code.startswith(beginning)]
    return found[0] if len(found) == 1 and len(found[0]) > len(ending) else None
