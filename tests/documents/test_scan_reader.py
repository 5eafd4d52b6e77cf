"""Scans of printed forms: every page is read, however it was turned, and comes out upright."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from houqin_desktop.documents.scan_reader import read_scan
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.returned import read_paper_code
from tests.documents.reading import pdf
from tests.documents.sheets import large

LINES = 60


@pytest.fixture(scope="module")
def paper() -> bytes:
    """A form with its annex: several pages."""
    return pdf(large(LINES))


def pictures(paper: bytes, dpi: int = 150) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(paper)
    images = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return images


def saved(image: Image.Image, path: Path, **options) -> Path:
    image.save(path, **options)
    return path


def places(path: Path) -> list[tuple[int, int]]:
    found = []
    for page in read_scan(path):
        code = read_paper_code(page.code or "")
        assert code is not None, page.where
        found.append((code.page, code.pages))
    return found


def test_every_page_of_the_printed_form_is_read(paper: bytes, tmp_path: Path):
    path = tmp_path / "扫描.pdf"
    path.write_bytes(paper)
    count = len(pictures(paper, 20))
    assert places(path) == [(at + 1, count) for at in range(count)]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_turned_photo_comes_out_upright(paper: bytes, tmp_path: Path, turned: int, ending: str):
    image = pictures(paper)[0]
    path = saved(image.rotate(-turned, expand=True), tmp_path / f"照片.{ending}")
    (page,) = read_scan(path)
    assert read_paper_code(page.code or "")
    upright = Image.open(BytesIO(page.data)).convert("L")
    assert upright.size == image.size
    # The QR stands in the upper right corner of an upright page.
    corner = upright.crop((int(upright.width * 0.9), 0, upright.width, int(upright.height * 0.2)))
    other = upright.crop((0, int(upright.height * 0.8), int(upright.width * 0.1), upright.height))
    assert sum(corner.histogram()[:100]) > sum(other.histogram()[:100])


def test_a_camera_that_notes_how_it_was_held_is_believed(paper: bytes, tmp_path: Path):
    image = pictures(paper)[0]
    exif = Image.Exif()
    exif[0x0112] = 6
    path = saved(image.rotate(90, expand=True), tmp_path / "手机.jpg", exif=exif)
    (page,) = read_scan(path)
    assert read_paper_code(page.code or "")
    assert Image.open(BytesIO(page.data)).size == image.size


def test_a_crooked_scan_is_read(paper: bytes, tmp_path: Path):
    image = pictures(paper)[0].rotate(4, expand=True, fillcolor="white")
    (page,) = read_scan(saved(image, tmp_path / "歪.jpg", quality=60))
    assert read_paper_code(page.code or "")


def test_pages_out_of_order_and_turned_in_one_file_are_all_read(paper: bytes, tmp_path: Path):
    images = pictures(paper)
    mixed = [image.rotate(90 * at, expand=True) for at, image in enumerate(reversed(images))]
    path = tmp_path / "乱序.pdf"
    mixed[0].save(path, save_all=True, append_images=mixed[1:])
    pages = len(images)
    assert places(path) == [(at, pages) for at in range(pages, 0, -1)]


def test_each_page_of_a_file_comes_out_alone(paper: bytes, tmp_path: Path):
    path = tmp_path / "扫描.pdf"
    path.write_bytes(paper)
    for at, page in enumerate(read_scan(path)):
        alone = pypdfium2.PdfDocument(page.data)
        assert len(alone) == 1
        assert page.where == f"扫描.pdf 第 {at + 1} 页"
        assert read_paper_code(page.code or "").page == at + 1  # type: ignore[union-attr]
        alone.close()


def test_a_single_page_that_lies_right_stays_the_very_file(paper: bytes, tmp_path: Path):
    path = saved(pictures(paper)[0], tmp_path / "一页.png")
    (page,) = read_scan(path)
    assert page.data == path.read_bytes()


def test_a_page_without_a_code_is_given_all_the_same(tmp_path: Path):
    (page,) = read_scan(saved(Image.new("RGB", (800, 600), "white"), tmp_path / "白纸.png"))
    assert page.code is None


def test_another_programs_code_is_no_code_of_a_form(tmp_path: Path):
    import segno

    target = BytesIO()
    segno.make("https://example.org/").save(target, kind="png", scale=8, border=6)
    (page,) = read_scan(saved(Image.open(target).convert("RGB"), tmp_path / "别的.png"))
    assert page.code is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_size"),
        (b"GIF89a", "file_kind"),
        (b"%PDF-1.7 but nothing more", "scan_unreadable"),
        (b"\x89PNG\r\n\x1a\n cut short", "scan_unreadable"),
        (b"\xff\xd8\xff cut short", "scan_unreadable"),
    ],
)
def test_what_can_not_be_read_is_refused_in_one_sentence(tmp_path: Path, content: bytes, code: str):
    path = tmp_path / "坏.pdf"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        list(read_scan(path))
    assert caught.value.code == code
    assert caught.value.sentence.endswith("。")


def test_a_reading_that_was_stopped_stops(paper: bytes, tmp_path: Path):
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    path = tmp_path / "扫描.pdf"
    path.write_bytes(paper)
    with pytest.raises(Stopped):
        list(read_scan(path, stop))
