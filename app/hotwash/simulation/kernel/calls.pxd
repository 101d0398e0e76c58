from hotwash.simulation.kernel cimport codes, draws, unlock
from hotwash.simulation.kernel.controls cimport Controls


cdef class Calls(Controls):
    pass
