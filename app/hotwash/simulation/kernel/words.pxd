cimport cython

cdef unsigned long long _TOP

@cython.locals(new="double[::1]", at="long long")
cpdef more_floats(double[::1] old, long long held, long long count)

@cython.locals(new="long long[::1]", at="long long")
cpdef more_ints(long long[::1] old, long long held, long long count)

@cython.locals(new="unsigned long long[::1]", at="long long")
cpdef more_words(unsigned long long[::1] old, long long held, long long count)
