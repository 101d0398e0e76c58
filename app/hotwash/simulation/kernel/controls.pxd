from hotwash.simulation.kernel cimport codes, words
from hotwash.simulation.kernel.engine cimport Engine


cdef class Controls(Engine):
    cdef long long now, sorted_rows
