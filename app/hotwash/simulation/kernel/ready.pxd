cimport cython

from hotwash.simulation.kernel cimport codes, draws, words

cdef long long ALL_LOGNORMAL, ALL_EXPONENTIAL, MIXED


cdef class Ready:
    cdef long long kinds
    cdef double[::1] time, talk, sigma, scratch
    cdef long long[::1] caller, rows
    cdef unsigned long long[::1] key, share

    @cython.locals(
        caller="long long[::1]", key="unsigned long long[::1]", talk="double[::1]", sigmas="double[::1]",
        mask="unsigned long long", gold="unsigned long long", low="long long", kinds="long long", i="long long",
        one="long long", s="long long",
    )
    cdef void fill(self, int[::1] order, long long[::1] raw, long long count, unsigned long long[::1] keys,
                   double[::1] scale, double[::1] sigma) noexcept nogil
