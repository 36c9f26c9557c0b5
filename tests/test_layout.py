"""Where nodes stand on the map: none overlaps another, neighbours stand near each other."""

import random
from collections.abc import Sequence
from itertools import combinations

import numpy
import pytest

from kg.render.layout import lay_out
from kg.render.separate import _near, separate

Box = tuple[float, float]


def _overlapping(places: Sequence[Sequence[float]], sizes: Sequence[Box]) -> list[tuple[int, int]]:
    """Return the pairs of boxes that overlap by more than a pixel, which rounding gives."""
    return [
        (one, other)
        for one, other in combinations(range(len(places)), 2)
        if all(abs(places[one][axis] - places[other][axis]) < (sizes[one][axis] + sizes[other][axis]) / 2 - 1 for axis in (0, 1))
    ]


def _offices(people: int) -> tuple[list[Box], list[tuple[int, int]]]:
    """People around countries, some tied to two: the larger a country, the more."""
    chance, countries = random.Random(1), max(2, people // 20)
    links = {(min(countries - 1, int(chance.paretovariate(1.1)) - 1), countries + at) for at in range(people) for _ in range(1 + at % 3)}
    return [(float(60 + at * 37 % 80), float(35 + at % 3 * 10)) for at in range(countries + people)], sorted(links)


def _star(leaves: int) -> tuple[list[Box], list[tuple[int, int]]]:
    return [(90.0, 40.0)] * (leaves + 1), [(0, at) for at in range(1, leaves + 1)]


def test_names_and_the_words_of_lines_do_not_overlap() -> None:
    sizes, links = _star(12)
    words = [(70.0, 16.0)] * len(links)

    places = lay_out(sizes, links, words)
    middles = [((places[a][0] + places[b][0]) / 2, (places[a][1] + places[b][1]) / 2) for a, b in links]
    boxes = [*zip(places, sizes, strict=True), *zip(middles, words, strict=True)]

    assert _overlapping([place for place, _ in boxes], [size for _, size in boxes]) == []


def test_a_country_and_its_people_stand_nearer_than_two_countries() -> None:
    sizes = [(60.0, 40.0)] * 14
    links = [(0, at) for at in range(2, 8)] + [(1, at) for at in range(8, 14)] + [(2, 8)]
    places = lay_out(sizes, links, [(0.0, 0.0)] * len(links))

    def far(one: int, other: int) -> float:
        return float(((places[one][0] - places[other][0]) ** 2 + (places[one][1] - places[other][1]) ** 2) ** 0.5)

    assert max(far(0, at) for at in range(3, 8)) < far(0, 1)


def test_parts_that_do_not_hang_together_do_not_overlap() -> None:
    sizes, links = [(60.0, 40.0)] * 60, [(at, at + 1) for at in range(0, 60, 2)]

    places = lay_out(sizes, links, [(0.0, 0.0)] * len(links))

    assert _overlapping(places, sizes) == []


def test_a_line_from_a_node_to_itself_is_laid_out() -> None:
    assert len(lay_out([(60.0, 40.0)], [(0, 0)], [(30.0, 10.0)])) == 1


@pytest.mark.parametrize("people", [90, 450, 1500])
def test_no_name_overlaps_another_however_many_there_are(people: int) -> None:
    sizes, links = _offices(people)

    assert _overlapping(lay_out(sizes, links, [(0.0, 0.0)] * len(links)), sizes) == []


@pytest.mark.parametrize(("size", "offset", "axis"), [((20.0, 90.0), (15.0, 4.0), 0), ((90.0, 20.0), (4.0, 15.0), 1)])
def test_boxes_are_pushed_apart_along_the_side_on_which_they_overlap_the_least(size: Box, offset: Box, axis: int) -> None:
    start = numpy.array([(0.0, 0.0), offset])
    places = separate(start, numpy.zeros((0, 2), dtype=int), numpy.array([size, size]), numpy.zeros((0, 2)), None)

    assert _overlapping(places, [size, size]) == []
    assert abs(places - start)[:, 1 - axis].max() == 0


def test_boxes_that_may_come_to_overlap_are_all_found_and_no_others() -> None:
    chance = numpy.random.default_rng(1)
    centres, sizes = chance.uniform(0, 2000, (200, 2)), chance.uniform(0, 80, (200, 2))
    close = (abs(centres[:, None] - centres) < sizes[:, None] + sizes + 60).all(axis=2)
    close &= (sizes[:, None, 0] > 6) & (sizes[:, 0] > 6)

    assert sorted(map(tuple, _near(centres, sizes).tolist())) == list(map(tuple, numpy.argwhere(numpy.triu(close, 1)).tolist()))


def test_the_same_nodes_and_links_give_the_same_places() -> None:
    sizes, links = _offices(120)
    words = [(0.0, 0.0)] * len(links)

    assert lay_out(sizes, links, words) == lay_out(sizes, links, words)
