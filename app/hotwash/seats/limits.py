"""Figures that bound what a browser may send, hold open or wait for; values only.

All are defaults of this program, chosen well above what people at desks do and well below what hurts.
"""

from __future__ import annotations

PROTOCOL = 1
"""Version of the frames between page and server."""
MESSAGE_BYTES = 16_384
"""Bytes of one message from a browser, on the socket or as the body of a request."""
READ_BYTES = 2 * MESSAGE_BYTES
"""Bytes that are read from one socket before the others have their turn: a flood is a little at a time."""
TEXT_CHARACTERS = 4_000
"""Characters of one text; longer ones take a window seconds to lay out."""
CID_CHARACTERS = 40
"""Characters of the id that a browser gives a command."""
LARGEST_NUMBER = (1 << 53) - 1
"""Whole numbers that a browser can tell apart."""
HEADER_FIELDS, HEADER_BYTES, PATH_BYTES = 64, 16_384, 2_048
REQUEST_S = 5.0
"""Seconds in which a connection must have sent a whole request."""
SEND_S = 2.0
"""Seconds that one message to a browser may take before it is cut off; it will connect again."""
BEAT_S = 1.0
"""Seconds after which a silent socket is told that all is well; the page gives up after three."""
ACTS_PER_S, ACTS_BURST = 2.0, 10
"""Commands of one seat: sustained, and at once."""
EXCESS = 40
"""Messages over the rate, before the seat has been quiet again, after which a socket is closed."""
SOCKETS_PER_SEAT, SOCKETS = 3, 150
OPENINGS_PER_S, OPENINGS_BURST = 1.0, 12
"""Sockets that one seat may open: sustained, and at once."""
STRANGERS_PER_S, STRANGERS_BURST = 5.0, 30
"""Sockets without a valid token that are told why, over all addresses; beyond that they are refused without a word."""
TAIL = 400
"""Answers that may wait for one browser."""
CHUNK_BYTES = 60_000
"""Facts in one frame, about."""
GUESSES_PER_MIN = 30
"""Room codes that are looked at in a minute, over all addresses."""
GUESSES_PER_ADDRESS = 10
"""The same for one address."""
GUESSES_KEPT = 10
"""Of them kept for addresses that have not guessed wrong in the last minute."""
WAITING = 60
"""People who may wait to be admitted at once."""
WAITING_PER_ADDRESS = 30
"""The same from one address: a class behind one router is normal."""
