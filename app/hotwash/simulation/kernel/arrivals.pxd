cimport cython

from hotwash.simulation.kernel cimport codes, draws, ordering, reals, words
from hotwash.simulation.kernel.ready cimport Ready

cdef double _DAY, _HOUR, _BLOCK, _EACH, _SHORTEST, _AHEAD


cdef class Arrivals:
    cdef double clock, window, begin, end, due
    cdef long long streams, kinds, room, at, count, filling
    cdef double[::1] share, before
    cdef unsigned long long[::1] key
    cdef long long[::1] profile, number, hour, base, hours
    cdef double[::1] days
    cdef double[::1] per_day, factor, bend_time, bend_level, bend_load, load, next_time
    cdef double[::1] raw_time, raw_load, scale, sigma, ahead
    cdef long long[::1] raw_caller, drawn
    cdef int[::1] order, bucket
    cdef Ready ready

    @cython.locals(p="long long", cycle="long long", h="long long", into=double, days=double, base="long long")
    cdef double level(self, long long s, double time) noexcept nogil

    cdef bint refill(self) noexcept nogil

    @cython.locals(count="long long", s="long long")
    cdef bint gather(self) noexcept nogil

    @cython.locals(
        rate=double, number="long long", load=double, h="long long", time=double,
        base="long long", caller="long long", drawn="long long", shift="long long", most="long long", level=double, cycle="long long",
        days=double, period=double, daily=bint, p="long long", part=double, into=double, end=double, last="long long",
        clock=double, hour=double, far=double, bend_time=double, bend_level=double, bend_load=double, low=double,
        high=double, share=double,
    )
    cdef long long call_up(self, long long s, long long count) noexcept nogil

    cdef void grow(self)
