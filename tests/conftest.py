"""What tests share: the model, the vocabulary, the real articles, and no network but this machine's own."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.nlp import load_model

NEEDS = {"nlp": "model", "shared": "shared"}
RAN = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def nlp() -> Any:
    """The language model, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def vocabulary() -> Any:
    """The whole of kg/data."""
    from kg.vocabulary import load_vocabulary

    return load_vocabulary()


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Path:
    """The folder of real articles and gold graphs that lies beside the checkout; a test without it is skipped."""
    folder = Path(os.environ.get("KG_SHARED") or pytestconfig.rootpath.parent / "shared")
    if not folder.is_dir():
        pytest.skip("there is no ../shared here, and KG_SHARED names none")
    return folder


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let tests reach this machine only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _local_only(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _local_only(socket.socket.connect_ex))
        yield


def _local_only(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"tests reach this machine only, not {address[0]}")
        return connect(self, address)

    return guarded


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures that they ask for."""
    for item in items:
        for fixture, mark in NEEDS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Where the tests of the real articles must run, count them, and one that is skipped as failed."""
    report = yield
    if _must_run() and item.get_closest_marker("shared"):
        if report.skipped:
            report.outcome, report.longrepr = "failed", f"skipped, although KG_REQUIRE_SHARED is set: {report.longrepr}"
        item.config.stash[RAN] = item.config.stash.get(RAN, 0) + (report.when == "call")
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that had to test the real articles and didn't."""
    if _must_run() and not session.config.stash.get(RAN, 0):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many tests looked at the real articles."""
    if _must_run():
        terminalreporter.write_line(f"{config.stash.get(RAN, 0)} tests used the real articles in ../shared")


def _must_run() -> bool:
    return bool(os.environ.get("KG_REQUIRE_SHARED"))
