cimport cython

from hotwash.simulation.kernel cimport codes, draws, words
from hotwash.simulation.kernel.arrivals cimport Arrivals
from hotwash.simulation.kernel.desks cimport Desks

cdef double _MOST_DEAD_AIR


cdef class Engine(Desks):
    cdef long long[::1] treatment, target, via, has_location, has_log
    cdef double[::1] treated_share, latency, ten_digit_share, walk_in_share, walk_in_mean
    cdef Arrivals arrivals

    @cython.locals(due=double, time=double)
    cdef long long run(self) noexcept nogil

    @cython.locals(stream="long long", number="long long", slot="long long", key="unsigned long long")
    cdef void new_caller(self, long long row, double time) noexcept nogil

    @cython.locals(slot="long long", kind="long long")
    cdef void happen(self, long long what, double time) noexcept nogil

    @cython.locals(p="long long")
    cdef void end_silence(self, long long slot, double time) noexcept nogil

    @cython.locals(number="long long", area="long long", by_phone=double, in_person=double, chance=double, way=double)
    cdef void dials_in(self, long long slot, long long stream, double time) noexcept nogil

    @cython.locals(border="long long", treatment="long long", p="long long", chance=double)
    cdef void dials_emergency(self, long long slot, long long stream, double time) noexcept nogil

    @cython.locals(dead_air=double)
    cdef void falls_silent(self, long long slot, double time) noexcept nogil

    cdef void arrive(self, long long slot, long long p, double time) noexcept nogil
    cdef void is_full(self, long long slot, long long p, double time) noexcept nogil
