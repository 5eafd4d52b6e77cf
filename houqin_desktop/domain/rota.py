"""Making a table of duties fair: nobody serves two turns more than another, if that can be.

Everyone of a list can stand on some turns and not on others. A choice that fills every turn is made
day by day; then duties are handed on, along chains of colleagues, from who has more to who has
less, until no chain makes the counts more even. Then no other choice would be more even either:
two choices of the same turns differ by such chains (Harvey, Ladner, Lovász, Tamir, "Semi-matchings
for bipartite graphs and load balancing", 2006). So where somebody still has two more than another,
it cannot be otherwise, and the two can be named. Of equally even choices those are preferred in
which the odd turn falls to who had fewer last time, and then those even over the days of the week.
Nothing is drawn by lot: the same lists give the same table.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

# How much worse a second turn in a row is than an uneven day of the week.
IN_A_ROW: Final = 3
Load = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Turns:
    """What a list of people has to fill.

    :param free: for each turn, who of the list can stand, by place on the list.
    :param seats: how many a turn wants.
    :param weekdays: for each turn its day of the week, the same number for all where it is none.
    :param before: for each person, the duties of the table before.
    """

    free: Sequence[Collection[int]]
    seats: int
    weekdays: Sequence[int]
    before: Sequence[int]

    def short(self) -> Iterator[int]:
        """Yield the turns for which there are too few people."""
        return (place for place, free in enumerate(self.free) if len(free) < self.seats)


@dataclass(slots=True)
class Rota:
    """Who stands on which turn, while it is being made."""

    turns: Turns
    chosen: list[set[int]] = field(default_factory=list)
    held: list[set[int]] = field(default_factory=list)
    on_weekday: list[Counter[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nobody on any turn."""
        people = range(len(self.turns.before))
        self.chosen = [set() for _ in self.turns.free]
        self.held = [set() for _ in people]
        self.on_weekday = [Counter() for _ in people]

    def counts(self) -> list[int]:
        """Return how many turns each person has."""
        return [len(held) for held in self.held]

    def give(self, turn: int, person: int) -> None:
        """Let somebody stand on a turn."""
        self.chosen[turn].add(person)
        self.held[person].add(turn)
        self.on_weekday[person][self.turns.weekdays[turn]] += 1

    def take(self, turn: int, person: int) -> None:
        """Let somebody stand on a turn no more."""
        self.chosen[turn].remove(person)
        self.held[person].remove(turn)
        self.on_weekday[person][self.turns.weekdays[turn]] -= 1

    def can_take(self, turn: int, person: int) -> bool:
        """Say whether somebody is free on a turn and not on it yet."""
        return person in self.turns.free[turn] and person not in self.chosen[turn]


def made_fair(turns: Turns) -> list[set[int]]:
    """Return for each turn who stands on it, as evenly as can be.

    :raises ValueError: when a turn has too few people; ask `Turns.short` first.
    """
    if any(True for _ in turns.short()):
        raise ValueError("a turn has too few people")
    rota = Rota(turns)
    _fill(rota)
    _even_out(rota)
    _spread(rota)
    return rota.chosen


def _fill(rota: Rota) -> None:
    """Fill every turn with those who have the fewest, then the fewest on that day of the week."""
    last = [-1] * len(rota.held)
    for turn, free in enumerate(rota.turns.free):
        weekday = rota.turns.weekdays[turn]

        def order(person: int, weekday: int = weekday) -> tuple[int, int, int, int, int]:
            count = len(rota.held[person])
            before = rota.turns.before[person]
            return count, rota.on_weekday[person][weekday], last[person], before, person

        for person in sorted(free, key=order)[: rota.turns.seats]:
            rota.give(turn, person)
            last[person] = turn


def _even_out(rota: Rota) -> None:
    """Hand duties on along chains until no chain makes the counts more even."""
    while _hand_on_once(rota):
        pass


def _hand_on_once(rota: Rota) -> bool:
    """Hand one duty on from who has the most to whom it can reach with the least; say whether."""
    by_load = sorted(range(len(rota.held)), key=lambda one: _last_load(rota, one), reverse=True)
    searched: set[int] = set()
    for giver in by_load:
        # Whoever a heavier giver reaches cannot improve on what that giver could not.
        if giver in searched or not rota.held[giver]:
            continue
        came_from = _reach(rota, giver, searched)
        taker = min(came_from, key=lambda one: (_next_load(rota, one), one))
        if _next_load(rota, taker) < _last_load(rota, giver):
            _hand_along(rota, came_from, giver, taker)
            return True
    return False


def _last_load(rota: Rota, person: int) -> Load:
    """Return how heavy somebody's last duty weighs: the count, then what was done before."""
    return len(rota.held[person]), rota.turns.before[person]


def _next_load(rota: Rota, person: int) -> Load:
    return len(rota.held[person]) + 1, rota.turns.before[person]


Step = tuple[int, int]


def _reach(rota: Rota, giver: int, searched: set[int]) -> dict[int, Step]:
    """Return everybody whom a chain from the giver reaches, each with whom and by which turn."""
    came_from: dict[int, Step] = {giver: (giver, -1)}
    searched.add(giver)
    waiting = deque([giver])
    while waiting:
        person = waiting.popleft()
        for turn in sorted(rota.held[person]):
            for other in sorted(rota.turns.free[turn]):
                if other not in searched and other not in rota.chosen[turn]:
                    searched.add(other)
                    came_from[other] = (person, turn)
                    waiting.append(other)
    return came_from


def _hand_along(rota: Rota, came_from: dict[int, Step], giver: int, taker: int) -> None:
    while taker != giver:
        person, turn = came_from[taker]
        rota.take(turn, person)
        rota.give(turn, taker)
        taker = person


def _spread(rota: Rota) -> None:
    """Exchange turns while people are better off: fewer turns in a row, weekdays more even."""
    while sum(_exchange_for(rota, person) for person in range(len(rota.held))):
        pass


def _exchange_for(rota: Rota, person: int) -> bool:
    """Exchange one turn of a person for another, if the two are better off together."""
    for mine in sorted(rota.held[person]):
        for theirs, chosen in enumerate(rota.chosen):
            # Of two that are better off together one is alone; the other's turn to look comes too.
            if (
                not rota.can_take(theirs, person)
                or (gain := _gain(rota, person, mine, theirs)) <= 0
            ):
                continue
            for other in sorted(chosen):
                if rota.can_take(mine, other) and gain + _gain(rota, other, theirs, mine) > 0:
                    for turn, old, new in ((mine, person, other), (theirs, other, person)):
                        rota.take(turn, old)
                        rota.give(turn, new)
                    return True
    return False


def _gain(rota: Rota, person: int, mine: int, new: int) -> int:
    """Return how much better off somebody is with another turn instead of his own.

    Half of what the squares of his counts by weekday fall, and as much again for a turn that lies
    beside another of his.
    """
    from_day, to_day = rota.turns.weekdays[mine], rota.turns.weekdays[new]
    count = rota.on_weekday[person]
    gain = 0 if from_day == to_day else count[from_day] - count[to_day] - 1
    held = rota.held[person]
    beside = sum(turn in held for turn in (mine - 1, mine + 1))
    beside_new = sum(turn in held and turn != mine for turn in (new - 1, new + 1))
    return gain + IN_A_ROW * (beside - beside_new)


def uneven(counts: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return who has two or more less than the most, and who has the most; nobody where fair."""
    most = max(counts, default=0)
    fewer = [person for person, count in enumerate(counts) if count <= most - 2]
    return fewer, [one for one, count in enumerate(counts) if count == most] if fewer else []


def at_posts(chosen: Sequence[Collection[int]], seats: Sequence[int]) -> list[list[list[int]]]:
    """Return for each turn and post who stands there, each going where he stood least.

    :param seats: how many each post of the list wants, in the order of the posts.
    """
    stood: Counter[tuple[int, int]] = Counter()
    table = []
    for people in chosen:
        left = sorted(people)
        row = []
        for post, wanted in enumerate(seats):
            left.sort(key=lambda one, post=post: (stood[one, post], one))  # type: ignore[misc]
            row.append(sorted(left[:wanted]))
            stood.update((one, post) for one in left[:wanted])
            left = left[wanted:]
        table.append(row)
    return table
