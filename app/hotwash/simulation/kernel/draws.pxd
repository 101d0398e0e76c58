cimport cython

from hotwash.simulation.kernel cimport reals

# The loops over whole blocks are compiled for what processors can do at most as well; which is used is settled when
# the module is loaded. Nothing is fused, so that all give the same bits.
cdef extern from *:
    """
    #if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
    #define HOTWASH_WIDE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"))) void
    #else
    #define HOTWASH_WIDE void
    #endif
    """
    ctypedef void wide "HOTWASH_WIDE"

cdef long long AHEAD, AHEAD_SHIFT
cdef unsigned long long MASK, GOLD, _ORIGIN, _GAPS, MIX_1, MIX_2
cdef double MOST_SIGMA, UNIT, _LN2_HIGH, _LN2_LOW

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

cdef void gaps(double[::1] into, long long at, unsigned long long word) noexcept nogil
cdef void callers(unsigned long long[::1] keys, unsigned long long[::1] shares, long long count) noexcept nogil

@cython.locals(i="long long", j="long long", held="long long", q=double, p=double, r=double, z=double)
cdef void lognormals(unsigned long long[::1] keys, double[::1] sigma, double[::1] into, long long count,
                     double[::1] scratch, long long[::1] rows) noexcept nogil

@cython.locals(i="long long")
cdef void exponentials(unsigned long long[::1] keys, double[::1] into, long long count,
                       double[::1] chances) noexcept nogil

@cython.locals(
    i="long long", mixed="unsigned long long", x=double, k="long long", f=double, s=double, z=double, w=double,
    even=double, odd=double, half=double,
)
cdef wide _gaps(double[::1] into, long long at, unsigned long long word) noexcept nogil

@cython.locals(i="long long", word="unsigned long long")
cdef wide _callers(unsigned long long[::1] keys, unsigned long long[::1] shares, long long count) noexcept nogil

@cython.locals(i="long long", word="unsigned long long")
cdef wide _chances(unsigned long long[::1] keys, double[::1] into, long long count) noexcept nogil

@cython.locals(i="long long")
cdef wide _logs(double[::1] into, long long first, long long last) noexcept nogil

@cython.locals(j="long long", x=double, y=double, over=double, under=double)
cdef wide _outsides(double[::1] scratch, long long count, long long held) noexcept nogil

@cython.locals(i="long long", q=double, r=double, over=double, under=double)
cdef wide _middles(double[::1] chances, long long count) noexcept nogil

@cython.locals(i="long long", x=double, k="long long", high=double, low=double, r=double, t=double, c=double)
cdef wide _powers(double[::1] normals, double[::1] sigma, double[::1] into, long long count) noexcept nogil

@cython.locals(k="long long", high=double, low=double, r=double, t=double, c=double)
cpdef double exp(double x) noexcept nogil

@cython.locals(y=double)
cpdef double root(double x) noexcept nogil

cdef double _normal_outside(double p, double q) noexcept nogil

@cython.locals(over=double, under=double)
cdef double _normal_tail(double r) noexcept nogil

@cython.locals(over=double, under=double)
cdef double _normal_far(double r) noexcept nogil
