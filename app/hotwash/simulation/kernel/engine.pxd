cimport cython

from hotwash.simulation.kernel cimport codes, draws, words
from hotwash.simulation.kernel.arrivals cimport Arrivals
from hotwash.simulation.kernel.desks cimport Desks

cdef double _MOST_DEAD_AIR


cdef class Engine(Desks):
    cdef long long[::1] treatment, target, via, has_location, has_log
    cdef double[::1] treated_share, latency, ten_digit_share, walk_in_share, walk_in_mean
    cdef bint notified
    cdef Arrivals arrivals

    cdef void happen(self, long long slot, long long kind, double time) noexcept nogil

    @cython.locals(p="long long")
    cdef void end_silence(self, long long slot, double time) noexcept nogil

    @cython.locals(area="long long", by_phone=double, in_person=double, chance=double)
    cdef long long chooses(self, long long slot, long long stream, long long number) noexcept nogil

    @cython.locals(way=double)
    cdef void walks(self, long long slot, long long stream, double time) noexcept nogil

    cdef bint passes(self, long long slot, long long stream, long long treatment, long long p,
                     double time) noexcept nogil

    @cython.locals(dead_air=double)
    cdef void falls_silent(self, long long slot, double time) noexcept nogil

    cdef void is_full(self, long long slot, long long p, double time) noexcept nogil
