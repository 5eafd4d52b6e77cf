"""Labels of rooms and places: a scan of one is told from every card's number."""

from __future__ import annotations

import pytest

from houqin_desktop.documents.label_paper import label_paper
from houqin_desktop.documents.preview import page_count
from houqin_desktop.domain.label import SIZES, label_run, scan_code, spot_code_of
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.services.people.verbs import EndAppointment
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.storerooms.closing import CloseStoreroom
from houqin_desktop.services.storerooms.labels import place_labels, room_labels, scanned_spot
from houqin_desktop.services.storerooms.places import AddPlace, WithdrawPlace
from tests.builders import KEEPER, ROOM, Book
from tests.documents.reading import pdfium_pages, squeezed
from tests.documents.test_label_paper import codes_on


@pytest.fixture
def furnished(book: Book) -> Book:
    book.run(AddPlace(storeroom=ROOM, kind=PlaceKind.CABINET, name="铁皮柜"))
    book.run(AddPlace(storeroom=ROOM, kind=PlaceKind.SPOT, name="上层", within="铁皮柜"))
    return book


def keys(book: Book, name: str) -> list[int]:
    return list(register(book.session, name).index().keys)


@pytest.mark.parametrize("size", SIZES)
def test_every_label_is_read_by_a_scanner_from_paper_of_every_size(furnished: Book, size: str):
    labels = [
        *room_labels(keys(furnished, "storerooms")),
        *place_labels(keys(furnished, "places")),
    ]
    paper = label_paper(labels, label_run(size))
    read = [code for page in range(page_count(paper)) for code in codes_on(paper, page)]
    assert sorted(read) == sorted(one.scan_code for one in labels)
    assert [scanned_spot(code) for code in read].count(None) == 0


def test_a_label_says_the_name_and_where_the_place_is(furnished: Book):
    paper = label_paper(place_labels(keys(furnished, "places")[1:]), label_run("60x40"))
    words = squeezed(pdfium_pages(paper)[0])
    for word in ("上层", "铁皮柜", ROOM, "PLACE0002"):
        assert word in words


def test_a_scan_means_the_room_or_the_place_in_it(furnished: Book):
    assert scanned_spot("HQROOM002") == (ROOM, "")
    assert scanned_spot(" hqplace0002 ") == (ROOM, "上层")
    for other in ("HQROOM999", "ROOM002", "ZC2026000001", "HQA12", "HQ1|BF20260001|1", ""):
        assert scanned_spot(other) is None


def test_what_was_withdrawn_or_closed_is_no_longer_meant(furnished: Book):
    furnished.run(WithdrawPlace(storeroom=ROOM, place="上层"))
    assert scanned_spot("HQPLACE0002") is None
    furnished.run(EndAppointment(person=KEEPER, post=Post.STOREKEEPER, storeroom=ROOM))
    furnished.run(CloseStoreroom(storeroom=ROOM))
    assert scanned_spot("HQROOM002") is None


def test_a_card_that_is_numbered_like_a_room_is_named_by_its_id():
    assert scan_code("HQROOM002", 7) == "HQA7"
    assert spot_code_of("HQA7") is None
