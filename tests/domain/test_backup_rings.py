"""Which automatic backups stay: the rule in its own words, over simulated years of an office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.backup_rings import Occasion, RingCopy, superfluous

Rule = Callable[[Sequence[RingCopy], datetime], Iterable[RingCopy]]
BEGIN = datetime(2026, 9, 1, 8, 0)
TEN_YEARS = timedelta(days=3653)
MONTHS_OF_THREE_YEARS = 37
MOST = 20 + 14 + 8 + MONTHS_OF_THREE_YEARS + 1

a_day = st.lists(st.sampled_from(["regular"] * 9 + ["risk"]), max_size=17)
a_fortnight = st.lists(a_day, min_size=14, max_size=14)


def copy(made_at: datetime, seq: int, occasion: Occasion = Occasion.REGULAR) -> RingCopy:
    return RingCopy(made_at, seq, f"{seq:08x}", "0b00c0de", occasion)


class Office:
    """Years of work with a backup every half hour of it, thinned out after each by a rule."""

    def __init__(self, rule: Rule = superfluous) -> None:
        self.rule = rule
        self.now = BEGIN
        self.seq = 0
        self.there: list[RingCopy] = []
        self.deleted: list[tuple[datetime, RingCopy]] = []
        self.made: list[RingCopy] = []
        self.most = 0

    def back_up(self, occasion: Occasion = Occasion.REGULAR) -> None:
        self.now += timedelta(minutes=30)
        self.seq += 3
        self.there.append(copy(self.now, self.seq, occasion))
        self.made.append(self.there[-1])
        going = set(self.rule(self.there, self.now))
        self.deleted += [(self.now, one) for one in going]
        self.there = [one for one in self.there if one not in going]
        held = sum(
            one.occasion is Occasion.BEFORE_RISK and self.now - one.made_at < timedelta(days=90)
            for one in self.there
        )
        self.most = max(self.most, len(self.there) - held)
        if self.made[-1] not in self.there:
            raise AssertionError("the newest verified copy was deleted")

    def work(self, days: int, habit: list[list[str]]) -> None:
        for day in range(days):
            start = self.now
            for what in habit[day % len(habit)]:
                risky = what == "risk"
                self.back_up(Occasion.BEFORE_RISK if risky else Occasion.REGULAR)
            self.now = datetime(start.year, start.month, start.day, 8, 0) + timedelta(days=1)


def last_of(copies: Sequence[RingCopy], period) -> list[RingCopy]:
    return list({period(one): one for one in copies}.values())


def require_rings(office: Office) -> None:
    regular = [one for one in office.made if one.occasion is Occasion.REGULAR]
    there = set(office.there)
    assert set(regular[-20:]) <= there
    assert set(last_of(regular, lambda one: one.made_at.date())[-14:]) <= there
    assert set(last_of(regular, lambda one: one.made_at.isocalendar()[:2])[-8:]) <= there
    assert set(last_of(regular, lambda one: (one.made_at.year, one.made_at.month))) <= there
    young = [at - one.made_at for at, one in office.deleted if one.occasion is Occasion.BEFORE_RISK]
    assert all(age >= timedelta(days=90) for age in young)


@settings(max_examples=5)
@given(a_fortnight)
def test_three_years_leave_few_files_and_every_ring_its_copies(habit):
    office = Office()
    office.work(3 * 365, habit)
    require_rings(office)
    assert office.most <= MOST


@pytest.mark.parametrize(
    "careless",
    [
        lambda copies, _now: copies[:-20],
        lambda copies, now: [one for one in copies if now - one.made_at > timedelta(days=14)],
    ],
    ids=["only the last twenty", "nothing older than a fortnight"],
)
def test_a_careless_rule_is_seen_by_the_same_years(careless):
    office = Office(careless)
    office.work(3 * 365, [["regular", "risk", "regular"]])
    with pytest.raises(AssertionError):
        require_rings(office)


def test_a_rule_that_keeps_everything_is_seen_too():
    office = Office(lambda _copies, _now: [])
    office.work(365, [["regular"] * 4])
    assert office.most > MOST


@settings(max_examples=15)
@given(a_fortnight, st.integers(1, 300), st.sampled_from([TEN_YEARS, -TEN_YEARS]))
def test_a_clock_that_jumped_ten_years_deletes_nothing_of_the_years_it_left(habit, days, jump):
    office = Office()
    office.work(days, habit)
    before = set(office.there)
    office.now += jump
    assert superfluous(office.there, office.now) == []
    office.work(60, habit)
    assert before <= set(office.there)
    meanwhile = set(office.there) - before
    office.now = office.now - jump
    if jump > timedelta(0):
        office.work(60, habit)
        assert meanwhile <= set(office.there), "what is dated in the future stays"


@settings(max_examples=15)
@given(a_fortnight, st.integers(1, 200))
def test_twenty_restorations_in_a_row_delete_no_backup(habit, days):
    office = Office()
    office.work(days, habit)
    before = set(office.there)
    for _ in range(20):
        office.rule = partial(superfluous, restored_on=office.now.date())
        office.back_up()
    assert before <= set(office.there)
    office.now += timedelta(days=1)
    office.work(80, [["regular"] * 4])
    assert before <= set(office.there)


def test_ninety_days_after_a_restoration_the_rings_hold_again():
    copies = [copy(BEGIN + timedelta(hours=hour), hour + 1) for hour in range(40)]
    restored = date(2026, 9, 2)
    assert superfluous(copies, BEGIN + timedelta(days=90), restored) == []
    assert superfluous(copies, BEGIN + timedelta(days=91), restored) != []


def test_the_copy_that_reaches_farthest_in_the_flow_stays_whatever_its_date():
    far = copy(BEGIN, 1000)
    later = [copy(BEGIN + timedelta(hours=hour), hour) for hour in range(1, 40)]
    assert far not in superfluous([far, *later], BEGIN + timedelta(days=2))


@given(st.datetimes(datetime(1970, 1, 1), datetime(2120, 1, 1)), st.integers(0, 10**9))
def test_a_name_tells_the_whole_copy(made_at, seq):
    for occasion in Occasion:
        one = copy(made_at.replace(microsecond=0), seq, occasion)
        assert RingCopy.from_name(one.name) == one


@pytest.mark.parametrize(
    "name",
    [
        "示范小学账簿备份-20261128-1805.zip",
        "自动备份-20261128-180500-12-0123abcd-0b00c0de (1).zip",
        "自动备份-20261399-180500-12-0123abcd-0b00c0de.zip",
        ".自动备份-20261128-180500-12-0123abcd-0b00c0de.zip.77.part",
    ],
)
def test_what_the_rings_did_not_make_is_not_theirs_to_delete(name):
    assert RingCopy.from_name(name) is None
