cimport cython

from hotwash.simulation.kernel cimport codes, words
from hotwash.simulation.kernel.ledger cimport Ledger


cdef class Borders(Ledger):
    cdef long long[::1] session_limit, armed, note_kind, note_index, note_time
    cdef double[::1] rate, burst, tokens, token_time
    cdef long long sessions_refused, rate_refused, widest, notes
    cdef double stop

    @cython.locals(tokens=double)
    cdef void refill_tokens(self, long long b, double time) noexcept nogil

    cdef bint has_session(self, long long b, double time) noexcept nogil

    @cython.locals(mark="long long", whole="long long")
    cdef void trip(self, long long kind, long long index, double time) noexcept nogil
