"""What a newcomer does with a checkout: two commands, and one sentence where they cannot go on."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
ASKS_FOR_THE_ROOT = """
import site, sys
site.addsitedir(sys.argv[1])
print(sys.argv[2] in sys.path)
"""


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """The checkout's own script, whose environment is looked for in a folder of the test."""
    spec = importlib.util.spec_from_file_location("dev", CHECKOUT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(module, "STAMP", tmp_path / "installed.txt")
    return module


@pytest.fixture
def started(dev, monkeypatch):
    """The commands that the script starts in the checkout; none of them runs."""
    commands: list[list[str]] = []

    def note(command, **_manner):
        commands.append(command)
        return 0

    monkeypatch.setattr(dev, "call", note)
    return commands


def spoken_lines(path, start):
    """Return the lines of a file that begin so, without what a comment adds."""
    lines = path.read_text("utf-8").splitlines()
    return [line.partition("#")[0].strip() for line in lines if line.startswith(start)]


def test_ci_runs_the_very_test_command_of_the_readme():
    told = spoken_lines(CHECKOUT / "README.md", "python3 ")
    assert told == ["python3 packaging/dev.py run", "python3 packaging/dev.py test"]
    assert spoken_lines(CHECKOUT / ".ci" / "run", "python3 ") == told[1:]


@pytest.mark.parametrize(
    ("command", "package"), [("run", "libegl1"), ("test", "poppler-utils"), ("bench", "libegl1")]
)
def test_who_may_install_nothing_reads_one_line_to_type(
    dev, command, package, started, monkeypatch, capsys
):
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "is_installed", lambda _package: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert dev.main([command]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "sudo apt-get update && sudo apt-get install " in sentence
    assert package in sentence.split()
    assert started == []


def test_a_checkout_that_cannot_be_written_says_so_and_asks_for_no_package(
    dev, started, monkeypatch, capsys
):
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    assert dev.main(["run"]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith(f"{CHECKOUT} 不能写入")
    assert started == []


def test_what_was_installed_here_is_installed_once(dev, started):
    dev.STAMP.write_text("\n".join(dev.wanted_stamp()), "ascii")
    dev.install_project()
    assert started == []
    dev.STAMP.write_text("\n".join([dev.wanted_stamp()[0], "0" * 64]), "ascii")
    assert dev.environment_works()
    dev.STAMP.unlink()
    assert dev.environment_works()


def test_an_environment_moved_with_its_folder_is_made_anew(dev, tmp_path, monkeypatch):
    dev.STAMP.write_text("\n".join(dev.wanted_stamp()), "ascii")
    moved = tmp_path / "搬走"
    moved.mkdir()
    (moved / "pyproject.toml").write_bytes((CHECKOUT / "pyproject.toml").read_bytes())
    monkeypatch.setattr(dev, "ROOT", moved)
    assert not dev.environment_works()


def test_an_ascii_locale_finds_a_checkout_with_a_chinese_name(dev, tmp_path, monkeypatch):
    root = tmp_path / "王老师 的资料"
    packages = root / ".venv" / "lib" / "python3" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "_houqin_desktop.pth").write_text(str(root), "utf-8")
    monkeypatch.setattr(dev, "ROOT", root)
    dev.point_relatively(packages)
    answer = subprocess.run(
        [sys.executable, "-c", ASKS_FOR_THE_ROOT, str(packages), str(root)],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout == "True\n", answer.stderr


def test_a_screen_that_does_not_answer_is_as_good_as_none(dev, started, monkeypatch, capfd):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":5555")
    assert dev.run([]) == 0
    assert "用不了" in capfd.readouterr().out
    assert [command[-2:] for command in started] == [["tour", str(dev.TOUR)]]


def test_a_screen_that_answers_opens_the_demo_school(dev, started, tmp_path, monkeypatch):
    monkeypatch.setattr(dev, "DEMO_BOOK", tmp_path / "demo" / "demo.houqin")
    monkeypatch.setenv("DISPLAY", ":5555")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert dev.run([]) == 0
    book = str(dev.DEMO_BOOK)
    assert [command[-2:] for command in started] == [["demo", book], ["--book", book]]


def test_a_long_run_of_one_proof_keeps_the_figures_of_the_others(dev):
    kill, race = '{"proof": "杀", "kills": 2}', '{"proof": "争", "races": 5}'
    page = dev.figures_page("", [kill, kill, race], 0.5, 0)
    page = dev.figures_page(page, [race, race], 1, 1)
    rows = [row for row in page.splitlines() if row.startswith("| ")][1:]
    assert [row.split(" | ")[1:3] for row in rows] == [["races 10", "1"], ["kills 4", "0.5"]]
    assert "NOT all passed" in rows[0]
    assert "NOT" not in rows[1]
