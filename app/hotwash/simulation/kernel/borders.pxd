cimport cython

from hotwash.simulation.kernel cimport codes, words
from hotwash.simulation.kernel.book cimport Book


cdef class Borders(Book):
    cdef long long[::1] silent_limit, reject_limit, no_audio_limit, least_limit, rate_over, per_source
    cdef long long[::1] door_limit, door_over, armed, note_kind, note_index, note_time
    cdef double[::1] rate, burst, aged, tokens, token_time, used
    cdef long long sources, sessions_refused, rate_refused, doors_refused, idle_lost, widest, notes
    cdef double stop
    cdef bint aging

    @cython.locals(tokens=double)
    cdef void refill_tokens(self, long long b, long long trunk, double time) noexcept nogil

    @cython.locals(left=double, least=double)
    cdef void repeat(self, long long b, long long trunk, double times) noexcept nogil

    @cython.locals(quiet=double)
    cdef bint has_aged(self, long long b, long long trunk, double time) noexcept nogil

    cdef long long over_rate(self, long long b, double time) noexcept nogil

    @cython.locals(held="long long")
    cdef long long over_sessions(self, long long b, double time) noexcept nogil

    cdef long long over_door(self, long long d, double time) noexcept nogil

    @cython.locals(mark="long long", whole="long long")
    cdef void trip(self, long long kind, long long index, double time) noexcept nogil
