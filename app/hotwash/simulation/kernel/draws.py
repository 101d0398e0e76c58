"""Keyed random draws, with a logarithm, an exponential and a normal quantile of their own.

Knows nothing of calls. Made from + - * / and shifts only, so that every platform, compiled or
not, gives the same bits. The mixer is the finaliser of splitmix64 (Steele, Lea, Flood 2014); the
logarithm and the exponential follow fdlibm (Sun Microsystems 1993); the normal quantile is
Wichura's algorithm AS 241 (Applied Statistics 37, 1988).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import reals

if TYPE_CHECKING:
    from hotwash.simulation.kernel.words import Floats, Ints, Words

MOST_SIGMA = 80.0
AHEAD_SHIFT = 4
AHEAD = 1 << AHEAD_SHIFT  # how many gaps are drawn at a time
MASK = 0xFFFFFFFFFFFFFFFF
GOLD = 0x9E3779B97F4A7C15
_ORIGIN = 0xD1B54A32D192ED03
_GAPS = 0x8CB92BA72F3D8DD7
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB
UNIT = 2.220446049250313e-16  # 2 ** -52
_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10


def mix64(word: int) -> int:
    """Scramble 64 bits, one to one."""
    word = ((word ^ (word >> 30)) * MIX_1) & MASK
    word = ((word ^ (word >> 27)) * MIX_2) & MASK
    return word ^ (word >> 31)


def stream_key(seed: int, element: int) -> int:
    """The key of one stream: from the seed and the stream's own 64-bit identity."""
    return mix64((mix64(seed ^ GOLD) + ((element + 1) & MASK) * _ORIGIN) & MASK)


def chance(key: int, purpose: int, attempt: int) -> float:
    """A uniform draw strictly between 0 and 1, fixed by caller, purpose and attempt.

    52 bits and a half: the largest value is still below 1, so its logarithm is never zero. The mixer
    is written out here and above: a call would cost more than the mixing.
    """
    word = (key + (purpose + 16 * attempt) * GOLD) & MASK
    word = ((word ^ (word >> 30)) * MIX_1) & MASK
    word = ((word ^ (word >> 27)) * MIX_2) & MASK
    word = word ^ (word >> 31)
    return ((word >> 12) + 0.5) * UNIT


def gap_word(stream: int, number: int) -> int:
    """What is mixed for the gap before caller ``number``; the next caller's is greater by ``GOLD``."""
    return ((stream ^ _GAPS) + (number + 1) * GOLD) & MASK


def gap(stream: int, number: int) -> float:
    """The exponential draw, mean 1, that precedes caller ``number`` in operational time."""
    return -log(((mix64(gap_word(stream, number)) >> 12) + 0.5) * UNIT)


def exponential(key: int, purpose: int, attempt: int) -> float:
    """An exponential draw of mean 1, fixed like a chance."""
    word = (key + (purpose + 16 * attempt) * GOLD) & MASK
    word = ((word ^ (word >> 30)) * MIX_1) & MASK
    word = ((word ^ (word >> 27)) * MIX_2) & MASK
    return -log((((word ^ (word >> 31)) >> 12) + 0.5) * UNIT)


def lognormal(key: int, sigma: float) -> float:
    """The lognormal draw that belongs to a caller: ``sigma`` is the deviation of its logarithm, whose mean is 0.

    Purpose and attempt are 0, so that the key itself is mixed. The middle of the normal quantile is written out.
    """
    word = ((key ^ (key >> 30)) * MIX_1) & MASK
    word = ((word ^ (word >> 27)) * MIX_2) & MASK
    p = (((word ^ (word >> 31)) >> 12) + 0.5) * UNIT
    q = p - 0.5
    if q < -0.425 or q > 0.425:
        return exp(sigma * _normal_outside(p, q))
    r = 0.180625 - q * q
    over = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
    over = ((over * r + 6.7265770927008700853e4) * r + 4.5921953931549871457e4) * r + 1.3731693765509461125e4
    over = ((over * r + 1.9715909503065514427e3) * r + 1.3314166789178437745e2) * r + 3.3871328727963666080e0
    under = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
    under = ((under * r + 3.9307895800092710610e4) * r + 2.1213794301586595867e4) * r + 5.3941960214247511077e3
    under = (under * r + 6.8718700749205790830e2) * r + 4.2313330701600911252e1
    return exp(sigma * (q * over / (under * r + 1.0)))


def gaps(into: Floats, at: int, word: int) -> None:
    """Put ``AHEAD`` gaps of a stream into ``into`` from ``at`` on, negative; ``word`` comes before the first's."""
    _gaps(into, at, word)


def callers(keys: Words, shares: Words, count: int) -> None:
    """Turn what is mixed for each caller's key into the key, and work out its first attempt's draw of purpose 1.

    A draw is left before its last shift, which moves its lower 33 bits alone.
    """
    _callers(keys, shares, count)


def lognormals(keys: Words, sigma: Floats, into: Floats, count: int, scratch: Floats, rows: Ints) -> None:
    """``into`` is multiplied by ``lognormal(key, sigma)``, row by row, with the same bits; scratch has thrice the room.

    No sigma may be above ``MOST_SIGMA``: then no power is out of bounds, as none of the normals is beyond 8.3. Every
    step is taken for all rows before the next, so that a compiler can take it for several at once.
    """
    _chances(keys, scratch, count)
    held = 0
    for i in range(count):
        q = scratch[i] - 0.5
        rows[held] = i
        held += (q < -0.425) + (q > 0.425)
    for j in range(held):
        p = scratch[rows[j]]
        scratch[count + j] = p if p < 0.5 else 1.0 - p
        rows[j] = -1 - rows[j] if p < 0.5 else rows[j]
    _logs(scratch, count, count + held)
    _outsides(scratch, count, held)
    _middles(scratch, count)
    for j in range(held):
        z = scratch[2 * count + j] if scratch[count + j] <= 5.0 else _normal_tail(scratch[count + j])
        i = rows[j]
        if i < 0:
            scratch[-1 - i] = -z
        else:
            scratch[i] = z
    _powers(scratch, sigma, into, count)


def exponentials(keys: Words, into: Floats, count: int, chances: Floats) -> None:
    """``into`` is multiplied by ``exponential(key, 0, 0)``, row by row, with the same bits; ``chances`` is scratch."""
    _chances(keys, chances, count)
    _logs(chances, 0, count)
    for i in range(count):
        into[i] = into[i] * -chances[i]


def _gaps(into: Floats, at: int, word: int) -> None:
    for i in range(at, at + AHEAD):
        mixed = (word + (i - at + 1) * GOLD) & MASK
        mixed = ((mixed ^ (mixed >> 30)) * MIX_1) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * MIX_2) & MASK
        x, k = reals.split((((mixed ^ (mixed >> 31)) >> 12) + 0.5) * UNIT)
        if x < 0.7071067811865476:  # the logarithm, written out: a call would cost as much
            x += x
            k -= 1
        f = x - 1.0
        s = f / (2.0 + f)
        z = s * s
        w = z * z
        even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
        odd = z * (
            6.666666666666735130e-01
            + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01))
        )
        half = 0.5 * f * f
        into[i] = k * _LN2_HIGH - ((half - (s * (half + even + odd) + k * _LN2_LOW)) - f)


def _callers(keys: Words, shares: Words, count: int) -> None:
    for i in range(count):
        word = keys[i]
        word = ((word ^ (word >> 30)) * MIX_1) & MASK
        word = ((word ^ (word >> 27)) * MIX_2) & MASK
        word = word ^ (word >> 31)
        keys[i] = word
        word = (word + 17 * GOLD) & MASK  # purpose 1 of attempt 1
        word = ((word ^ (word >> 30)) * MIX_1) & MASK
        shares[i] = ((word ^ (word >> 27)) * MIX_2) & MASK


def _chances(keys: Words, into: Floats, count: int) -> None:
    for i in range(count):
        word = keys[i]
        word = ((word ^ (word >> 30)) * MIX_1) & MASK
        word = ((word ^ (word >> 27)) * MIX_2) & MASK
        into[i] = (((word ^ (word >> 31)) >> 12) + 0.5) * UNIT


def _logs(into: Floats, first: int, last: int) -> None:
    for i in range(first, last):
        into[i] = log(into[i])


def _outsides(scratch: Floats, count: int, held: int) -> None:
    for j in range(count, count + held):
        x = -scratch[j]
        y = 0.25 * (x + 4.0)
        y = 0.5 * (y + x / y)
        y = 0.5 * (y + x / y)
        y = 0.5 * (y + x / y)
        y = 0.5 * (y + x / y)
        y = 0.5 * (y + x / y)
        y = 0.5 * (y + x / y)
        scratch[j] = y
        y -= 1.6
        over = 7.74545014278341407640e-4 * y + 2.27238449892691845833e-2
        over = ((over * y + 2.41780725177450611770e-1) * y + 1.27045825245236838258e0) * y + 3.64784832476320460504e0
        over = ((over * y + 5.76949722146069140550e0) * y + 4.63033784615654529590e0) * y + 1.42343711074968357734e0
        under = 1.05075007164441684324e-9 * y + 5.47593808499534494600e-4
        under = (
            (under * y + 1.51986665636164571966e-2) * y + 1.48103976427480074590e-1
        ) * y + 6.89767334985100004550e-1
        under = ((under * y + 1.67638483018380384940e0) * y + 2.05319162663775882187e0) * y + 1.0
        scratch[j + count] = over / under


def _middles(chances: Floats, count: int) -> None:
    for i in range(count):
        q = chances[i] - 0.5
        r = 0.180625 - q * q
        over = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
        over = ((over * r + 6.7265770927008700853e4) * r + 4.5921953931549871457e4) * r + 1.3731693765509461125e4
        over = ((over * r + 1.9715909503065514427e3) * r + 1.3314166789178437745e2) * r + 3.3871328727963666080e0
        under = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
        under = ((under * r + 3.9307895800092710610e4) * r + 2.1213794301586595867e4) * r + 5.3941960214247511077e3
        under = (under * r + 6.8718700749205790830e2) * r + 4.2313330701600911252e1
        chances[i] = q * over / (under * r + 1.0)


def _powers(normals: Floats, sigma: Floats, into: Floats, count: int) -> None:
    for i in range(count):
        x = sigma[i] * normals[i]
        k = reals.whole(x * 1.44269504088896338700e00 + 1024.5) - 1024  # as in exp
        high = x - k * _LN2_HIGH
        low = k * _LN2_LOW
        r = high - low
        t = r * r
        c = r - t * (
            1.66666666666666019037e-01
            + t
            * (
                -2.77777777770155933842e-03
                + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))
            )
        )
        into[i] = into[i] * reals.scaled(1.0 - ((low - (r * c) / (2.0 - c)) - high), k)


def log(x: float) -> float:
    """The natural logarithm of a positive number."""
    x, k = reals.split(x)
    if x < 0.7071067811865476:
        x += x
        k -= 1
    f = x - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    odd = z * (
        6.666666666666735130e-01
        + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01))
    )
    half = 0.5 * f * f
    return k * _LN2_HIGH - ((half - (s * (half + even + odd) + k * _LN2_LOW)) - f)


def exp(x: float) -> float:
    """e to the power x; 0 below -700, and x is taken as 700 above that."""
    if x < -700.0:
        return 0.0
    if x > 700.0:
        x = 700.0
    k = reals.whole(x * 1.44269504088896338700e00 + 1024.5) - 1024  # the nearest; no branch on a random sign
    high = x - k * _LN2_HIGH
    low = k * _LN2_LOW
    r = high - low
    t = r * r
    c = r - t * (
        1.66666666666666019037e-01
        + t
        * (
            -2.77777777770155933842e-03
            + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))
        )
    )
    return reals.scaled(1.0 - ((low - (r * c) / (2.0 - c)) - high), k)


def root(x: float) -> float:
    """The square root of a number between 1 and 50, by Newton's method."""
    y = 0.25 * (x + 4.0)
    y = 0.5 * (y + x / y)
    y = 0.5 * (y + x / y)
    y = 0.5 * (y + x / y)
    y = 0.5 * (y + x / y)
    y = 0.5 * (y + x / y)
    return 0.5 * (y + x / y)


def _normal_outside(p: float, q: float) -> float:
    if q < 0.0:
        return -_normal_tail(root(-log(p)))
    return _normal_tail(root(-log(1.0 - p)))


def _normal_tail(r: float) -> float:
    if r > 5.0:
        return _normal_far(r - 5.0)
    r -= 1.6
    over = 7.74545014278341407640e-4
    over = over * r + 2.27238449892691845833e-2
    over = over * r + 2.41780725177450611770e-1
    over = over * r + 1.27045825245236838258e0
    over = over * r + 3.64784832476320460504e0
    over = over * r + 5.76949722146069140550e0
    over = over * r + 4.63033784615654529590e0
    over = over * r + 1.42343711074968357734e0
    under = 1.05075007164441684324e-9
    under = under * r + 5.47593808499534494600e-4
    under = under * r + 1.51986665636164571966e-2
    under = under * r + 1.48103976427480074590e-1
    under = under * r + 6.89767334985100004550e-1
    under = under * r + 1.67638483018380384940e0
    under = under * r + 2.05319162663775882187e0
    return over / (under * r + 1.0)


def _normal_far(r: float) -> float:
    over = 2.01033439929228813265e-7
    over = over * r + 2.71155556874348757815e-5
    over = over * r + 1.24266094738807843860e-3
    over = over * r + 2.65321895265761230930e-2
    over = over * r + 2.96560571828504891230e-1
    over = over * r + 1.78482653991729133580e0
    over = over * r + 5.46378491116411436990e0
    over = over * r + 6.65790464350110377720e0
    under = 2.04426310338993978564e-15
    under = under * r + 1.42151175831644588870e-7
    under = under * r + 1.84631831751005468180e-5
    under = under * r + 7.86869131145613259100e-4
    under = under * r + 1.48753612908506148525e-2
    under = under * r + 1.36929880922735805310e-1
    under = under * r + 5.99832206555887937690e-1
    return over / (under * r + 1.0)
