from hotwash.simulation.kernel cimport codes, draws, words
from hotwash.simulation.kernel.arrivals cimport Arrivals
from hotwash.simulation.kernel.desks cimport Desks

cdef double _WORDS
cdef unsigned long long _CLEAR


cdef class Routes(Desks):
    cdef long long[::1] treatment, has_log, door_1, door_2
    cdef int[::1] target, via, trunk, hushed
    cdef double[::1] silent_share, rejected_share, treated_share, latency, blind, stray, weight
    cdef unsigned long long[::1] sure, bar, packed
    cdef double[::1] ten_digit_share, walk_in_share, walk_in_mean, wrong_share, wrong_talk
    cdef bint notified, camping, straying
    cdef long long streams
    cdef Arrivals arrivals
    cdef list routes
