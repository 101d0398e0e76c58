"""Room codes that people type, and tokens that they never see; knows nobody who holds one."""

from __future__ import annotations

import secrets
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that none is taken for another or spells a word."""
CODE_LENGTH = 8
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GAPS = str.maketrans("", "", " -\u2010\u2011\u2013\u00a0\t")


def new_code() -> str:
    """A room code: 40 bits, drawn anew for each exercise."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """A code as somebody typed it, without spaces and hyphens, in capitals, look-alikes put right; empty if none."""
    code = typed[:64].translate(_GAPS).upper().translate(_ALIKE)
    return code if len(code) == CODE_LENGTH and all(letter in ALPHABET for letter in code) else ""


def spelt(code: str) -> str:
    """A code as it is shown: two groups of four."""
    return f"{code[:4]}-{code[4:]}"


def new_token() -> str:
    """128 bits that nobody can guess, for a cookie."""
    return secrets.token_urlsafe(16)


def kept(token: str) -> str:
    """What is kept of a token: enough to know it again, not enough to use it."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two codes are the same, in a time that tells nothing."""
    return secrets.compare_digest(one.encode(), other.encode())
