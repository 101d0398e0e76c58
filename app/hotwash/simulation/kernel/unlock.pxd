from hotwash.simulation.kernel.loop cimport Loop


cdef inline long long run(Loop loop) noexcept:
    cdef long long status
    with nogil:
        status = loop.run()
    return status
