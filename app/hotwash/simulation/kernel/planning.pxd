cimport cython

from hotwash.simulation.kernel cimport codes, draws, words
from hotwash.simulation.kernel.borders cimport Borders


cdef class Planning(Borders):
    cdef bint triaged, lining
    cdef long long[::1] positions, room_for, overflow, admin_lines, call_backs, reserve, taken, bank
    cdef int[::1] spot, follow, lines_to
    cdef double[::1] overflow_ms, ring_ms, back_talk, fail_ms, pick_up, free_at, talk_factor, patience_factor

    @cython.locals(persona="long long", sigma=double)
    cdef double talks(self, long long slot) noexcept nogil

    @cython.locals(persona="long long")
    cdef double holds(self, long long slot) noexcept nogil

    @cython.locals(mean=double)
    cdef double picked_up_at(self, long long slot, long long p, double time) noexcept nogil

    @cython.locals(wait=double)
    cdef double gives_up_at(self, long long slot) noexcept nogil

    @cython.locals(patience=double)
    cdef double patience_of(self, long long persona, unsigned long long key, long long attempt) noexcept nogil

    cdef bint has_room(self, long long slot, long long p, double time) noexcept nogil
    cdef void judge(self, long long slot) noexcept nogil

    @cython.locals(place="long long", start=double, earliest=double, gives_up=double, picks=double, ends=double)
    cdef void plan(self, long long slot, long long p, double time) noexcept nogil

    @cython.locals(redials=double)
    cdef void plan_end(self, long long slot, long long p, long long outcome, double ends) noexcept nogil

    @cython.locals(place="long long", other="long long", soonest=double)
    cdef long long position(self, long long p, double time) noexcept nogil
