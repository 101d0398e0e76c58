from libc.string cimport memcpy


# Of numbers from -1 on that are whole or not negative.
cdef inline long long whole(double x) noexcept nogil:
    return <long long>x


# Of positive, normal numbers: a fraction from 0.5 to 1, exclusive, and its power of two.
cdef inline (double, long long) split(double x) noexcept nogil:
    cdef unsigned long long bits
    cdef long long power
    memcpy(&bits, &x, 8)
    power = <long long>(bits >> 52) - 1022
    bits = (bits & 0xFFFFFFFFFFFFFULL) | 0x3FE0000000000000ULL
    memcpy(&x, &bits, 8)
    return x, power


# For powers from -1022 to 1023, with a result in that range.
cdef inline double scaled(double x, long long power) noexcept nogil:
    cdef unsigned long long bits = <unsigned long long>(power + 1023) << 52
    cdef double scale
    memcpy(&scale, &bits, 8)
    return x * scale
