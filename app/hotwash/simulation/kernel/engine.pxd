cimport cython

from hotwash.simulation.kernel cimport codes, draws, words
from hotwash.simulation.kernel.arrivals cimport Arrivals
from hotwash.simulation.kernel.desks cimport Desks

cdef double _MOST_DEAD_AIR, _WORDS
cdef unsigned long long _CLEAR


cdef class Engine(Desks):
    cdef long long[::1] treatment, has_log, door_1, door_2
    cdef int[::1] target, via, trunk, hushed
    cdef double[::1] silent_share, rejected_share, treated_share, latency, blind, weight
    cdef unsigned long long[::1] sure, bar, packed
    cdef double[::1] ten_digit_share, walk_in_share, walk_in_mean, wrong_share, wrong_talk
    cdef bint notified, camping
    cdef Arrivals arrivals
    cdef list routes

    cdef void happen(self, long long slot, long long kind, double time) noexcept nogil

    @cython.locals(p="long long")
    cdef void end_silence(self, long long slot, double time) noexcept nogil

    @cython.locals(area="long long", by_phone=double, in_person=double, chance=double)
    cdef long long chooses(self, long long slot, long long stream, long long number) noexcept nogil

    @cython.locals(way=double)
    cdef void walks(self, long long slot, long long stream, double time) noexcept nogil

    @cython.locals(area="long long", share=double, number="long long", talk=double)
    cdef bint misdials(self, long long slot, long long stream, double time) noexcept nogil

    @cython.locals(other="long long", share=double)
    cdef long long camps_on(self, long long slot, long long stream, long long last) noexcept nogil

    cdef bint passes(self, long long slot, long long route, long long treatment, long long p,
                     double time) noexcept nogil

    @cython.locals(b="long long")
    cdef bint suffers(self, long long slot, long long route, long long treatment, double time) noexcept nogil

    cdef long long drawn(self, long long route, double chance) noexcept nogil

    @cython.locals(one="long long", two="long long")
    cdef bint enters(self, long long slot, long long route, double time) noexcept nogil

    cdef bint is_blind(self, long long slot, double share) noexcept nogil

    @cython.locals(dead_air=double)
    cdef void falls_silent(self, long long slot, double time) noexcept nogil

    cdef void is_full(self, long long slot, long long p, double time) noexcept nogil
