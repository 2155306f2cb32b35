"""Bytes of unknown spelling into text: what is not UTF-8 stays marked until its cell is known, then is repaired or refused.

A byte that is no UTF-8 becomes a lone surrogate (PEP 383), passes through the CSV reader unharmed, and so ends up in the one
cell that it belongs to. Files exist that mix three encodings; no encoding of the whole file would be right for them.
"""

import re
from dataclasses import dataclass
from typing import Final

BOM: Final = b"\xef\xbb\xbf"

_MARKED = re.compile("[\udc80-\udcff]")
# UTF-8 read as cp1252 (Ã¼), or as Mac Roman (√º), and written again: an accented letter became two.
_TWICE: Final = (("cp1252", re.compile("[ÂÃ][\u0080-\u00bf\u0152-\u2122]")), ("mac_roman", re.compile("√.")))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the name of the encoding that most of it is in."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """The text; bytes that are not UTF-8 are marked, see `is_marked`."""
    body = content.removeprefix(BOM)
    text = body.decode("utf-8", "surrogateescape")
    encoding = "UTF-8 with BOM" if len(body) < len(content) else "UTF-8"
    return Decoded(text, "not UTF-8 throughout" if is_marked(text) else encoding)


def is_marked(text: str) -> bool:
    """Whether the text holds bytes that were not UTF-8."""
    return _MARKED.search(text) is not None


def repaired(text: str) -> tuple[str, str]:
    """A marked text as its bytes read in an encoding of one byte a letter, and that encoding's name.

    cp1252 leaves five bytes without a letter; those are read as Latin-1, which has one for every byte.
    """
    content = text.encode("utf-8", "surrogateescape")
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def encoded_twice(text: str) -> str | None:
    """What was meant where UTF-8 was once read in another encoding: `T√ºrkiye` is Türkiye. None when it was not."""
    for encoding, trace in _TWICE:
        if trace.search(text):
            try:
                return text.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
    return None
