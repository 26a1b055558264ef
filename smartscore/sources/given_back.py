"""Standard input from which something was read that others need too: it comes once more, then the rest."""

import io
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def given_back(taken: bytes, stream: TextIO) -> TextIO:
    """Return a text stream that begins with what was taken from the bytes of another."""
    return io.TextIOWrapper(io.BufferedReader(_Again(taken, stream)), encoding=stream.encoding, errors=stream.errors)


class _Again(io.RawIOBase):
    """The bytes; the other stream is held as a whole, for one that nobody holds closes what it reads."""

    def __init__(self, taken: bytes, stream: TextIO) -> None:
        super().__init__()
        self._taken, self._stream = memoryview(taken), stream

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill a buffer; line by line, so that nobody waits for a whole buffer of a slow pipe."""
        room = memoryview(buffer)
        piece = self._taken[: len(room)] or self._stream.buffer.readline(len(room))
        self._taken = self._taken[len(piece) :]
        room[: len(piece)] = piece
        return len(piece)
