"""A question in the words of the search: for each of its words, the spellings that lead to words of the records."""

from typing import Final

from db.text import misspellings, sound, words

MOST_WORDS: Final = 12
"""Further words are left out: those that there are have narrowed the search enough."""

_PREFIX_LENGTH: Final = 2
"""A single letter stands for itself alone."""

# After every letter and digit, and before each of them: the ends of the ranges of words.
_AFTER, _BEFORE = "~", "!"

# Words that tie others together; they count when the question has no other word.
_LITTLE: Final = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)

Spelling = tuple[int, str, str, str, int]
"""Number of the word, kind of the spelling, the spelling, the end of the range it opens (of a sound: the first letter of the
word), letters of the word."""


def spellings(question: str) -> list[Spelling]:
    """All spellings of a question; nothing when it has no word."""
    every = list(dict.fromkeys(words(question)))
    asked = [word for word in every if word not in _LITTLE] or every
    return [one for number, word in enumerate(asked[:MOST_WORDS]) for one in _of_word(number, word)]


def _of_word(number: int, word: str) -> list[Spelling]:
    upper = word + (_AFTER if len(word) >= _PREFIX_LENGTH else _BEFORE)
    found: list[Spelling] = [(number, "WORD", word, upper, len(word))]
    heard = sound(word)
    if heard:
        found.append((number, "SOUND", f"~{heard}", word[0], len(word)))
    found += [(number, "TYPO", one, "", len(word)) for one in misspellings(word)]
    return found
