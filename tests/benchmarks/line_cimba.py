"""The line of ten positions as a model of package cimba, which compiles it; imported only where that package is."""

# Without `from __future__ import annotations`: cimba reads the annotations as they stand.
import cimba  # type: ignore[import-not-found,unused-ignore]  # a peer of the benchmark, there or not


class Line(cimba.Model):  # type: ignore[misc,unused-ignore]  # the base may be absent
    """Servers take the oldest call; one whose patience is over is counted as given up and not served."""

    calls: cimba.Store[float]
    came: cimba.Output[float]
    lost: cimba.Output[float]

    @cimba.on_start  # type: ignore[untyped-decorator,unused-ignore]  # a peer has no types
    def empty(self):  # type: ignore[no-untyped-def]  # noqa: ANN201 # compiled by cimba
        self.came = 0.0
        self.lost = 0.0

    @cimba.process  # type: ignore[untyped-decorator,unused-ignore]  # a peer has no types
    def arrivals(self):  # type: ignore[no-untyped-def]  # noqa: ANN201 # compiled by cimba
        while True:
            cimba.hold(cimba.random.exponential(1.0 / 11.0))
            self.came += 1.0
            self.calls.put(cimba.now() + cimba.random.exponential(2.0))

    @cimba.process(copies=10)  # type: ignore[untyped-decorator,unused-ignore]  # a peer has no types
    def server(self):  # type: ignore[no-untyped-def]  # noqa: ANN201 # compiled by cimba
        while True:
            gives_up = self.calls.get()
            if gives_up < cimba.now():
                self.lost += 1.0
            else:
                cimba.hold(cimba.random.exponential(1.0))
