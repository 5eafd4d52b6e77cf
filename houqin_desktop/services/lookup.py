"""Finding what a person meant: by number, or by a name that only one row has."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.people import Post, Term, term_held_on
from houqin_desktop.domain.settings import SettingSpec
from houqin_desktop.domain.storeroom import StoreroomLevel, VirtualLocation
from houqin_desktop.storage.book import Setting
from houqin_desktop.storage.people import Appointment, Department, Location, Person, Storeroom

if TYPE_CHECKING:
    from houqin_desktop.storage.asset import Asset
    from houqin_desktop.storage.voucher import Voucher

Found = TypeVar("Found")


def _known(row: Found | None, sentence: str, code: str) -> Found:
    if row is None:
        raise Refused(sentence, code=code)
    return row


def person_by_id(person_id: int) -> Person:
    """Return the person with this id."""
    return _known(Person.find(id=person_id), f"没有人员 {person_id}。", "unknown_person")


def person(reference: str) -> Person:
    """Return the person with this number, or with this name if only one has it."""
    by_number = Person.find(number=reference.strip().upper())
    if by_number is not None and not by_number.withdrawn:
        return by_number
    name = reference.strip()
    named = Person.picked("name = ? AND NOT withdrawn", name, order="id")
    if len(named) > 1:
        numbers = "、".join(f"{row.number} {row.name}" for row in named)
        raise Refused(
            f"叫“{reference}”的不止一人：{numbers}。请填人员编号。", code="ambiguous_person"
        )
    return _known(
        named[0] if named else None,
        f"没有人员“{reference}”。请先登记人员，或检查编号和姓名。",
        "unknown_person",
    )


def storeroom(name: str) -> Storeroom:
    """Return the storeroom of this name."""
    row = Storeroom.find(name=name.strip(), closed=False)
    return _known(row, f"没有保管室“{name}”。请先登记保管室，或检查名称。", "unknown_storeroom")


def room_by_id(storeroom_id: int) -> Storeroom:
    """Return the storeroom with this id."""
    row = Storeroom.find(id=storeroom_id)
    return _known(row, f"没有保管室 {storeroom_id}。", "unknown_storeroom")


def central_storeroom() -> Storeroom:
    """Return the one 总保管室."""
    found = Storeroom.find(level=StoreroomLevel.CENTRAL)
    return _known(found, "账簿里没有总保管室。", "unknown_storeroom")


def department(name: str) -> Department:
    """Return the department of this name."""
    row = Department.find(name=name.strip(), withdrawn=False)
    return _known(row, f"没有部门“{name}”。请先登记部门，或检查名称。", "unknown_department")


def asset(code: str) -> Asset:
    """Return the card with this number."""
    from houqin_desktop.storage.asset import Asset

    row = Asset.find(code=normalise_code(code))
    return _known(row, f"没有资产“{code}”。请检查资产编号。", "unknown_asset")


def assets(codes: tuple[str, ...]) -> list[Asset]:
    """Return the cards with these numbers, in this order.

    :raises Refused: for an unknown number, a repeated one, or none at all.
    """
    from houqin_desktop.storage.asset import assets_by_code

    wanted = [normalise_code(code) for code in codes]
    if not wanted:
        raise Refused("没有选择资产。请至少选择一项。", code="no_assets")
    code, times = Counter(wanted).most_common(1)[0]
    if times > 1:
        raise Refused(f"资产 {code} 重复了。请只填一次。", code="repeated_asset")
    by_code = {row.code: row for row in assets_by_code(wanted)}
    for code in wanted:
        _known(by_code.get(code), f"没有资产“{code}”。请检查资产编号。", "unknown_asset")
    return [by_code[code] for code in wanted]


def voucher(number: str) -> Voucher:
    """Return the voucher with this number."""
    from houqin_desktop.storage.voucher import Voucher

    row = Voucher.find(number=number.strip().upper())
    return _known(row, f"没有单据“{number}”。请检查单号。", "unknown_voucher")


def virtual_location(place: VirtualLocation) -> int:
    """Return the id of a virtual location."""
    row = Location.find(code=place.value)
    return _known(row, f"账簿里没有“{place.label}”。", "unknown_location").id


def setting(spec: SettingSpec) -> str:
    """Return the stored value of one of the school's parameters."""
    row = Setting.find(key=spec.key)
    return spec.default if row is None else row.value


def terms(post: Post | None = None) -> list[Term]:
    """Return every appointment, or those to one post, the latest first."""
    condition, values = ("1", ()) if post is None else ("post = ?", (post.value,))
    rows = Appointment.picked(condition, *values, order="from_on DESC, id DESC")
    return [Term(r.person_id, r.post, r.storeroom_id, r.from_on, r.to_on) for r in rows]


def holder(post: Post, on: date, storeroom_id: int | None = None) -> int | None:
    """Return the id of the person who held the post on that day, or None.

    The 总保管员 is also the keeper of the 总保管室.
    """
    term = term_on(post, on, storeroom_id)
    return None if term is None else term.person_id


def term_on(post: Post, on: date, storeroom_id: int | None = None) -> Term | None:
    """Return the term in which the post was held on that day, or None; as `holder` does."""
    if post is Post.STOREKEEPER and storeroom_id == central_storeroom().id:
        post = Post.HEAD_STOREKEEPER
    return term_held_on(terms(post), post, on, storeroom_id)
