cdef extern from *:
    """
    #if defined(__GNUC__) || defined(__clang__)
    #define hotwash_fetch(where) __builtin_prefetch(where)
    #else
    #define hotwash_fetch(where) ((void)(where))
    #endif
    """
    void hotwash_fetch(const void* where) noexcept nogil


cdef enum:
    FORESEES = 1000


# Only hints, in three strides, each of which needs what the one before has fetched: what is kept by stream, what is
# kept by PSAP, and the position that comes next there.
cdef inline void look(long long[::1] callers, long long at, unsigned long long[::1] bar,
                      unsigned long long[::1] packed, double[::1] latency, long long[::1] served,
                      int[::1] emergency, int[::1] lines_to, int[::1] spot, double[::1] free_at,
                      int[::1] follow) noexcept nogil:
    cdef long long s = callers[at + 24] >> 32
    cdef unsigned long long p
    hotwash_fetch(&bar[s])
    hotwash_fetch(&packed[s])
    hotwash_fetch(&latency[s])
    hotwash_fetch(&served[s])
    p = (packed[callers[at + 16] >> 32] >> 21) & 0x3FFFFF
    hotwash_fetch(&emergency[p])
    hotwash_fetch(&lines_to[p])
    hotwash_fetch(&spot[p])
    p = (packed[callers[at + 8] >> 32] >> 21) & 0x3FFFFF
    hotwash_fetch(&free_at[spot[p]])
    hotwash_fetch(&follow[spot[p]])


cdef inline void line(double[::1] line_time, unsigned long long[::1] line_word, long long after) noexcept nogil:
    if after > 0:
        hotwash_fetch(&line_time[4 * (after - 1)])
        hotwash_fetch(&line_word[4 * (after - 1)])
