"""One folding of text for ordering, filtering and searching, made on writing, so that both databases order and match alike.

Other scripts become Latin letters by anyascii: pure Python with a free licence, no system library (as ICU needs), every
script of Unicode, the same result on every machine.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

VERSION: Final = "1"
"""Raised when `fold`, `words` or `sound` change their answers: the loader then folds everything anew."""

# Vowel points of Arabic and Hebrew are written or left out at will, and so are signs that only soften a Cyrillic letter.
_OPTIONAL: Final = dict.fromkeys([*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0640, 0x0670])
_OPTIONAL.update(dict.fromkeys([*range(0x0591, 0x05C8), *map(ord, "ьъЬЪ")]))

_WORD: Final = re.compile("[a-z0-9]+")
_WORD_LENGTH: Final = 40

TYPO_LENGTH: Final = 5
"""From so many letters on, a word may have one typo."""


def fold(value: str) -> str:
    """The comparable form of a text: Latin letters, no case, no accents. `fold("Çırağan") == "ciragan"`."""
    bare = unicodedata.normalize("NFKC", value).translate(_OPTIONAL)
    return bare.lower() if bare.isascii() else anyascii(bare).lower()


def words(value: str) -> list[str]:
    """The words of a text, folded. An apostrophe joins: Sana'a is sanaa."""
    return [word[:_WORD_LENGTH] for word in _WORD.findall(fold(value).replace("'", ""))]


# Spellings that different transliterations give one sound, longest first; then letters that are written for one another.
_SPELLINGS: Final = (
    ("shch", "s"),
    ("tsch", "c"),
    ("dzh", "j"),
    ("sch", "s"),
    ("tch", "c"),
    ("sh", "s"),
    ("zh", "s"),
    ("kh", "h"),
    ("ch", "c"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("gh", "g"),
    ("ts", "c"),
    ("tz", "c"),
    ("x", "ks"),
)
_LETTERS: Final = str.maketrans("qgwvzou", "kkffsaa", "")
_FRONT: Final = str.maketrans("iyj", "eee")
_SILENT: Final = re.compile("[aeiouyjh]")
_GLIDE: Final = re.compile("^[iyj](?=[aeiou])")
_DOUBLE: Final = re.compile(r"(.)\1+")
_SHORTEST: Final = 4

# Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic come before the scripts of India; Georgian stands alone.
_INDIC: Final = 0x0900
_GEORGIAN: Final = 0x10A0
_HANGUL: Final = 0x1100
_LATIN: Final = range(0x1E00, 0x2E00)


@lru_cache(maxsize=65536)
def sound(word: str) -> str | None:
    """What stays of a folded word when it is spelled otherwise: yermak and ermak, kyslytsya and kyslytsia are one.

    None for short words and for numbers, of which too little would stay.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    for spelling, letter in _SPELLINGS:
        word = word.replace(spelling, letter)
    bare = _DOUBLE.sub(r"\1", _GLIDE.sub("", word).translate(_LETTERS))
    kept = bare[:1].translate(_FRONT) + _SILENT.sub("", bare[1:])
    return kept if len(kept) > 1 else None


def is_spelled(value: str) -> bool:
    """Written in an alphabet whose names other alphabets spell by ear; in other scripts a likeness of sound is chance."""
    return all(
        ord(letter) < _INDIC or _GEORGIAN <= ord(letter) < _HANGUL or ord(letter) in _LATIN
        for letter in value
    )


def misspellings(word: str) -> list[str]:
    """The word and all it becomes by losing one letter: two words that share one of these differ by about one typo."""
    if len(word) < TYPO_LENGTH:
        return []
    return list(dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]))
