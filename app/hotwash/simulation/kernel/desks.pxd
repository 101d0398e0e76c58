cimport cython

from hotwash.simulation.kernel cimport codes, draws
from hotwash.simulation.kernel.planning cimport Planning


cdef class Desks(Planning):
    cdef void attend(self, long long slot, long long p, double time) noexcept nogil

    @cython.locals(gives_up=double)
    cdef void wait(self, long long slot, long long p) noexcept nogil

    cdef void begin(self, long long slot, long long p, double time) noexcept nogil
    cdef void picked_up(self, long long slot, double time) noexcept nogil
    cdef void hold(self, long long slot, long long p, double time) noexcept nogil

    @cython.locals(state="long long")
    cdef void give_back(self, long long slot, long long p) noexcept nogil

    @cython.locals(p="long long")
    cdef void finish(self, long long slot, double time) noexcept nogil

    @cython.locals(p="long long")
    cdef void lose_patience(self, long long slot, double time) noexcept nogil

    cdef void fail(self, long long slot, long long outcome, long long p, double time) noexcept nogil

    @cython.locals(waiting="long long", slot="long long")
    cdef void serve(self, long long p, double time) noexcept nogil

    @cython.locals(slot="long long", state="long long", chance=double, reached="long long")
    cdef void work_log(self, long long p, double time) noexcept nogil

    @cython.locals(outcome="long long")
    cdef bint is_helped(self, long long slot) noexcept nogil

    @cython.locals(back="long long")
    cdef void dial(self, long long slot, long long p, long long reached, double time) noexcept nogil

    @cython.locals(talk=double)
    cdef void called_back(self, long long slot, double time) noexcept nogil

    cdef void finish_call_back(self, long long slot, double time) noexcept nogil

    @cython.locals(p="long long", peer="long long")
    cdef void cut(self, long long slot, double time) noexcept nogil

    @cython.locals(persona="long long", chance=double, turn="long long", gap=double)
    cdef void retry_after_call_back(self, long long slot, double time) noexcept nogil

    @cython.locals(oldest="long long", slot="long long", after="long long")
    cdef void convert(self, long long p, double before) noexcept nogil
