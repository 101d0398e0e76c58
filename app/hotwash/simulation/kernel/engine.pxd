cimport cython

from hotwash.simulation.kernel cimport codes, draws
from hotwash.simulation.kernel.routes cimport Routes

cdef double _MOST_DEAD_AIR


cdef class Engine(Routes):
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

    cdef long long goes_astray(self, long long slot, long long route) noexcept nogil

    @cython.locals(dead_air=double)
    cdef void falls_silent(self, long long slot, double time) noexcept nogil

    cdef void is_full(self, long long slot, long long p, double time) noexcept nogil
