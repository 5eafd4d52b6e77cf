"""Asking the table of rights for somebody at work, before any verb begins."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.rights import Standing, may, only_own, refusal_of, right_of
from houqin_desktop.services import lookup
from houqin_desktop.services.draft import Draft, Kind
from houqin_desktop.storage.operators import Operator, has_operators
from houqin_desktop.storage.people import Person, Storeroom, held_on

if TYPE_CHECKING:
    from houqin_desktop.domain.voucher import Step
    from houqin_desktop.services.commands import CommandSpec

NOBODY_AT_WORK = "还没有选定经办人。请先选择经办人。"


def standing_of(person: Person, today: date) -> Standing:
    """Return what this person is on that day of the office's clock.

    In a book with operators the administrators are among them; before anybody was authorised, the
    总保管员 in office is the administrator.
    """
    operator, barred = _operator_of(person, today)
    if barred:
        return Standing(person.name, barred=barred)
    posts: dict[Post, frozenset[int]] = {}
    for word, room in held_on(person.id, today):
        rooms = posts.get(Post(word), frozenset())
        posts[Post(word)] = rooms if room is None else rooms | {room}
    if operator is not None:
        return Standing(person.name, posts, operator.administrator)
    return Standing(person.name, posts, Post.HEAD_STOREKEEPER in posts)


def is_barred(person: Person, today: date) -> bool:
    """Say whether this person may not sit down at the program on that day."""
    return bool(_operator_of(person, today)[1])


def _operator_of(person: Person, today: date) -> tuple[Operator | None, str]:
    """Return the operator that this person is, and why he may not sit down, or an empty text."""
    asked = has_operators()
    operator = Operator.find(person_id=person.id) if asked else None
    return operator, _bar(person, today, asked=asked, operator=operator)


def _bar(person: Person, today: date, *, asked: bool, operator: Operator | None) -> str:
    if person.left_on is not None and person.left_on < today:
        return f"{person.name} 已于 {person.left_on} 离岗，不能作经办人。"
    if asked and operator is None:
        return f"{person.name}还不是操作员，不能作经办人。请管理员先授权。"
    if operator is not None and not operator.active:
        return f"{person.name}的操作员已停用，不能作经办人。请管理员重新授权。"
    return ""


def require_right(
    actor: Person | None, today: date, spec: CommandSpec, draft: Draft, *, confirmed: bool
) -> None:
    """Refuse a command that the posts of today do not allow to this person.

    :param confirmed: whether the password was given once more for this command.
    :raises Refused: `no_actor`, `not_allowed` naming who may, `not_own` for another's matter, or
        `password_again`.
    """
    if right_of(spec.name).founder:
        if actor is None and not Person.select().exists():
            return
        raise Refused("账簿已经建好，不能再次建账。请另选文件新建账簿。", code="not_allowed")
    if actor is None:
        raise Refused(NOBODY_AT_WORK, code="no_actor")
    standing = standing_of(actor, today)
    if not may(spec.name, standing):
        raise Refused(refusal_of(spec.name, spec.title, standing), code="not_allowed")
    if own := only_own(spec.name, standing):
        faults = [fault for post in own if (fault := _fault(post, standing, draft))]
        if len(faults) == len(own):
            raise Refused(faults[0], code="not_own")
    if asks_again(spec.name, actor) and not confirmed:
        raise Refused(f"办“{spec.title}”要再输一次密码。请输入您的密码。", code="password_again")


def asks_again(command: str, actor: Person) -> bool:
    """Say whether this person's password is asked for once more before the command."""
    if not right_of(command).asks_password_again:
        return False
    operator = Operator.find(person_id=actor.id)
    return operator is not None and operator.password is not None


def _fault(post: Post, standing: Standing, draft: Draft) -> str:
    """Return why the draft is no matter of this post's own, or an empty text."""
    if not post.needs_storeroom:
        if post in {one.post for one in _steps(draft) if one.party is None}:
            return ""
        return f"{standing.name}只能登记{post.label}自己的签字。请由总保管员登记这一步。"
    if fault := _office_only(draft):
        return fault
    own = standing.posts[post]
    for words, room in _rooms(draft):
        if room not in own:
            names = "、".join(sorted(row.name for row in Storeroom.every() if row.id in own))
            return f"{standing.name}只能办理{names}的资产，{words}。请由总保管员办理。"
    return ""


def _office_only(draft: Draft) -> str:
    """Return why no keeper of a room may put this signature on record, or an empty text."""
    from houqin_desktop.services.disposal.drafts import RecordSignature

    if not isinstance(draft, RecordSignature):
        return ""
    titles = [step.title for step in _steps(draft) if step.by_office]
    return f"“{titles[0]}”由总务处登记。请由总保管员或总务主任登记这一步。" if titles else ""


def _steps(draft: Draft) -> tuple[Step, ...]:
    """Return the boxes of the school's own hands that the draft is about."""
    # Imported here: the engine of the papers stands on the commands that ask this module.
    from houqin_desktop.domain.routes import ROUTES
    from houqin_desktop.services.papers.vouchers import signed_steps
    from houqin_desktop.storage.voucher import Voucher

    voucher = Voucher.find(number=_text(draft, "number").upper())
    if voucher is None:
        return ()
    route = ROUTES[voucher.route]
    step = _text(draft, "step")
    due = (route.step(step),) if step else route.due(signed_steps(voucher))
    return tuple(one for one in due if one.body is None)


def _text(draft: Draft, name: str) -> str:
    return str(getattr(draft, name, None) or "").strip()


def _rooms(draft: Draft) -> list[tuple[str, int]]:
    """Return every storeroom that the draft touches, with the words for it.

    What does not exist is left to the command, which says so better.
    """
    found: list[tuple[str, int]] = []
    kinds = {argument.kind for argument in draft.arguments()}
    judged = draft.judged_by
    to_central = not judged and not kinds & {Kind.ASSET, Kind.ASSETS}
    for argument in draft.arguments():
        if judged and argument.name not in judged:
            continue
        value = getattr(draft, argument.name)
        if value is None and argument.kind is Kind.STOREROOM and to_central:
            central = lookup.central_storeroom()
            found.append((f"不填保管室就放进{central.name}", central.id))
        elif argument.kind is Kind.ROWS:
            found += [room for row in value or () for room in _rooms(row)]
        elif value is not None:
            found += _rooms_of(argument.kind, value)
    return found


def _rooms_of(kind: Kind, value: object) -> list[tuple[str, int]]:
    from houqin_desktop.storage.asset import Asset
    from houqin_desktop.storage.disposal import rooms_of_case
    from houqin_desktop.storage.slip import slip_rooms
    from houqin_desktop.storage.voucher import Voucher

    if kind is Kind.STOREROOM:
        room = Storeroom.find(name=str(value))
        return [] if room is None else [(f"{room.name}不归本人保管", room.id)]
    if kind is Kind.VOUCHER:
        voucher = Voucher.find(number=str(value).upper())
        if voucher is None:
            return []
        rooms = [*rooms_of_case(voucher.id), *slip_rooms(voucher.id)]
        return [(f"{value} 有别室的资产或物品", room) for room in rooms]
    one = kind in (Kind.ASSET, Kind.ITEM)
    codes = (str(value),) if one else value if kind is Kind.ASSETS else ()
    assert isinstance(codes, tuple)
    cards = [Asset.find(code=normalise_code(code)) for code in codes]
    return [(f"{card.code} 不在其中", card.storeroom_id) for card in cards if card is not None]
