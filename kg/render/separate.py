"""Keeps what is drawn from overlapping: nodes with their names, and the words in the middle of lines."""

from typing import Any

from kg.render.stress import Stress

_ROUNDS = 500
_PULLED = 150  # rounds in which distances still count
_ROOM = 1.02  # how much further apart all boxes move, every tenth round, where some still hem each other in
_MARGIN = 6.0  # pixels between two boxes
_REACH = 60.0  # pixels within which a box counts as near; nothing moves further between two looks around


def separate(positions: Any, ends: Any, boxes: Any, words: Any, stress: Stress | None) -> Any:
    """Return positions at which boxes don't overlap, as far as that can be had.

    `words` are the boxes in the middle of the lines `ends`, or none. With `stress`, nodes stay near where it wants them.
    """
    import numpy

    sizes = numpy.concatenate([boxes, words]) / 2 + _MARGIN / 2
    lines = ends[: len(words)]
    pairs = numpy.zeros((0, 2), dtype=int)
    for turn in range(_ROUNDS):
        centres = numpy.concatenate([positions, positions[lines].mean(axis=1)])
        if turn % 10 == 0:
            pairs = _near(centres, sizes)
        push = numpy.clip(_push(centres, sizes, pairs), -8, 8)
        if turn % 10 == 0 and not push.any():
            break
        if turn % 10 == 0 and turn >= _PULLED:
            positions = positions * _ROOM
        moved = push[: len(boxes)]
        numpy.add.at(moved, lines[:, 0], push[len(boxes) :] / 2)
        numpy.add.at(moved, lines[:, 1], push[len(boxes) :] / 2)
        if stress and turn < _PULLED:
            # Less and less, so that in the end what overlaps wins.
            positions = positions + 0.3 * (1 - turn / _PULLED) * (stress.step(positions) - positions)
        positions = positions + moved
    return positions


def _near(centres: Any, sizes: Any) -> Any:
    """Return the pairs of boxes that might come to overlap soon: only boxes that share a height are compared."""
    import numpy

    low, high = centres - sizes - _REACH / 2, centres + sizes + _REACH / 2
    shown = numpy.flatnonzero(sizes[:, 0] > _MARGIN)
    order = shown[numpy.argsort(low[shown, 1], kind="stable")]
    ranks = numpy.arange(len(order))
    following = numpy.searchsorted(low[order, 1], high[order, 1]) - ranks - 1
    before = numpy.repeat(ranks, following)
    after = before + 1 + numpy.arange(len(before)) - numpy.repeat(numpy.cumsum(following) - following, following)
    pairs = numpy.sort(numpy.stack([order[before], order[after]], axis=1), axis=1)
    beside = (low[pairs[:, 0], 0] < high[pairs[:, 1], 0]) & (low[pairs[:, 1], 0] < high[pairs[:, 0], 0])
    return pairs[beside]


def _push(centres: Any, sizes: Any, pairs: Any) -> Any:
    """Return how far each box is pushed: along the side on which it overlaps the least, a part of the overlap at a time."""
    import numpy

    one, other = pairs.T
    offsets = centres[one] - centres[other]
    over = sizes[one] + sizes[other] - numpy.abs(offsets)
    hit = numpy.flatnonzero((over[:, 0] > 0) & (over[:, 1] > 0))
    one, other, offsets, over = one[hit], other[hit], offsets[hit], over[hit]
    over[numpy.arange(len(over)), over.argmax(axis=1)] = 0
    part = numpy.where(offsets >= 0, 0.4, -0.4) * over
    push = numpy.zeros_like(centres)
    numpy.add.at(push, one, part)
    numpy.add.at(push, other, -part)
    return push
