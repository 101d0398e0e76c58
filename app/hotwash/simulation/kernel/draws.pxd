cimport cython

from hotwash.simulation.kernel cimport reals

cdef unsigned long long MASK, GOLD, _ORIGIN, _GAPS, MIX_1, MIX_2
cdef double UNIT, _LN2_HIGH, _LN2_LOW

cpdef unsigned long long mix64(unsigned long long word) noexcept nogil
cpdef unsigned long long stream_key(unsigned long long seed, unsigned long long element) noexcept nogil
@cython.locals(word="unsigned long long")
cpdef double chance(unsigned long long key, unsigned long long purpose, unsigned long long attempt) noexcept nogil

cpdef unsigned long long gap_word(unsigned long long stream, unsigned long long number) noexcept nogil
cpdef double gap(unsigned long long stream, unsigned long long number) noexcept nogil

@cython.locals(word="unsigned long long")
cpdef double exponential(unsigned long long key, unsigned long long purpose, unsigned long long attempt) noexcept nogil

@cython.locals(word="unsigned long long", p=double, q=double, r=double, over=double, under=double)
cpdef double lognormal(unsigned long long key, double sigma) noexcept nogil

@cython.locals(k="long long", f=double, s=double, z=double, w=double, even=double, odd=double, half=double)
cpdef double log(double x) noexcept nogil

@cython.locals(k="long long", high=double, low=double, r=double, t=double, c=double)
cpdef double exp(double x) noexcept nogil

@cython.locals(y=double)
cpdef double root(double x) noexcept nogil

cdef double _normal_outside(double p, double q) noexcept nogil

@cython.locals(over=double, under=double)
cdef double _normal_tail(double r) noexcept nogil

@cython.locals(over=double, under=double)
cdef double _normal_far(double r) noexcept nogil
