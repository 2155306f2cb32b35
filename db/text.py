"""One folding of text for ordering and searching, made on writing, so that both databases order and match alike."""

import unicodedata

# Turkish dotless ı and dotted İ do not fold to i by Unicode's rules; people who search type i.
_BEFORE = str.maketrans({"ı": "i", "İ": "i"})


def fold(value: str) -> str:
    """The comparable form of a text: no case, no accents. `fold("Çırağan") == "ciragan"`."""
    spread = unicodedata.normalize("NFKD", value.translate(_BEFORE))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return unicodedata.normalize("NFKC", bare.casefold())
