"""The store on a real Neo4j server: what its answers look like, and what it refuses."""

from typing import Any

import pytest

from kg.errors import QueryError, StoreError
from kg.query import open_neo4j


def test_a_server_is_asked_with_parameters(neo4j_server: Any) -> None:
    with open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        table = store.query("UNWIND $names AS name RETURN name, size(name) AS size", {"names": ["Ada", "`'}) //"]})

    assert table.columns == ("name", "size")
    assert table.rows == (("Ada", 3), ("`'}) //", 7))


def test_a_wrong_password_is_one_line_without_it(neo4j_server: Any) -> None:
    with pytest.raises(StoreError, match=r"refuses the user neo4j with this password$") as caught:
        open_neo4j(neo4j_server.uri, neo4j_server.user, "wrong-word")

    assert "wrong-word" not in str(caught.value)


def test_a_server_without_a_certificate_is_told_from_none(neo4j_server: Any) -> None:
    uri = neo4j_server.uri.replace("bolt://", "bolt+s://")

    with pytest.raises(StoreError, match=r"it has no encrypted connection; write bolt:// or neo4j:// without \+s"):
        open_neo4j(uri, neo4j_server.user, neo4j_server.password)


def test_a_query_that_writes_is_refused_before_and_by_the_server(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        with pytest.raises(QueryError, match="CREATE"):
            store.query("CREATE (n:Trace) RETURN n")
        monkeypatch.setattr("kg.query.server.check_read_only", lambda text: [])
        with pytest.raises(QueryError, match="(?i)writ"):
            store.query("CREATE (n:Trace) RETURN n")


def test_a_runaway_query_is_stopped_by_the_server(neo4j_server: Any) -> None:
    with (
        open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store,
        pytest.raises(QueryError, match="stopped after 1 s"),
    ):
        store.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)", timeout=1)


def test_an_answer_without_end_is_cut_and_the_rest_never_sent(neo4j_server: Any) -> None:
    with open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        table = store.query("UNWIND range(1, 1000000000) AS x RETURN x", max_rows=10, timeout=20)

    assert (len(table.rows), table.cut) == (10, True)


@pytest.mark.parametrize(("text", "message"), [
    ("MATCH (n:Person RETURN n", "line 1, column"),
    ("RETURN $x", "x"),
    ("MATCH (n) RETURN m", "not defined"),
])  # fmt: skip
def test_a_fault_in_a_query_is_told_in_one_line(neo4j_server: Any, text: str, message: str) -> None:
    with open_neo4j(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store, pytest.raises(QueryError) as caught:
        store.query(text)

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
