cimport cython

from hotwash.simulation.kernel cimport codes, draws, words

cdef double _DAY, _HOUR, _BLOCK, _SHORTEST, _AHEAD


cdef class Arrivals:
    cdef double clock, window, begin, end, due
    cdef long long streams, room, at, count, filling
    cdef double[::1] share, before
    cdef unsigned long long[::1] key
    cdef long long[::1] profile, number, hour
    cdef double[::1] per_day, factor, bend_time, bend_level, bend_load, load, next_time
    cdef double[::1] raw_time, raw_load
    cdef long long[::1] raw_stream, raw_number, order, bucket

    @cython.locals(p="long long", day="long long", h="long long", into=double)
    cdef double level(self, long long s, double time) noexcept nogil

    @cython.locals(rate=double, level=double, day="long long", part=double, base="long long", h="long long",
                   into=double, time=double)
    cdef double comes(self, long long s) noexcept nogil

    cdef bint refill(self) noexcept nogil

    @cython.locals(count="long long", s="long long", time=double)
    cdef bint gather(self) noexcept nogil

    @cython.locals(count="long long", scale=double, b="long long", i="long long", total="long long", held="long long",
                   one="long long", other="long long", place="long long", time=double)
    cdef void sort(self) noexcept nogil

    @cython.locals(row="long long")
    cdef long long step(self) noexcept nogil

    cdef void grow(self)
