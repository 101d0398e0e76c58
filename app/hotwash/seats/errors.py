"""What can go wrong with the server of browser seats, each with its sentence; knows no socket."""

from __future__ import annotations

from hotwash.domain.sentences import say


class SeatServerError(Exception):
    """The server of browser seats can't do what was asked; the text is one sentence for the facilitator."""


class PortTaken(SeatServerError):
    """Another program listens there already; `free` is the next port that is free, 0 if none was found."""

    def __init__(self, address: str, port: int, free: int) -> None:
        self.free = free
        if free:
            told = say(
                "Port {port} of {address} is taken by another program; port {free} is free.",
                port=port,
                address=address,
                free=free,
            )
        else:
            told = say(
                "Port {port} of {address} is taken by another program; choose another one.", port=port, address=address
            )
        super().__init__(told)


class PortBarred(SeatServerError):
    """The system keeps a port for itself."""

    def __init__(self, port: int) -> None:
        super().__init__(
            say("This system lets no program of yours listen on port {port}; choose one above 1023.", port=port)
        )


class NotHere(SeatServerError):
    """The address is not one of this machine."""

    def __init__(self, address: str, known: str) -> None:
        super().__init__(
            say("{address} is not an address of this machine; choose one of {known}.", address=address, known=known)
        )


class NotOne(SeatServerError):
    """The address stands for all there are, or is none."""

    def __init__(self, address: str) -> None:
        super().__init__(
            say(
                "'{address}' is not one address; browsers are invited on exactly one, such as 192.168.1.20.",
                address=address,
            )
        )


class BadCertificate(SeatServerError):
    """Certificate or key can't be used."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(say("{path} can't be used as certificate and key: {why}.", path=path, why=why))


class NotStarted(SeatServerError):
    """The server did not come up."""

    def __init__(self, address: str, port: int) -> None:
        super().__init__(
            say(
                "The server for browsers did not start on {address}, port {port}; try again.",
                address=address,
                port=port,
            )
        )


class KeysLost(SeatServerError):
    """The file with the keys of the seats can't be written."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            say(
                "{path}: {why}. Browsers can join all the same, but after a restart they must be admitted again.",
                path=path,
                why=why,
            )
        )


class BadFrame(Exception):
    """A message from a browser that is refused for good; `cid` names the command where one could be read."""

    def __init__(self, sentence: str, cid: str = "") -> None:
        self.cid = cid
        super().__init__(sentence)
