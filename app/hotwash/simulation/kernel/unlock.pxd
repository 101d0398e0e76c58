from hotwash.simulation.kernel.engine cimport Engine


cdef inline long long run(Engine engine) noexcept:
    cdef long long status
    with nogil:
        status = engine.run()
    return status
