"""A notebook of the storeroom: what lies where, by the rules of the school and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

GONE, USED, BOUGHT = "处置", "耗用", "来源"
OUTSIDE = frozenset((GONE, USED, BOUGHT))


class No(Exception):
    """The notebook says no."""


@dataclass
class Note:
    """One slip: what went from where to where, for how much, and what became of it.

    What waits moves with the last signature. A list that is handed over has a part for each item,
    and the loans that its giver answered for.
    """

    kind: str
    item: str
    pieces: int
    source: str
    target: str
    value: int
    of: str = ""
    signed: bool = False
    gone: bool = False
    waits: bool = False
    parts: tuple[Note, ...] = ()
    loans: tuple[str, ...] = ()


@dataclass
class Notebook:
    """Pieces by item and place, worth by item, and every slip."""

    used_up: frozenset[str]
    lies: Counter[tuple[str, str]] = field(default_factory=Counter)
    worth: Counter[str] = field(default_factory=Counter)
    slips: dict[str, Note] = field(default_factory=dict)

    def whole(self, item: str) -> int:
        """How many pieces the school has."""
        return sum(n for (name, _), n in self.lies.items() if name == item)

    def share(self, item: str, pieces: int) -> int:
        """What so many pieces are worth as they go out, rounded half up; the last take the rest."""
        whole = self.whole(item)
        if pieces == whole:
            return self.worth[item]
        return (2 * self.worth[item] * pieces + whole) // (2 * whole)

    def move(self, note: Note) -> None:
        """Let pieces go from place to place, with their value where they cross the gate."""
        if note.parts:
            for part in note.parts:
                self.move(part)
            return
        if note.source not in OUTSIDE:
            if self.lies[note.item, note.source] < note.pieces:
                raise No(f"{note.source} 没有那么多")
            if note.target in OUTSIDE:
                note.value = self.share(note.item, note.pieces)
                self.worth[note.item] -= note.value
            self.lies[note.item, note.source] -= note.pieces
        else:
            self.worth[note.item] += note.value
        if note.target not in OUTSIDE:
            self.lies[note.item, note.target] += note.pieces

    def take_back(self, note: Note) -> None:
        """Let everything go to where it was, exactly, or not at all."""
        if note.kind == "handover":
            for part in note.parts:
                self.take_back(part)
            note.gone = True
            return
        if note.target not in OUTSIDE and self.lies[note.item, note.target] < note.pieces:
            raise No("已经不在原处")
        if note.source in OUTSIDE:
            left = self.whole(note.item) - note.pieces
            value = self.worth[note.item] - note.value
            if value < 0 or (left == 0 and value):
                raise No("金额退不回去")
        if note.target not in OUTSIDE:
            self.lies[note.item, note.target] -= note.pieces
        if note.source not in OUTSIDE:
            self.lies[note.item, note.source] += note.pieces
        inward = (note.target not in OUTSIDE) - (note.source not in OUTSIDE)
        self.worth[note.item] -= inward * note.value
        note.gone = True

    def back(self, number: str) -> int:
        """How many pieces of a slip came back and count."""
        return sum(n.pieces for n in self.slips.values() if n.of == number and not n.gone)

    def left_value(self, number: str, pieces: int) -> int:
        """What so many of the pieces that are still out of a slip were given out for."""
        out = self.slips[number]
        left = out.pieces - self.back(number)
        value = out.value - sum(
            n.value for n in self.slips.values() if n.of == number and not n.gone
        )
        if pieces >= left:
            return value
        return (2 * value * pieces + left) // (2 * left)

    def receive(self, item: str, room: str, pieces: int, value: int) -> Note:
        """Things come in."""
        return self.done(Note("receipt", item, pieces, BOUGHT, room, value))

    def give(self, kind: str, item: str, room: str, person: str, pieces: int) -> Note:
        """Things are issued or lent; what is used up is gone as it is issued."""
        gone = kind == "issue" and item in self.used_up
        return self.done(Note(kind, item, pieces, room, USED if gone else person, 0))

    def returned(self, number: str, pieces: int, *, lost: bool, value: int) -> Note:
        """Things come back, or don't; `value` is that of what was used up and is left over."""
        out = self.slips[number]
        if out.gone or out.pieces - self.back(number) < pieces:
            raise No("没有那么多在外面")
        if lost and out.target == USED:
            raise No("已经耗用")
        target = GONE if lost else out.source
        kind = "take_back" if out.kind == "loan" else "restock"
        giver = self.bearer(number) if out.kind == "loan" else out.target
        return self.done(Note(kind, out.item, pieces, giver, target, value, of=number))

    def bearer(self, number: str) -> str:
        """Who answers for a loan: whoever took it over by the latest list, else who borrowed."""
        lists = [n for n in self.slips.values() if number in n.loans and n.signed and not n.gone]
        return (lists[-1] if lists else self.slips[number]).target

    def transfer(self, item: str, room: str, other: str, pieces: int) -> Note:
        """Pieces are to go to another room; nothing moves before the last signature."""
        if self.lies[item, room] < pieces:
            raise No(f"{room} 没有那么多")
        return Note("transfer", item, pieces, room, other, 0, waits=True)

    def hand_over(self, giver: str, taker: str) -> Note:
        """All that is in somebody's name is written down, once at a time."""
        if any(n.kind == "handover" and n.waits and n.source == giver for n in self.slips.values()):
            raise No("还有一张没签齐")
        own = [(item, n) for (item, place), n in self.lies.items() if place == giver and n]
        loans = tuple(
            number
            for number, n in self.slips.items()
            if n.kind == "loan"
            and not n.gone
            and n.pieces > self.back(number)
            and self.bearer(number) == giver
        )
        if not own and not loans:
            raise No("没有可以移交的东西")
        parts = tuple(Note("part", item, n, giver, taker, 0) for item, n in own)
        return Note("handover", "", 0, giver, taker, 0, waits=True, parts=parts, loans=loans)

    def carry_out(self, number: str) -> None:
        """The last hand has signed: what waited moves, all of it or nothing."""
        note = self.slips[number]
        for part in note.parts or (note,):
            if note.waits and self.lies[part.item, part.source] < part.pieces:
                raise No("已经没有那么多")
        if note.waits:
            self.move(note)
        note.waits, note.signed = False, True

    def miss(self, item: str, room: str, pieces: int) -> Note:
        """A signed-off count found less."""
        return self.done(Note("stocktake", item, pieces, room, GONE, 0))

    def find(self, item: str, room: str, pieces: int, price: int) -> Note:
        """A signed-off count found more: at the average, or at a price where nothing is left."""
        whole = self.whole(item)
        value = (2 * self.worth[item] * pieces + whole) // (2 * whole) if whole else price * pieces
        return self.receive(item, room, pieces, value)

    def withdraw(self, number: str) -> None:
        """A slip without signatures is taken back."""
        note = self.slips[number]
        if note.gone or note.signed or self.back(number):
            raise No("不能撤销")
        if note.waits:
            note.gone, note.waits = True, False
            return
        self.take_back(note)

    def reverse(self, number: str) -> None:
        """A signed slip is reversed, once."""
        note = self.slips[number]
        if note.gone or not note.signed or self.back(number):
            raise No("不能冲销")
        self.take_back(note)

    def done(self, note: Note) -> Note:
        """Carry a slip out; it gets its number when the book has given one."""
        self.move(note)
        return note
