cimport cython

from hotwash.simulation.kernel cimport codes, words
from hotwash.simulation.kernel.people cimport People


cdef class Ledger(People):
    cdef long long psaps, borders
    cdef long long[::1] lane_head, lane_tail, lane_held, emergency, ten_digit, door_head, door_held, evented
    cdef double[::1] lane_soonest, door_soonest

    @cython.locals(last="long long")
    cdef void join_lane(self, long long slot, long long lane) noexcept nogil

    @cython.locals(lane="long long", before="long long", after="long long")
    cdef void leave_lane(self, long long slot) noexcept nogil

    @cython.locals(first="long long")
    cdef void join_door(self, long long slot, long long b) noexcept nogil

    @cython.locals(b="long long", before="long long", after="long long")
    cdef void leave_door(self, long long slot) noexcept nogil

    cdef void count_in(self, long long slot, long long p) noexcept nogil
    cdef void count_out(self, long long slot, long long p) noexcept nogil
    cdef void begin_planned(self, long long slot) noexcept nogil
    cdef void pick_up_planned(self, long long slot) noexcept nogil

    @cython.locals(ends=double, p="long long", outcome="long long")
    cdef bint settle(self, long long slot, double time) noexcept nogil

    @cython.locals(soonest=double, slot="long long", after="long long")
    cdef void settle_psap(self, long long p, double time) noexcept nogil

    @cython.locals(soonest=double, slot="long long", after="long long", state="long long")
    cdef void settle_border(self, long long b, double time) noexcept nogil

    @cython.locals(p="long long")
    cdef void settle_all(self, double time) noexcept nogil
