cimport cython

from hotwash.simulation.kernel cimport codes, unlock, words
from hotwash.simulation.kernel.engine cimport Engine
from hotwash.simulation.kernel.rows cimport Rows


cdef class Calls(Engine):
    cdef long long now, sorted_rows
