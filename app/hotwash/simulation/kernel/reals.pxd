from libc.string cimport memcpy


# Of numbers from -1 on that are whole or not negative.
cdef inline long long whole(double x) noexcept nogil:
    return <long long>x


# Of positive, normal numbers: a factor and its power of two. Plain Python's factor lies between 0.5 and 1, this one
# between the roots of 0.5 and 2, which is where the logarithm wants it: there is no branch on a random number.
cdef inline (double, long long) split(double x) noexcept nogil:
    cdef unsigned long long bits
    cdef long long power
    memcpy(&bits, &x, 8)
    bits += 0x3FF0000000000000ULL - 0x3FE6A09E667F3BCDULL
    power = <long long>(bits >> 52) - 1023
    bits = (bits & 0xFFFFFFFFFFFFFULL) + 0x3FE6A09E667F3BCDULL
    memcpy(&x, &bits, 8)
    return x, power


# For powers from -1022 to 1023, with a result in that range.
cdef inline double scaled(double x, long long power) noexcept nogil:
    cdef unsigned long long bits = <unsigned long long>(power + 1023) << 52
    cdef double scale
    memcpy(&scale, &bits, 8)
    return x * scale
