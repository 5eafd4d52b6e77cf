"""A book on a network drive is refused, untouched; one that a cloud copies is pointed out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.storage import book_place
from houqin_desktop.storage.base import db
from houqin_desktop.storage.book_place import is_on_own_disk
from tests.builders import FOUNDED, TODAY, clock_at

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="/proc/self/mountinfo is of Linux")


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    """Let the system say what the folder of the test lies on."""

    def mount(kind: str) -> None:
        mounts = tmp_path / "mountinfo"
        mounts.write_text(
            f"27 1 254:0 / / rw - ext4 /dev/vda rw\n28 27 0:9 / {tmp_path} rw - {kind} x rw\n"
        )
        monkeypatch.setattr(book_place, "MOUNTS", mounts)

    return mount


@LINUX
def test_a_book_on_a_network_drive_is_refused_and_not_touched(book_path, mounted):
    before = book_path.read_bytes()
    mounted("cifs")
    with pytest.raises(Refused, match="网络盘") as caught:
        open_session(book_path, clock=clock_at(TODAY))
    assert caught.value.code == "book_on_network"
    assert db.is_closed()
    assert book_path.read_bytes() == before


@LINUX
def test_a_book_on_a_disk_of_its_own_opens(book_path, mounted):
    mounted("ext4")
    open_session(book_path, clock=clock_at(TODAY)).close()


@LINUX
def test_no_book_is_made_on_a_network_drive(tmp_path, mounted):
    mounted("nfs4")
    folder = tmp_path / "新"
    with pytest.raises(Refused, match="网络盘"):
        create_book(
            folder / "账.houqin", school="和平小学", keeper="王建国", clock=clock_at(FOUNDED)
        )
    assert not folder.exists()


def test_a_check_warns_of_a_synced_folder_and_finds_the_book_whole(book, monkeypatch):
    assert run_checks().warning == ""
    monkeypatch.setenv("OneDrive", str(book.path.parent))
    report = run_checks()
    assert report.ok
    assert "OneDrive的同步文件夹" in report.warning


def test_a_backup_beside_the_book_is_on_its_own_disk_and_one_on_a_stick_is_not(book_path):
    own = book_path.parent
    assert is_on_own_disk(own, book_path)
    assert is_on_own_disk(own / "一个删掉的文件夹", book_path)
    assert not is_on_own_disk(Path("//办公室/共享"), book_path)


@LINUX
def test_a_stick_in_a_drawer_is_on_no_disk_of_the_computer(book_path):
    assert not is_on_own_disk(Path("/media/wang/在抽屉里/备份"), book_path)
    assert not is_on_own_disk(Path("/proc/self"), book_path)
