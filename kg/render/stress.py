"""Stress majorization: distances on the map come as near as they can to those in the graph (Gansner, Koren and North 2004)."""

from typing import Any

_MULTIPLIED = 30  # times until the two longest axes are found well enough to start from


class Stress:
    """What positions should obey: a wanted distance for each pair of nodes, near ones counting for more."""

    def __init__(self, wanted: Any) -> None:
        """Take a square of distances, 0 on its diagonal."""
        import numpy

        self._wanted = wanted.astype(numpy.float32)
        self._weights = numpy.where(wanted > 0, 1 / numpy.maximum(wanted, 1) ** 2, 0).astype(numpy.float32)
        self._pull = self._weights * self._wanted
        self._total = numpy.maximum(self._weights.sum(axis=1, keepdims=True), 1e-12)

    def start(self) -> Any:
        """Return positions by classical scaling, shaken a little so that leaves of one node don't lie on each other.

        The two axes are found by repeated multiplication: numpy's eigh, which finds all of them, takes seconds for 500 nodes.
        """
        import numpy

        chance = numpy.random.default_rng(1)
        squares = self._wanted**2
        centred = (squares.mean(axis=0) + squares.mean(axis=1, keepdims=True) - squares - squares.mean()) / 2
        axes = chance.normal(size=(len(squares), 2)).astype(numpy.float32)
        for _ in range(_MULTIPLIED):
            axes, _ = numpy.linalg.qr(centred @ axes)
        scaled = centred @ axes
        spread = numpy.maximum(numpy.linalg.norm(scaled, axis=0) ** 0.5, 1e-6)
        return scaled / spread + chance.normal(size=(len(squares), 2)) * (self._wanted.max() * 0.05 + 1)

    def settle(self, positions: Any, steps: int) -> Any:
        """Return positions after some steps."""
        for _ in range(steps):
            positions = 0.3 * positions + 0.7 * self.step(positions)
        return positions

    def step(self, positions: Any) -> Any:
        """Return where each node would like to be if the others stayed.

        In single precision, and by products of matrices: most of the time of a layout is spent here.
        """
        import numpy

        places = positions.astype(numpy.float32)
        squares, offsets = numpy.zeros_like(self._pull), numpy.empty_like(self._pull)
        for along in places.T:
            numpy.subtract.outer(along, along, out=offsets)
            squares += numpy.square(offsets, out=offsets)
        shares = self._pull / numpy.sqrt(numpy.maximum(squares, 1e-6, out=squares), out=squares)
        return (self._weights @ places + places * shares.sum(axis=1, keepdims=True) - shares @ places) / self._total
