cimport cython

from hotwash.simulation.kernel cimport words


cdef class Rows:
    cdef long long room, count, ended_count
    cdef long long[::1] caller, attempt, way, psap, border, route, version
    cdef long long[::1] started, delivered, seized, answered, ended, outcome, located, astray, ended_order

    @cython.locals(row="long long")
    cdef long long open(self, long long caller, long long attempt, long long way, long long version,
                        double started) noexcept nogil

    cdef void close(self, long long row, double time) noexcept nogil
