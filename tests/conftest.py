"""What tests share: the model, the vocabulary, the real articles, a Neo4j server, and no network but this machine's own."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kg.nlp import load_model

NEEDS = {"nlp": "model", "shared": "shared", "neo4j_server": "neo4j"}
# Tests that may be skipped where what they need isn't there, but must run where this variable is set.
REQUIRED = {"shared": "KG_REQUIRE_SHARED", "neo4j": "CI"}
RAN = pytest.StashKey[dict[str, int]]()


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


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Neo4j server with `uri`, `user` and `password`: the one that KG_TEST_NEO4J_URI names, else one of our own for the whole run.

    Tests wipe its database. KG_TEST_NEO4J_USER and KG_TEST_NEO4J_PASSWORD go with the address.
    """
    from neo4j_server import Server, missing

    if uri := os.environ.get("KG_TEST_NEO4J_URI"):
        user, password = (os.environ.get(f"KG_TEST_NEO4J_{name}", default) for name, default in (("USER", "neo4j"), ("PASSWORD", "neo4j")))
        yield SimpleNamespace(uri=uri, user=user, password=password, given=True)
        return
    if lack := missing():
        pytest.skip(f"no Neo4j server: {lack}, and KG_TEST_NEO4J_URI names none")
    server = Server(tmp_path_factory.mktemp("neo4j"))
    try:
        server.start()
        yield server
    finally:
        server.kill()


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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` write what test_golden.py compares with."""
    parser.addoption("--write-golden", action="store_true", help="write tests/golden anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures that they ask for."""
    for item in items:
        for fixture, mark in NEEDS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Count the tests that must run, and one of them that is skipped as failed."""
    report = yield
    for mark in (mark for mark in _must_run() if item.get_closest_marker(mark)):
        if report.skipped:
            report.outcome, report.longrepr = "failed", f"skipped, although {REQUIRED[mark]} is set: {report.longrepr}"
        ran = item.config.stash.setdefault(RAN, {})
        ran[mark] = ran.get(mark, 0) + (report.when == "call")
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that had to test the real articles or a real server and didn't."""
    if not all(session.config.stash.get(RAN, {}).get(mark) for mark in _must_run()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many of the tests that must run did."""
    for mark in _must_run():
        terminalreporter.write_line(f'{config.stash.get(RAN, {}).get(mark, 0)} tests marked "{mark}" ran, which {REQUIRED[mark]} asks for')


def _must_run() -> list[str]:
    return [mark for mark, variable in REQUIRED.items() if os.environ.get(variable)]
