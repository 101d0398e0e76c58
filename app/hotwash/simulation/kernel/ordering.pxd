# One counting pass into buckets of time, then insertion.
cdef inline void sort(long long[::1] order, long long[::1] bucket, double[::1] times, long long count, double begin,
                      double end) noexcept nogil:
    cdef long long b, i, held, one, other, place, total = 0
    cdef double time, scale
    if count == 0:
        return
    scale = count / (end - begin)
    for b in range(count + 1):
        bucket[b] = 0
    for i in range(count):
        b = <long long>((times[i] - begin) * scale)
        if b >= count:
            b = count - 1
        bucket[b] += 1
    for b in range(count):
        held = bucket[b]
        bucket[b] = total
        total += held
    for i in range(count):
        b = <long long>((times[i] - begin) * scale)
        if b >= count:
            b = count - 1
        order[bucket[b]] = i
        bucket[b] += 1
    for i in range(1, count):
        place = i
        one = order[place]
        time = times[one]
        while place > 0:
            other = order[place - 1]
            if times[other] < time or (times[other] == time and other < one):
                break
            order[place] = other
            place -= 1
        order[place] = one
