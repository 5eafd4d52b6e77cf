"""Everything a newcomer does with a checkout: run it, test it, measure it.

Needs nothing but python3 and this folder. The first call makes .venv, installs the program
and its tools there, and on Debian the system libraries that Qt needs; later calls do that
again only when pyproject.toml has changed or the folder was moved.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"
DEMO_BOOK = ROOT / "demo" / "demo.houqin"
TOUR = ROOT / "tour"
FIGURES = ROOT / "tests" / "long_run.md"

OLDEST, TOO_NEW = (3, 11), (3, 14)

QT_PACKAGES = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
    "libcups2",
)
SCREEN_PACKAGES = (
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libwayland-cursor0",
    "libwayland-egl1",
)
TEST_PACKAGES = ("poppler-utils",)


class CannotGoOn(Exception):
    """Something the machine lacks, told in one sentence."""


def main(arguments: list[str]) -> int:
    """Do one of run, test, bench and check; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="packaging/dev.py", description=__doc__)
    parser.add_argument("command", choices=("run", "test", "bench", "check"))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="给程序、pytest 或基准的其余参数")
    chosen = parser.parse_args(arguments)
    try:
        prepare(chosen.command)
        command = {"run": run, "test": test, "bench": bench, "check": check}[chosen.command]
        return command(chosen.rest)
    except CannotGoOn as obstacle:
        print(obstacle, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(rest: list[str]) -> int:
    """Open the demo school in the window, or draw the tour where there is no screen."""
    if not names_screen():
        say("这台电脑没有图形界面（没有 DISPLAY 或 WAYLAND_DISPLAY），打不开窗口。")
    elif not screen_answers():
        say("DISPLAY 或 WAYLAND_DISPLAY 所指的图形界面用不了，原因见上，打不开窗口。")
    else:
        return open_demo(rest)
    say(f"改为把每一页、每个对话框和每张表单画出来（约两三分钟），放进 {TOUR} 。")
    return call(program("tour", str(TOUR), *rest), offscreen=True)


def open_demo(rest: list[str]) -> int:
    """Open the window on the demo school, which is made where it is missing."""
    if not DEMO_BOOK.exists():
        say("正在建立演示账簿……")
        DEMO_BOOK.parent.mkdir(exist_ok=True)
        code = call(program("demo", str(DEMO_BOOK)), offscreen=True)
        if code:
            return code
    return call(program("--book", str(DEMO_BOOK), *rest))


def test(rest: list[str]) -> int:
    """Run every check and every test; pytest comes last, so that its verdict closes the output.

    With --long, or --long=0.01 for a share of it, the proofs are repeated as often as takes hours,
    and what they came to is written to tests/long_run.md; further words go to pytest, so that one
    proof can be run long alone.
    """
    long = next((word for word in rest if word.split("=")[0] == "--long"), None)
    rest = [word for word in rest if word != long]
    failed = failing_checks()
    workers = min(os.cpu_count() or 1, 4)
    say("pytest")
    # The longest tests come first; one worker has most of them, and is relieved of what is left.
    sharing = ("-n", str(workers), "--dist", "worksteal")
    command = [str(PYTHON), "-m", "pytest", *sharing, *rest]
    if long is None:
        code = call(command, offscreen=True)
    else:
        code = run_long(command, float(long.partition("=")[2] or 1))
    if failed:
        print("没有通过：" + "、".join(failed), file=sys.stderr)
    return code or int(bool(failed))


def run_long(command: list[str], share: float) -> int:
    """Run the proofs as a long run, or a share of one, and write down what they came to."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.jsonl"
        settings = {"HOUQIN_LONG_SHARE": str(share), "HOUQIN_LONG_FIGURES": str(figures)}
        # A proof that takes an hour is not stuck after the minutes that the others have.
        code = call([*command, "-o", "faulthandler_timeout=0"], offscreen=True, **settings)
        lines = figures.read_text(encoding="utf-8").splitlines() if figures.exists() else []
    before = FIGURES.read_text(encoding="utf-8") if FIGURES.exists() else ""
    FIGURES.write_text(figures_page(before, lines, share, code), encoding="utf-8")
    say(f"数字写在 {FIGURES} 。")
    return code


def figures_page(before: str, lines: list[str], share: float, code: int) -> str:
    """Return the page of the long runs: for each proof the sum of its last run's figures.

    :param before: the page as it was; proofs that did not run this time keep their row of it.
    """
    proofs: dict[str, dict[str, int]] = {}
    for line in lines:
        said = json.loads(line)
        proof = proofs.setdefault(said.pop("proof"), {})
        for name, figure in said.items():
            proof[name] = proof.get(name, 0) + figure
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    run = f"{date.today().isoformat()}, {machine}, Python {platform.python_version()}"
    verdict = "all passed" if code == 0 else "NOT all passed"
    table = [row for row in before.splitlines() if row.startswith("| ")][1:]
    rows = {row.split("|")[1].strip(): row for row in table}
    for name, proof in proofs.items():
        figures = ", ".join(f"{what} {figure:,}" for what, figure in proof.items())
        rows[name] = f"| {name} | {figures} | {share:g} | {run}, {verdict} |"
    return "\n".join(
        (
            "# The last long runs",
            "",
            "Written by `packaging/dev.py test --long`; each proof has the figures of its own last",
            "run, which may have been a share of a whole one, and what that run ended with.",
            "",
            "| proof | figures | share | run |",
            "|---|---|---|---|",
            *(rows[name] for name in sorted(rows)),
            "",
        )
    )


def check(_rest: list[str]) -> int:
    """Run the quick checks alone: style, types and layers."""
    failed = failing_checks()
    say("没有通过：" + "、".join(failed) if failed else "全部通过")
    return int(bool(failed))


def bench(rest: list[str]) -> int:
    """Measure the program against the floors of this very machine."""
    return call([str(PYTHON), "-m", "tests.benchmarks", *rest], offscreen=True)


def failing_checks() -> list[str]:
    """Run ruff, mypy and import-linter beside one another; return the names of those that failed.

    The program is compiled beside them, or each worker of pytest would do it for itself.
    """
    scripts = PYTHON.parent
    steps = {
        "mypy --strict": [str(PYTHON), "-m", "mypy", "--strict"],
        "ruff check": [str(scripts / "ruff"), "check", "."],
        "ruff format": [str(scripts / "ruff"), "format", "--check", "."],
        "compileall": [str(PYTHON), "-m", "compileall", "-q", "houqin_desktop"],
        "lint-imports": [str(scripts / "lint-imports"), "--no-logo"],
    }
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as hands:
        running = {name: hands.submit(outcome, step) for name, step in steps.items()}
        failed = []
        for name, run in running.items():
            code, printed = run.result()
            say(name)
            print(printed, end="", flush=True)
            if code:
                failed.append(name)
    return failed


def outcome(command: list[str]) -> tuple[int, str]:
    """Run a command in the checkout; return its exit code and what it printed."""
    environment = dict(os.environ, PYTHONUTF8="1")
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout


def program(*arguments: str) -> list[str]:
    """Give the command line that starts the program itself."""
    return [str(PYTHON), "-m", "houqin_desktop", *arguments]


def call(command: list[str], *, offscreen: bool = False, **settings: str) -> int:
    """Run a command in the checkout, its output passed through; return its exit code."""
    environment = dict(os.environ, PYTHONUTF8="1", **settings)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    sys.stdout.flush()
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def say(sentence: str) -> None:
    """Print a line of progress, set off from what the tools print."""
    print(f"\n» {sentence}", flush=True)


def names_screen() -> bool:
    """Tell whether this session names a screen; only Linux can be without."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def screen_answers() -> bool:
    """Let Qt try the screen, which aborts in English where none answers; pass on its reason."""
    trial = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    try:
        return subprocess.run([str(PYTHON), "-c", trial], timeout=30, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def prepare(command: str) -> None:
    """Bring the system packages, the environment and the installation up to date.

    Raises CannotGoOn when this Python or this folder will not do.
    """
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        raise CannotGoOn("需要 Python 3.11、3.12 或 3.13，现在是 " + sys.version.split()[0] + "。")
    if not os.access(ROOT, os.W_OK):
        raise CannotGoOn(f"{ROOT} 不能写入：请把整个文件夹复制到自己能写的地方，在那里运行。")
    if shutil.which("dpkg-query"):
        install_missing(wanted_packages(command))
    make_environment()
    install_project()


def wanted_packages(command: str) -> list[str]:
    """Name the Debian packages that a command needs."""
    wanted = [] if command == "check" else list(QT_PACKAGES)
    if not environment_works() and importlib.util.find_spec("ensurepip") is None:
        wanted.append("python3-venv")
    if command == "test":
        wanted += TEST_PACKAGES
    if command == "run" and names_screen():
        wanted += SCREEN_PACKAGES
    return wanted


def install_missing(packages: list[str]) -> None:
    """Install what Debian has not installed yet; without the right to do so, name it.

    Raises CannotGoOn when the person is not root or apt fails.
    """
    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() != 0:
        line = f"sudo apt-get update && sudo apt-get install {names}"
        raise CannotGoOn(f"缺少系统软件包，请先执行一次：{line}")
    say(f"安装系统软件包：{names}")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["update", "-qq"], ["install", "-qqy", "--no-install-recommends", *missing]):
        if subprocess.run(["apt-get", *step], env=environment, check=False).returncode:
            raise CannotGoOn(f"系统软件包没有装上，请检查网络后重试，或自行安装：{names}")


def is_installed(package: str) -> bool:
    """Ask dpkg, also under the name the package bears since the 64-bit time change."""
    for name in (package, f"{package}t64"):
        query = ["dpkg-query", "-W", "-f=${db:Status-Status} ", name]
        answer = subprocess.run(query, capture_output=True, text=True, check=False)
        if "installed" in answer.stdout.split():
            return True
    return False


def environment_works() -> bool:
    """Tell whether .venv is whole, and made in this very place by this version of Python."""
    if not PYTHON.exists() or stamped()[:1] not in ([], wanted_stamp()[:1]):
        return False
    question = "import sys, pip; print(*sys.version_info[:2])"
    answer = subprocess.run(
        [str(PYTHON), "-c", question], capture_output=True, text=True, check=False
    )
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def make_environment() -> None:
    """Make .venv unless it works already; raise CannotGoOn when Python cannot make one."""
    if environment_works():
        return
    say("建立运行环境 .venv")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        raise CannotGoOn(
            "建立 .venv 没有成功，原因见上；多半要先安装 Python 的 venv 组件（python3-venv）。"
        )


def install_project() -> None:
    """Install the program and its tools into .venv, once for each state of pyproject.toml."""
    if stamped() == wanted_stamp():
        return
    say("安装程序和开发工具（第一次要几分钟）")
    installing = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-q"]
    if call([*installing, "-e", f"{ROOT}[dev]"]):
        raise CannotGoOn("没有装好，原因见上；多半是网络不通，请检查后重试。")
    packages = sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)})
    point_relatively(Path(packages))
    STAMP.write_text("\n".join(wanted_stamp()), encoding="ascii")


def point_relatively(packages: Path) -> None:
    """Let the installation name the checkout by the way to it, which is plain ASCII.

    Python up to 3.12 reads this file in the encoding of the locale, and does not even start
    where that cannot spell a folder named in Chinese.
    """
    for pointer in packages.glob("*houqin_desktop.pth"):
        pointer.write_text(os.path.relpath(ROOT, packages), encoding="ascii")


def wanted_stamp() -> list[str]:
    """Give the digests of what .venv is made for: this folder's path, and pyproject.toml."""
    contents = (os.fsencode(ROOT), (ROOT / "pyproject.toml").read_bytes())
    return [hashlib.sha256(content).hexdigest() for content in contents]


def stamped() -> list[str]:
    """Give the digests of what .venv was made for; none before it was ready."""
    return STAMP.read_text(encoding="ascii").split() if STAMP.exists() else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
