"""Long work: the answer comes to the window's thread, the count moves, cancel is obeyed."""

from __future__ import annotations

import gc
import threading

import pytest

from houqin_desktop.gui.background import COLLECTOR, TaskRunner


@pytest.fixture
def runner(qapp):
    made = TaskRunner()
    yield made
    made.close()


def test_answer_and_progress_arrive_on_the_thread_of_the_window(runner, qtbot):
    seen: list[object] = []
    threads: list[object] = []

    def work(progress):
        threads.append(threading.current_thread())
        progress(1, 2)
        progress(2, 2)
        return "好了"

    task = runner.run(work)
    task.progressed.connect(lambda done, total: seen.append((done, total)))
    task.succeeded.connect(lambda _result: threads.append(threading.current_thread()))
    task.progressed.connect(lambda _done, _total: threads.append(threading.current_thread()))
    task.succeeded.connect(lambda result: seen.append(result))
    with qtbot.waitSignal(task.finished, timeout=2000):
        assert runner.busy
    assert seen == [(1, 2), (2, 2), "好了"]
    assert threads[0] is not threading.main_thread()
    assert set(threads[1:]) == {threading.main_thread()}
    assert not runner.busy


def test_cancelled_work_stops_at_its_next_report(runner, qtbot):
    begun = threading.Event()
    go_on = threading.Event()

    def work(progress):
        begun.set()
        go_on.wait(2)
        progress(1, 2)
        return "不该到这里"

    task = runner.run(work)
    assert begun.wait(2)
    task.progress.cancel()
    with qtbot.waitSignal(task.cancelled, timeout=2000):
        go_on.set()


def test_failure_is_handed_over_and_the_next_work_runs(runner, qtbot):
    task = runner.run(lambda _progress: 1 // 0)
    with qtbot.waitSignal(task.failed, timeout=2000) as failed:
        pass
    assert isinstance(failed.args[0], ZeroDivisionError)
    again = runner.run(lambda _progress: 7)
    with qtbot.waitSignal(again.succeeded, timeout=2000) as answered:
        pass
    assert answered.args == [7]


def test_the_collector_rests_while_a_worker_runs_and_goes_on_after_it(runner, qtbot):
    """On the worker it took closed forms apart: two of eight runs that printed ended in a crash."""
    resting: list[bool] = []
    tasks = [runner.run(lambda _progress: resting.append(gc.isenabled())) for _ in range(2)]
    with qtbot.waitSignal(tasks[-1].finished, timeout=2000):
        assert not gc.isenabled()
    assert resting == [False, False]
    assert gc.isenabled()


def test_the_collector_goes_on_when_the_window_closes_upon_a_worker(qapp):
    runner = TaskRunner()
    begun = threading.Event()
    runner.run(lambda _progress: begun.set())
    assert begun.wait(2)
    runner.close()
    assert gc.isenabled()


def test_the_collector_goes_on_after_a_worker_that_nobody_listens_to(runner, qtbot):
    """A window that was taken away under its worker kept the collector at rest for good."""
    forgotten = TaskRunner()
    forgotten.run(lambda _progress: None)
    # Without a turn of the event loop, which would hand its answer over.
    while forgotten.at_work:
        pass
    assert not gc.isenabled()
    task = runner.run(lambda _progress: 7)
    with qtbot.waitSignal(task.finished, timeout=2000):
        pass
    assert gc.isenabled()
    forgotten.close()


def test_the_collector_begins_only_after_the_worker_that_runs(runner, qtbot):
    go_on = threading.Event()
    gc.disable()
    task = runner.run(lambda _progress: go_on.wait(2))
    qtbot.waitUntil(lambda: runner.at_work)
    COLLECTOR.begin()
    assert not gc.isenabled()
    with qtbot.waitSignal(task.finished, timeout=2000):
        go_on.set()
    assert gc.isenabled()


def test_a_collector_that_rests_for_another_reason_goes_on_resting(runner, qtbot):
    gc.disable()
    task = runner.run(lambda _progress: 7)
    with qtbot.waitSignal(task.finished, timeout=2000):
        pass
    assert not gc.isenabled()
    COLLECTOR.begin()
    assert gc.isenabled()
