"""Commands as a busy and not always careful office would give them, drawn from a random source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.money import plain_money
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset, RegisterAsset
from houqin_desktop.services.disposal.drafts import (
    ApplyDisposal,
    ChangeDisposal,
    RecordPrinting,
    RecordResidual,
    RecordSignature,
    RejectDisposal,
    ReturnDisposal,
    WithdrawDisposal,
    WriteOffDisposal,
)
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.operators import (
    AddOperator,
    MakeAdministrator,
    RemovePassword,
    SetPassword,
    SuspendOperator,
    UnmakeAdministrator,
)
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import (
    AddDepartment,
    AddPerson,
    Appoint,
    CorrectPerson,
    EndAppointment,
)
from houqin_desktop.services.settings import ChangeSetting
from tests.builders import CENTRAL, COMPUTER, HEAD_KEEPER, LARGE_STEPS, SMALL_STEPS
from tests.scenarios.school_model import Card, School

STATUSES = [AssetStatus.IN_USE, AssetStatus.IDLE, AssetStatus.SEALED, AssetStatus.LENT_OUT]
NEW, OLD = PartialDate(2024, 1), PartialDate(1995, 9)


@dataclass
class Proposal:
    """A command, and what it does to the notebook.

    Some come a day later than the one before, and some are entered for a day that has gone.
    """

    draft: Draft
    note: Callable[[], None]
    next_day: bool = False
    on: date | None = None


def seldom(r: Random, one_in: int = 12) -> bool:
    return r.randrange(one_in) == 0


def some_day(r: Random, today: date) -> date | None:
    return today - timedelta(days=r.randrange(90)) if seldom(r, 3) else None


def any_code(r: Random, school: School) -> str:
    """A card, most often one that nothing holds."""
    if seldom(r, 30) or not school.cards:
        return "X0000"
    free = [code for code, card in school.cards.items() if card.movable]
    return r.choice(sorted(school.cards) if seldom(r) or not free else free)


def any_case(r: Random, school: School, *states: str) -> str:
    """A case, most often one in a state where the verb makes sense."""
    fitting = [n for n, case in school.cases.items() if not states or case.state in states]
    if seldom(r) or not fitting:
        fitting = list(school.cases)
    return r.choice(fitting)


def some_codes(r: Random, school: School) -> list[str]:
    """A few cards, most often free ones of one room."""
    codes = sorted(school.cards)
    if not seldom(r):
        room = school.cards[r.choice(codes)].room
        free = [c for c in codes if school.cards[c].room == room and school.cards[c].movable]
        codes = [c for c in free if not school.cards[c].young] or free or codes
    return r.sample(codes, min(len(codes), r.randint(1, 3)))


def post_and_room(r: Random, school: School) -> tuple[Post, str | None]:
    post = r.choice([post for post in Post if post is not Post.HEAD_STOREKEEPER])
    room = r.choice(sorted(school.rooms - {CENTRAL})) if post is Post.STOREKEEPER else None
    if seldom(r):
        room = None if room else CENTRAL
    return post, room


def register(r: Random, school: School, today: date) -> Proposal:
    code = any_code(r, school) if seldom(r) else f"K{len(school.cards) + 1:04d}"
    value, quantity = r.choice([0, 99, 50_000, 120_000, 499_999, 500_000, 900_000]), r.randint(1, 4)
    room, young = r.choice(sorted(school.rooms)), seldom(r, 8)
    holder = None if seldom(r, 2) else r.choice(school.people)
    status = r.choice(STATUSES)

    def note() -> None:
        school.register(code, Card(room, quantity, value * quantity, status.value, holder, young))

    return Proposal(
        RegisterAsset(
            code=code,
            name=r.choice(["台式计算机", "㛃䶮显示器", "=1+1", "课桌"]),
            category=COMPUTER,
            original_value=value * quantity,
            quantity=quantity,
            storeroom=room,
            holder=holder,
            status=status,
            acquired_on=NEW if young else OLD,
        ),
        note,
        on=some_day(r, today),
    )


def correct(r: Random, school: School, today: date) -> Proposal:
    code = any_code(r, school)
    changes: dict[str, object] = {}
    if seldom(r, 2):
        changes["quantity"] = r.randint(0, 6)
    if seldom(r, 3):
        changes["room"] = r.choice(sorted(school.rooms))
    if seldom(r, 3):
        changes["value"] = r.choice([0, 70_000, 600_000])
    if seldom(r, 3):
        changes["holder"] = r.choice(school.people)
    if seldom(r, 4):
        changes["status"] = r.choice(STATUSES).value
    names = {"room": "storeroom", "value": "original_value"}
    filled = {names.get(name, name): value for name, value in changes.items()}
    if "status" in filled:
        filled["status"] = AssetStatus(str(filled["status"]))
    draft = CorrectAsset(code=code, **filled)  # type: ignore[arg-type]
    return Proposal(draft, lambda: school.correct(code, today, **changes))


def revalue(r: Random, school: School, today: date) -> Proposal:
    code, delta = any_code(r, school), r.choice([0, -1_000_000, -40_000, 1, 30_000, 500_000])
    draft = ChangeValue(code=code, delta=delta, reason="改造", extra_months=r.choice([0, 0, 12]))
    # Before the day on which it was divided, a card has no value of its own any more.
    divided = code in school.cards and school.cards[code].split
    on = None if divided else some_day(r, today)
    return Proposal(draft, lambda: school.revalue(code, delta, on or today), on=on)


def apply(r: Random, school: School, today: date) -> Proposal:
    codes = some_codes(r, school)
    kind = r.choice([VoucherKind.SCRAP, VoucherKind.SCRAP, VoucherKind.WRITE_OFF])
    on = some_day(r, today)
    start = f"{kind.prefix}{(on or today).year}"
    serial = 1 + sum(number.startswith(start) for number in school.cases)
    draft = ApplyDisposal(
        kind=kind,
        assets=tuple(codes),
        reason=r.choice(list(DisposalReason)),
        residual_advice="回收",
    )
    number = f"{start}{serial:04d}"
    return Proposal(draft, lambda: school.apply(number, kind.value, codes), on=on)


def change(r: Random, school: School, today: date) -> Proposal:
    number = any_case(r, school, "signing", "returned")
    codes = some_codes(r, school) if seldom(r, 2) else None
    if codes and not seldom(r, 3):
        codes = list(dict.fromkeys([*school.cases[number].codes, *codes]))
    draft = ChangeDisposal(
        number=number,
        assets=None if codes is None else tuple(codes),
        reason_note=f"第{r.randrange(10**6)}次修改",
    )
    return Proposal(draft, lambda: school.change(number, codes))


def print_out(r: Random, school: School, today: date) -> Proposal:
    number = any_case(r, school)
    return Proposal(RecordPrinting(number=number), lambda: school.print_out(number))


def sign(r: Random, school: School, today: date) -> Proposal:
    number = any_case(r, school, "signing")
    due = sorted(school.cases[number].due()) or list(SMALL_STEPS)
    step = r.choice(sorted({*SMALL_STEPS, *LARGE_STEPS})) if seldom(r) else r.choice(due)
    decision = r.choice(["return", "reject"]) if seldom(r, 8) else "agree"
    draft: Draft = RecordSignature(number=number, step=step, document_number="1号")
    if decision != "agree":
        verb = ReturnDisposal if decision == "return" else RejectDisposal
        draft = verb(number=number, step=step, opinion="再议")
    return Proposal(draft, lambda: school.sign(number, step, decision))


def withdraw(r: Random, school: School, today: date) -> Proposal:
    number = any_case(r, school, "signing", "returned", "approved")
    return Proposal(WithdrawDisposal(number=number), lambda: school.withdraw(number))


def write_off(r: Random, school: School, today: date) -> Proposal:
    number = any_case(r, school, "approved")
    return Proposal(WriteOffDisposal(number=number), lambda: school.write_off(number))


def income(r: Random, school: School, today: date) -> Proposal:
    number, amount = any_case(r, school, "executed"), r.choice([-1, 0, 3_000])
    draft = RecordResidual(number=number, method="回收", amount=amount)
    return Proposal(draft, lambda: school.income(number, amount))


def appoint(r: Random, school: School, today: date) -> Proposal:
    post, room = post_and_room(r, school)
    vacant = [
        *((post, None) for post in Post if not post.needs_storeroom),
        *((Post.STOREKEEPER, room) for room in sorted(school.rooms - {CENTRAL})),
    ]
    vacant = [place for place in vacant if place not in school.posts]
    if vacant and not seldom(r):
        post, room = vacant[0]
    person = r.choice(school.people)
    draft = Appoint(person=person, post=post, storeroom=room)
    return Proposal(draft, lambda: school.appoint(person, post, room), next_day=True)


def end(r: Random, school: School, today: date) -> Proposal:
    post, room = post_and_room(r, school)
    person = school.posts.get((post, room)) or r.choice(school.people)
    draft = EndAppointment(person=person, post=post, storeroom=room, to_on=today)
    return Proposal(draft, lambda: school.end(person, post, room), next_day=True)


def people_and_rooms(r: Random, school: School, today: date) -> Proposal:
    name = f"新{len(school.people) + len(school.rooms) + len(school.departments)}"
    if seldom(r, 3):
        return Proposal(AddPerson(name=name), lambda: school.people.append(name))
    if seldom(r, 3):
        wrong = next((one for one in school.people if one.startswith("新")), HEAD_KEEPER)
        right = f"{wrong}改" if wrong.startswith("新") else wrong
        return Proposal(
            CorrectPerson(person=wrong, name=right), lambda: school.rename(wrong, right)
        )
    if seldom(r, 2):
        old = sorted(school.rooms)[0] if seldom(r, 4) else name
        return Proposal(AddStoreroom(name=old), lambda: school.add_room(old))
    old = sorted(school.departments)[0] if seldom(r, 4) else name
    return Proposal(AddDepartment(name=old), lambda: school.add_department(old))


def limits(r: Random, school: School, today: date) -> Proposal:
    which = r.randrange(2)
    fen = r.choice([300_000, 500_000, 800_000]) * (1 + 3 * which)
    key = ("disposal_unit_limit_fen", "disposal_total_limit_fen")[which]
    draft = ChangeSetting(key=key, value=plain_money(fen))

    def note() -> None:
        school.limits[which] = fen

    return Proposal(draft, note)


def operators(r: Random, school: School, today: date) -> Proposal:
    person = r.choice([name for name in school.people if name != HEAD_KEEPER])
    if school.administrators == {HEAD_KEEPER} and seldom(r, 3):
        last = r.choice((SuspendOperator, UnmakeAdministrator))(person=HEAD_KEEPER)
        return Proposal(last, school.lose_the_last_administrator)
    if seldom(r, 3):
        return passwords(r, school, person)
    verb, draft_class = r.choice(
        (
            ("authorise", AddOperator),
            ("suspend", SuspendOperator),
            ("make", MakeAdministrator),
            ("unmake", UnmakeAdministrator),
        )
    )
    if person not in school.operators and not seldom(r, 3):
        # Of somebody who never was an operator there is little else to want.
        verb, draft_class = "authorise", AddOperator
    draft = draft_class(person=person)
    return Proposal(draft, lambda: getattr(school, verb)(person))


def passwords(r: Random, school: School, person: str) -> Proposal:
    draft: Draft = RemovePassword(person=person)
    if person in school.passwords or not seldom(r, 4):
        return Proposal(draft, lambda: school.remove_password(person))
    draft = SetPassword(person=person, password="mima-123456")
    return Proposal(draft, lambda: school.set_password(person))


def departure(r: Random, school: School, today: date) -> Proposal:
    newcomers = [name for name in school.people if name.startswith("新")]
    person = r.choice(newcomers or [HEAD_KEEPER])
    return Proposal(RecordDeparture(person=person), lambda: school.depart(person))


Proposer = Callable[[Random, School, date], Proposal]
WITHOUT_CASES: dict[str, tuple[int, Proposer]] = {
    "register": (6, register),
    "correct": (4, correct),
    "revalue": (2, revalue),
    "people and rooms": (1, people_and_rooms),
    "limits": (1, limits),
    "operators": (2, operators),
    "departure": (1, departure),
    "appoint": (2, appoint),
    "end": (1, end),
    "apply": (8, apply),
}
# These are thought of when a case is in the state for them, and now and then when none is.
WITH_CASES: dict[str, tuple[int, Proposer]] = {
    "signing": (24, sign),
    "returned": (4, change),
    "approved": (6, write_off),
    "executed": (2, income),
    "change": (2, change),
    "print": (4, print_out),
    "withdraw": (1, withdraw),
}


def propose(r: Random, school: School, today: date) -> Proposal:
    """Think of the next command."""
    verbs = dict(WITHOUT_CASES)
    if not school.cards:
        verbs = {"register": verbs["register"]}
    states = {case.state for case in school.cases.values()}
    if states:
        thought_of = states | {"change", "print", "withdraw"} if not seldom(r) else set(WITH_CASES)
        verbs |= {key: verb for key, verb in WITH_CASES.items() if key in thought_of}
    weights = [weight for weight, _ in verbs.values()]
    (_, proposer), *_ = r.choices(list(verbs.values()), weights)
    return proposer(r, school, today)
