cimport cython

from hotwash.simulation.kernel cimport codes, draws, foresight, reals, words
from hotwash.simulation.kernel.ledger cimport Ledger

cdef unsigned long long _FOLD
cdef long long SPOKES
cdef double PER_SPOKE


cdef class Book(Ledger):
    cdef long long lines, line_spare, spoke, pending, written
    cdef double turns, sooner
    cdef double[::1] line_time
    cdef unsigned long long[::1] line_word
    cdef long long[::1] line_free, spokes

    cdef void roll(self, double time) noexcept nogil
    cdef void settle_lines(self, double time) noexcept nogil

    @cython.locals(
        line_time="double[::1]", line_word="unsigned long long[::1]", line_free="long long[::1]",
        line_spare="long long", emergency="int[::1]", session_held="long long[::1]", spokes="long long[::1]",
        gold="unsigned long long", mask="unsigned long long", first_fold="unsigned long long",
        other_fold="unsigned long long", check="unsigned long long", over="long long", line="long long",
        at="long long", ends=double, link="unsigned long long", place="long long", pack="unsigned long long",
        p="long long", b="long long", answered="long long", fold="unsigned long long", foresee=bint,
    )
    cdef void strike(self, long long spoke, double time) noexcept nogil

    @cython.locals(result="long long", stream="long long")
    cdef void count_line(self, long long at) noexcept nogil

    @cython.locals(spoke="long long", line="long long", at="long long")
    cdef void count_lines(self, double time) noexcept nogil

    cdef void settle_psap(self, long long p, double time) noexcept nogil

    @cython.locals(p="long long", soonest=double)
    cdef void settle_over(self, double time) noexcept nogil

    cdef void settle_all(self, double time) noexcept nogil

    @cython.locals(found="long long", spoke="long long", line="long long")
    cdef long long lines_at(self, long long p) noexcept nogil

    @cython.locals(spoke="long long", line="long long", link="unsigned long long")
    cdef void take_lines(self, long long p) noexcept nogil

    @cython.locals(
        at="long long", who="unsigned long long", pack="unsigned long long", slot="long long", result="long long",
        rank="long long", after="long long", before="long long",
    )
    cdef void unbook(self, long long line, long long p) noexcept nogil
