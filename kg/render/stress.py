"""Stress majorization: distances on the map come as near as they can to those in the graph (Gansner, Koren and North 2004)."""

from typing import Any


class Stress:
    """What positions should obey: a wanted distance for each pair of nodes, near ones counting for more."""

    def __init__(self, wanted: Any) -> None:
        """Take a square of distances, 0 on its diagonal."""
        import numpy

        self._wanted = wanted
        self._weights = numpy.where(wanted > 0, 1 / numpy.maximum(wanted, 1) ** 2, 0)
        self._total = numpy.maximum(self._weights.sum(axis=1, keepdims=True), 1e-12)

    def start(self) -> Any:
        """Return positions by classical scaling, shaken a little so that leaves of one node don't lie on each other."""
        import numpy

        count = len(self._wanted)
        squares = self._wanted**2
        centred = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
        values, vectors = numpy.linalg.eigh(-centred / 2)
        largest = vectors[:, -2:] if count > 1 else numpy.zeros((1, 2))
        # An eigenvector may come with either sign: make its largest part positive.
        signs = numpy.sign(largest[numpy.abs(largest).argmax(axis=0), range(2)] + 1e-12)
        spread = numpy.maximum(values[-2:], 0) ** 0.5 if count > 1 else numpy.zeros(2)
        shake = numpy.random.default_rng(1).normal(size=(count, 2)) * (self._wanted.max() * 0.05 + 1)
        return largest * signs * spread + shake

    def settle(self, positions: Any, steps: int) -> Any:
        """Return positions after some steps."""
        for _ in range(steps):
            positions = 0.3 * positions + 0.7 * self.step(positions)
        return positions

    def step(self, positions: Any) -> Any:
        """Return where each node would like to be if the others stayed."""
        import numpy

        offsets = positions[:, None] - positions[None]
        reach = numpy.maximum(numpy.hypot(offsets[..., 0], offsets[..., 1]), 1e-6)
        pull = self._weights @ positions + ((self._weights * self._wanted / reach)[..., None] * offsets).sum(axis=1)
        return pull / self._total
