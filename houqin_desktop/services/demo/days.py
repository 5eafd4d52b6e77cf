"""What happened at the demo school between the opening of the book and November 2026.

Posts change hands, cases are opened, carried on and closed, cards are corrected and gain value; all
of it in the order of the days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.people import Post
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset, RegisterAsset
from houqin_desktop.services.demo.campus import walked
from houqin_desktop.services.demo.cards import demo_table
from houqin_desktop.services.demo.cases import CASES
from houqin_desktop.services.demo.depth import happenings_in_depth
from houqin_desktop.services.demo.descriptions import descriptions
from houqin_desktop.services.demo.devices import guarded
from houqin_desktop.services.demo.duties import duties
from houqin_desktop.services.demo.equipment import equipped
from houqin_desktop.services.demo.gate import at_the_gate
from houqin_desktop.services.demo.happenings import Happening, codes_of, day_of
from houqin_desktop.services.demo.hazards import hazards_found
from houqin_desktop.services.demo.inspections import inspected
from houqin_desktop.services.demo.pledge import promised
from houqin_desktop.services.demo.procurement import bought
from houqin_desktop.services.demo.repairs import repaired
from houqin_desktop.services.demo.stock import stocked
from houqin_desktop.services.demo.term import prepared
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.people.verbs import Appoint

FOUNDED_ON = date(2025, 3, 1)


def happenings() -> list[Happening]:
    """Return everything in the order of the days."""
    found = [
        *_rotations(),
        *(told for case in CASES for told in case()),
        *_values_changed(),
        *_cards_written(),
        *descriptions(),
        *happenings_in_depth(),
        *stocked(),
        *equipped(),
        *prepared(),
        *bought(),
        *duties(),
        *promised(),
        *repaired(),
        *walked(),
        *guarded(),
        *inspected(),
        *at_the_gate(),
        *hazards_found(),
    ]
    return sorted(found, key=lambda happening: happening.on)


def demo_posts() -> list[Appoint]:
    """Return who takes which post on which day."""
    return [
        Appoint(
            person=row["person"],
            post=next(post for post in Post if post.label == row["post"]),
            storeroom=row["storeroom"] or None,
            from_on=date.fromisoformat(row["from_on"]),
        )
        for row in demo_table("posts")
    ]


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _rotations() -> Iterator[Happening]:
    for post in demo_posts():
        if post.from_on is not None and post.from_on > FOUNDED_ON:
            yield Happening(post.from_on, partial(_always, post))


def _values_changed() -> Iterator[Happening]:
    yield Happening(
        day_of("2026-03-12"),
        lambda _: CorrectAsset(
            code=codes_of("数码复合机")[0],
            original_value=1_580_000,
            reason="原卡片单价录错，按发票 15,800.00 元更正",
        ),
    )
    yield Happening(
        day_of("2026-07-30"),
        lambda _: ChangeValue(
            code=codes_of("围墙")[0],
            delta=3_860_000,
            reason="操场边加装不锈钢栏杆，东南角加装防护栏",
            accounting_voucher="记-2026-07-0033",
        ),
    )
    yield Happening(
        day_of("2026-08-21"),
        lambda _: ChangeValue(
            code=codes_of("塑胶跑道")[0],
            delta=16_800_000,
            reason="暑期改造：铲除旧面层，重铺全塑型面层",
            extra_months=60,
            accounting_voucher="记-2026-08-0046",
        ),
    )


def _cards_written() -> Iterator[Happening]:
    yield Happening(
        day_of("2026-09-02"),
        lambda _: CorrectAsset(
            code=codes_of("便携式计算机", brand="华为")[0], holder="古丽巴哈尔·阿卜杜拉"
        ),
    )
    yield Happening(
        day_of("2026-11-19"),
        lambda _: RegisterAsset(
            name="空气质量检测仪",
            brand="霍尼韦尔",
            specification="H200",
            category="A02109900",
            unit="台",
            original_value=186_000,
            acquired_on=PartialDate(2026, 11, 18),
            using_department="德育处",
            place="医务室",
            holder="田园",
            responsible="肖玉兰",
            keeper="周建国",
            funding_source="公用经费",
        ),
    )
