# One counting pass into buckets of time, then insertion; of one stream alone nothing is out of order.
cdef inline void sort(int[::1] order, int[::1] bucket, double[::1] times, double[::1] into,
                      long long count, double begin) noexcept nogil:
    cdef long long b, i, held, one, place, total = 0, apart = 0
    cdef double time, scale, end = into[count]
    for i in range(count - 1):
        apart += times[i + 1] < times[i]
    if apart == 0:
        for i in range(count):
            order[i] = i
            into[i] = times[i]
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
        time = times[i]
        b = <long long>((time - begin) * scale)
        if b >= count:
            b = count - 1
        place = bucket[b]
        bucket[b] = place + 1
        order[place] = i
        into[place] = time
    for i in range(1, count):
        time = into[i]
        place = i
        if into[place - 1] <= time:  # rows stand in order where times are equal, and stay so
            continue
        one = order[i]
        while place > 0 and into[place - 1] > time:
            into[place] = into[place - 1]
            order[place] = order[place - 1]
            place -= 1
        into[place] = time
        order[place] = one
