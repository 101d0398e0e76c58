from hotwash.simulation.kernel cimport codes, words
from hotwash.simulation.kernel.loop cimport Loop


cdef class Controls(Loop):
    cdef long long now, sorted_rows
