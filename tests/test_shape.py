"""The quick look at an item says "as kg writes it" only where the thorough one finds no fault."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks_graph import TALKS

from kg.graph import to_json
from kg.shape import EDGE, NODE, is_as_written, item_faults

WRITTEN = to_json(TALKS)
ITEMS = [*((node, NODE) for node in WRITTEN["nodes"]), *((edge, EDGE) for edge in WRITTEN["edges"])]
WRONG: list[Any] = [None, 1, True, 0.5, float("nan"), float("inf"), "x", [1], ["x"], [1, 2], {}, [{}]]


def in_order(item: Any) -> Any:
    """Return an item as a file has it, its keys sorted."""
    if isinstance(item, dict):
        return {key: in_order(item[key]) for key in sorted(item)}
    return [in_order(one) for one in item] if isinstance(item, list) else item


def test_most_of_what_kg_writes_is_told_at_once() -> None:
    told = [is_as_written(in_order(item), fields) for item, fields in ITEMS]

    assert sum(told) > len(told) / 2


@given(st.sampled_from(ITEMS), st.data())
def test_what_is_told_at_once_has_no_fault(whole: Any, data: st.DataObject) -> None:
    item, fields = in_order(copy.deepcopy(whole[0])), whole[1]
    table = data.draw(st.sampled_from([item, *item["evidence"]]))
    key = data.draw(st.sampled_from([*table, "another"]))
    if data.draw(st.booleans()) and key in table:
        del table[key]
    else:
        table[key] = data.draw(st.sampled_from(WRONG))

    faults = list(item_faults(item, fields, "item", strict=True)) if "evidence" in item else ["no evidence"]
    assert not (is_as_written(item, fields) and faults)


@pytest.mark.parametrize("item", [None, [], "x", 1])
def test_no_table_is_not_as_written(item: Any) -> None:
    assert not is_as_written(item, NODE)
