"""The tour draws every page, dialog and form, and nothing of it is empty."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from houqin_desktop.documents.preview import page_count, page_text
from tests.visual.test_looks import SCENES

NUMBERED = re.compile(r"(\d{4}) ")
PAGES = (
    "资产台账", "报废处置·待报废资产", "报废处置·报废报损单", "保管室·全部",
    "保管室·一个保管室", "人员与岗位·人员",
    "总结报表·资产汇总表", "总结报表·固定资产分室台账", "总结报表·保管员职责牌",
)  # fmt: skip
DIALOGS = (
    "登记资产", "更正", "价值变动", "申请报废报损", "修改申请", "打印预览", "登记签字", "补扫描件",
    "退回", "不同意", "撤回", "下账", "登记残值", "新增保管室", "新增地点",
    "更正地点", "停用保管室", "新增人员", "新增部门", "任命岗位",
    "结束任期", "导入", "导入·试算结果", "导入·发现", "导入·更正与冲突",
    "导入·相似的行", "导入·没有找到表头", "导入批次", "学校参数", "操作日志", "检查数据",
    "新建账簿", "进度", "总结报表·过去的一天", "总结报表·那一天的明细",
)  # fmt: skip


@dataclass(frozen=True)
class Tour:
    """The folder with all that was drawn, and what was seen at scale 1 while it was."""

    folder: Path
    seen: int
    faults: dict[str, list[str]]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    folder = tmp_path_factory.mktemp("tour") / "图"
    done = subprocess.run(
        [sys.executable, "-m", "tests.visual.touring", str(folder)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return Tour(folder, **json.loads(done.stdout))


@pytest.fixture
def pictures(tour: Tour) -> Path:
    return tour.folder


def test_every_page_and_dialog_can_be_read_at_scale_1_in_light_and_dark(tour: Tour):
    assert tour.seen >= 2 * SCENES
    assert tour.faults == {}


def test_every_page_is_drawn_on_every_book_in_light_and_dark(pictures):
    drawn = {path.stem[5:] for path in pictures.glob("*.png")}
    for page in PAGES:
        for book in ("演示", "空账簿", "最长的名字"):
            for colour in ("浅色", "深色"):
                assert f"{page}（{book}，{colour}）" in drawn


def test_every_dialog_is_drawn_in_light_and_dark(pictures):
    drawn = {path.stem[5:] for path in pictures.glob("*.png")}
    wanted = {f"{title}（演示，{colour}）" for title in DIALOGS for colour in ("浅色", "深色")}
    assert wanted - drawn == set()


def test_every_form_has_text_on_every_page_and_a_picture_of_it(pictures):
    papers = sorted(pictures.glob("*.pdf"))
    assert len(papers) >= 27
    titles = {paper.stem[5:].removeprefix("表单·") for paper in papers}
    assert titles >= {"资产卡片", "固定资产分类台账", "责任到人清单", "保管员职责牌"}
    for paper in papers:
        data = paper.read_bytes()
        for at in range(page_count(data)):
            assert "小学" in page_text(data, at)
            assert (pictures / f"{paper.stem} 第{at + 1}页.png").stat().st_size > 10_000


def test_pictures_are_numbered_and_not_empty(pictures):
    for path in pictures.iterdir():
        assert NUMBERED.match(path.name)
        assert path.stat().st_size > 1_000
