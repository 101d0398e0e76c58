cimport cython

from hotwash.simulation.kernel cimport codes, words


cdef class Heap:
    cdef double[::1] time
    cdef long long[::1] what
    cdef long long[::1] owner
    cdef long long room, size

    @cython.locals(first="long long", second="long long")
    cdef bint before(self, long long one, long long other) noexcept nogil

    @cython.locals(at="long long", up="long long", above=double)
    cdef void push(self, double time, long long what) noexcept nogil

    @cython.locals(
        first="long long", last="long long", at="long long", child="long long", best="long long",
        end="long long", what="long long", time=double, soonest=double,
    )
    cdef long long pop(self) noexcept nogil
