cimport cython

from hotwash.simulation.kernel cimport codes, draws, reals, words
from hotwash.simulation.kernel.people cimport People

cdef unsigned long long _FOLD


cdef class Ledger(People):
    cdef long long psaps, borders
    cdef long long[::1] lane_head, lane_tail, lane_held, ten_digit, session_held, evented
    cdef double[::1] lane_soonest
    cdef int[::1] emergency
    cdef long long doors
    cdef long long[::1] door_held
    cdef bint doored
    cdef double soonest

    @cython.locals(last="long long")
    cdef void join_lane(self, long long slot, long long lane) noexcept nogil

    @cython.locals(lane="long long", before="long long", after="long long")
    cdef void leave_lane(self, long long slot) noexcept nogil

    @cython.locals(b="long long", held="long long")
    cdef void let_go(self, long long slot) noexcept nogil

    cdef void count_in(self, long long slot, long long p) noexcept nogil
    cdef void count_out(self, long long slot, long long p) noexcept nogil

    @cython.locals(
        state="long long[::1]", seized="double[::1]", picks="double[::1]", release="double[::1]",
        verdict="long long[::1]", caller="long long[::1]", attempt="long long[::1]", way="long long[::1]",
        key="unsigned long long[::1]", log_at="long long[::1]", border="long long[::1]", started="double[::1]",
        delivered="double[::1]", free="long long[::1]", head="long long[::1]", after_of="long long[::1]",
        lane_soonest="double[::1]", tally="long long[::1]", served="long long[::1]", session_held="long long[::1]",
        gold="unsigned long long", mask="unsigned long long", careful=bint, check="unsigned long long",
        helped="long long", over="long long", p="long long", soonest=double, stays="long long", slot="long long",
        after="long long", ends=double, result="long long",
        came="long long", answered="long long", fold="unsigned long long", first_fold="unsigned long long",
        other_fold="unsigned long long",
    )
    cdef void settle(self, long long first, long long last, double time, double within) noexcept nogil

    cdef void begin_planned(self, long long slot, double time) noexcept nogil

    @cython.locals(outcome="long long")
    cdef void end_planned(self, long long slot, long long p, double ends) noexcept nogil
