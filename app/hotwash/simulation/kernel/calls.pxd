from hotwash.simulation.kernel cimport codes, unlock
from hotwash.simulation.kernel.controls cimport Controls


cdef class Calls(Controls):
    pass
