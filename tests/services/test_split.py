"""拆分卡片: what is carried over, what adds up, what is refused."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.calendar import PartialDate, month_index
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.depreciation import card_accumulated
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.assets.split import SplitAsset, preview_split
from houqin_desktop.services.disposal.drafts import WithdrawDisposal
from houqin_desktop.services.registers.listing import Filter, register
from houqin_desktop.services.registers.totals import totals
from houqin_desktop.storage.asset import Asset, value_changes
from tests.builders import COLLEAGUE, COMPUTER, DEPARTMENT, KEEPER, Book

BATCH = {
    "quantity": 10,
    "original_value": 123_457,
    "acquired_on": PartialDate(2024, 3),
    "place": "三楼机房",
    "using_department": DEPARTMENT,
    "holder": COLLEAGUE,
    "keeper": KEEPER,
    "supplier": "星城公司",
    "remarks": "同一批",
}


def split(book: Book, code: str, quantity: int, **values: object) -> str:
    on = values.pop("on", None)
    return book.make(SplitAsset(code=code, quantity=quantity, **values), on=on)  # type: ignore[arg-type]


def written_off(code: str, month: int) -> int:
    asset = Asset.find(code=code)
    assert asset is not None
    return card_accumulated(asset, value_changes(asset.id), month)


def test_the_part_gets_its_number_pieces_and_value_and_the_card_keeps_the_rest(book: Book):
    code = book.asset(**BATCH)
    part = split(book, code, 3, reason="三台先报废")
    old, new = book.card(code), book.card(part)
    assert part == "ZC2026000002"
    assert (old["quantity"], old["original_value_fen"]) == (7, 86_420)
    assert (new["quantity"], new["original_value_fen"]) == (3, 37_037)
    book.require_whole()


def test_everything_else_that_the_card_says_is_carried_over(book: Book):
    code = book.asset(**BATCH, fiscal_funds=100_000, other_funds=23_457)
    before = book.card(code)
    part = split(book, code, 3)
    new = book.card(part)
    own = {"id", "code", "quantity", "opening_value_fen", "original_value_fen", "registered_on",
           "search_text", "fingerprint", "fiscal_funds_fen", "other_funds_fen"}  # fmt: skip
    assert {k: v for k, v in new.items() if k not in own} == {
        k: v for k, v in before.items() if k not in own
    }
    for funds in ("fiscal_funds_fen", "other_funds_fen"):
        assert new[funds] + book.card(code)[funds] == before[funds]
    (held,), (theirs,) = book.custody(code), book.custody(part)
    people = ("holder_id", "responsible_id", "keeper_id")
    assert [held[one] for one in people] == [theirs[one] for one in people]
    assert theirs["from_on"] == book.today.isoformat()


def test_the_pieces_go_through_the_virtual_place_with_their_value(book: Book):
    code = book.asset(**BATCH)
    part = split(book, code, 4, value=50_000)
    rows = book.rows("posting", "asset_id = ? OR asset_id = ?",
                     book.card(code)["id"], book.card(part)["id"])[1:]  # fmt: skip
    between = book.value("SELECT id FROM location WHERE code = 'SPLIT'")
    assert [(r["quantity"], r["value_fen"]) for r in rows] == [(4, 50_000)] * 2
    assert (rows[0]["to_location_id"], rows[1]["from_location_id"]) == (between, between)
    assert book.card(part)["original_value_fen"] == 50_000


def test_both_cards_say_where_the_pieces_went(book: Book):
    code = book.asset(**BATCH)
    part = split(book, code, 3, reason="三台先报废")
    old, new = asset_card(book.session, code), asset_card(book.session, part)
    assert ("拆出", part) in dict(old.blocks)["基本"]
    assert ("拆自", code) in dict(new.blocks)["基本"]
    assert any(f"新卡片 {part}" in event.text for event in old.history)
    assert any(event.text.startswith(f"拆自 {code}") for event in new.history)
    assert not any("拆分减少" in event.text for event in old.history)


def test_what_cannot_be_split(book: Book):
    single, batch = book.asset(), book.asset(**BATCH)
    book.refuses(SplitAsset(code=single, quantity=1), "single_piece")
    book.refuses(SplitAsset(code=batch, quantity=10), "split_quantity")
    book.refuses(SplitAsset(code=batch, quantity=0), "split_quantity")
    book.refuses(SplitAsset(code=batch, quantity=3, value=123_458), "split_value")
    book.refuses(SplitAsset(code=batch, quantity=3, value=-1), "split_value")
    book.refuses(SplitAsset(code="NOWHERE", quantity=3), "unknown_asset")
    book.refuses(SplitAsset(code=batch, quantity=3), "date_order", on=date(2026, 11, 1))


def test_a_card_in_an_open_case_or_written_off_is_not_split(book: Book):
    code = book.asset(quantity=4)
    number = book.apply(code)
    book.refuses(SplitAsset(code=code, quantity=1), "in_open_case")
    book.run(WithdrawDisposal(number=number))
    part = split(book, code, 1)
    book.write_off(book.apply(code))
    book.refuses(SplitAsset(code=code, quantity=1), "disposed")
    assert book.card(part)["status"] == "in_use"
    book.require_whole()


def test_the_value_of_a_part_is_not_changed_on_a_day_before_the_split(book: Book):
    code = book.asset(**BATCH)
    book.advance(5)
    part = split(book, code, 3)
    day = date(2026, 11, 23)
    for one in (code, part):
        book.refuses(ChangeValue(code=one, delta=100, reason="补记"), "date_order", on=day)
        book.refuses(CorrectAsset(code=one, original_value=1), "date_order", on=day)
    book.run(ChangeValue(code=part, delta=100, reason="补记"))
    book.require_whole()


def test_a_card_of_no_value_is_split_by_its_pieces(book: Book):
    code = book.asset(quantity=3, original_value=0)
    part = split(book, code, 2)
    assert (book.card(code)["quantity"], book.card(part)["quantity"]) == (1, 2)
    assert book.rows("value_change") == []
    book.require_whole()


def test_the_preview_is_what_the_command_then_does(book: Book):
    code = book.asset(**BATCH)
    seen = preview_split(code, 3, None)
    part = split(book, code, 3)
    for one, card in ((seen.kept, book.card(code)), (seen.part, book.card(part))):
        assert (one.quantity, one.value_fen) == (card["quantity"], card["original_value_fen"])


def test_the_register_of_a_day_before_shows_the_undivided_card(book: Book):
    code = book.asset(**BATCH)
    book.advance(10)
    split(book, code, 3)
    past = register(book.session, "assets", date(2026, 11, 25))
    index = past.index((Filter("storeroom", "电脑室", "电脑室"),))
    row = dict(zip((c.title for c in past.columns), past.rows(index.keys)[0], strict=True))
    assert len(index.keys) == 1
    assert (row["数量"], row["原值"]) == (10, 123_457)
    assert totals(index) == totals(register(book.session, "assets").index()).__class__(
        1, 10, 123_457
    )
    now = totals(register(book.session, "assets").index())
    assert (now.rows, now.quantity, now.value_fen) == (2, 10, 123_457)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.integers(0, 5_000_000),
    quantity=st.integers(4, 60),
    cuts=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 20), st.booleans()), max_size=4),
    change=st.none() | st.integers(1, 90_000),
    extra=st.integers(0, 30),
)
def test_parts_of_parts_add_up_to_the_undivided_card_in_every_month(
    book: Book,
    value: int,
    quantity: int,
    cuts: list[tuple[int, int, bool]],
    change: int | None,
    extra: int,
):
    facts = {"quantity": quantity, "original_value": value, "acquired_on": PartialDate(2023, 5)}
    whole, code = book.asset(**facts), book.asset(**facts)
    for one in (whole, code):
        if change is not None:
            book.run(ChangeValue(code=one, delta=change, reason="加装", extra_months=extra))
    cards = [code]
    for which, pieces, stated in cuts:
        source = book.card(cards[which % len(cards)])
        if source["quantity"] < 2:
            continue
        pieces = 1 + pieces % (source["quantity"] - 1)
        own = source["original_value_fen"] // 3 if stated else None
        cards.append(split(book, source["code"], pieces, value=own))
    for month in range(month_index(date(2023, 1, 1)), month_index(date(2037, 1, 1))):
        assert sum(written_off(one, month) for one in cards) == written_off(whole, month)
    assert sum(book.card(one)["quantity"] for one in cards) == quantity
    book.require_whole()


def test_category_stays_with_the_part(book: Book):
    part = split(book, book.asset(quantity=2), 1)
    assert book.card(part)["category_code"] == COMPUTER


def test_a_card_is_not_split_on_a_day_before_its_people_got_it(book: Book):
    """The part would be in their hands on days on which nobody had given it to them."""
    code = book.asset(quantity=4, on=date(2026, 11, 1))
    book.run(CorrectAsset(code=code, holder=COLLEAGUE), on=date(2026, 11, 15))
    book.refuses(SplitAsset(code=code, quantity=1), "date_order", on=date(2026, 11, 5))
    part = book.make(SplitAsset(code=code, quantity=1), on=date(2026, 11, 15))
    assert book.custody(part)[0]["from_on"] == "2026-11-15"
