cimport cython

from hotwash.simulation.kernel cimport codes, words
from hotwash.simulation.kernel.heap cimport Heap


cdef class Slots:
    cdef long long room, spare
    cdef Heap events
    cdef unsigned long long[::1] key
    cdef long long[::1] caller, who, attempt, row, way, psap, border, held_doors, state, gen, outcome, verdict, again
    cdef long long[::1] located, logged, overflowed, peer, turn, lane, lane_before, lane_after
    cdef long long[::1] log_at, log_after, free
    cdef double[::1] started, delivered, seized, picks, answered, release, log_time, talk

    @cython.locals(slot="long long")
    cdef long long take(self, long long caller, long long who, unsigned long long key) noexcept nogil

    cdef void put_back(self, long long slot) noexcept nogil
    cdef void void(self, long long slot) noexcept nogil
    cdef void expect(self, long long slot, long long kind, double time) noexcept nogil
