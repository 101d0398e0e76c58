cimport cython

from hotwash.simulation.kernel cimport codes, draws, reals, words
from hotwash.simulation.kernel.rows cimport Rows
from hotwash.simulation.kernel.slots cimport Slots

cdef unsigned long long _FOLD


cdef class People(Slots):
    cdef bint recording
    cdef double clock
    cdef long long version, attempts, backs, in_progress, ended, overflows, happened
    cdef unsigned long long check
    cdef long long[::1] tally
    cdef unsigned long long[::1] origin
    cdef long long[::1] persona_of, area_of, tag_of, source_of, camp_of, served, given_up, most, lasting
    cdef int[::1] home_of
    cdef double[::1] patience, dead_air, persistence, redial_min, redial_mean, talk_scale, talk_sigma, hello
    cdef double[::1] dialable, reachable, camps
    cdef Rows rows
    cdef long long most_events, most_rows
    cdef long long[::1] log_head, log_tail, log_held

    cdef void open(self, long long slot, long long way, long long number, double time) noexcept nogil
    cdef void answer(self, long long slot, long long outcome, double time) noexcept nogil

    @cython.locals(started="long long", delivered="long long", answered="long long", ended="long long",
                   fold="unsigned long long", term="unsigned long long")
    cdef void close(self, long long slot, long long number, double time) noexcept nogil

    cdef void miss(self, long long slot, long long outcome, long long number, double time) noexcept nogil

    @cython.locals(persona="long long", attempt="long long", chance=double, key="unsigned long long", gap=double)
    cdef double redials_at(self, long long slot, long long outcome, double time) noexcept nogil

    @cython.locals(redials=double)
    cdef void retry_or_leave(self, long long slot, long long outcome, double time) noexcept nogil

    @cython.locals(whole="long long", fold="unsigned long long", term="unsigned long long", redials=double)
    cdef void loses(self, long long slot, long long outcome, long long number, double time) noexcept nogil

    cdef void leave(self, long long slot, long long state) noexcept nogil

    @cython.locals(chance=double)
    cdef void write_down(self, long long slot, long long p, double time) noexcept nogil

    @cython.locals(slot="long long")
    cdef long long strike_out(self, long long p) noexcept nogil
