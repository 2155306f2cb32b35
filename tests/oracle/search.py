"""What a search has to find, said plainly: every term is looked at, none is left out for being common."""

from collections import Counter
from dataclasses import dataclass

from db import SearchTerm
from db.search_question import spellings
from db.text import is_spelled, misspellings, sound
from tests.oracle.rows import Row, Tables

ACTORS = ("Country", "Organization", "Group")
WORDS = 20
EXACT, PREFIX, PREFIX_MORE, SOUND, SOUND_LESS, SOUND_OTHER, TYPO = 100, 65, 20, 60, 3, 5, 45


@dataclass(frozen=True)
class Hit:
    """A record found, with its score in thousandths."""

    record: int
    type: str
    score: int
    text: str

    @property
    def prefix(self) -> str:
        """What its global id begins with: the three types of actors share one."""
        return "Actor" if self.type in ACTORS else self.type


class Reference:
    """The terms of one database."""

    def __init__(self, tables: Tables) -> None:
        self.terms = list(tables.all(SearchTerm))
        self.times = Counter(word for term in self.terms for word in set(str(term["fold"]).split()))
        self.heard = {
            word for term in self.terms if is_spelled(str(term["text"])) for word in str(term["fold"]).split()
        }

    def hits(self, question: str) -> list[Hit]:
        """Every record found, best first."""
        asked = [self.stands_for(one[2]) for one in spellings(question) if one[1] == "WORD"]
        best: dict[int, tuple[tuple[object, ...], Hit]] = {}
        for term in self.terms if asked else []:
            score = self.score(term, asked)
            if score is None:
                continue
            hit = Hit(int(str(term["record_id"])), str(term["type"]), score, str(term["text"]))
            key = (-score, int(str(term["words"])), hit.text.encode(), hit.record)
            known = best.get(hit.record)
            if known is None or key < known[0]:
                best[hit.record] = (key, hit)
        return [hit for _, hit in sorted(best.values(), key=lambda one: one[0])]

    def stands_for(self, asked: str) -> dict[str, int]:
        """The words that a word of the question stands for, the best and commonest, with their quality."""
        found = {word: quality for word in self.times if (quality := self.quality(asked, word))}
        order = sorted(found, key=lambda word: (-found[word], -self.times[word], word))
        return {word: found[word] for word in order[:WORDS]}

    def score(self, term: Row, asked: list[dict[str, int]]) -> int | None:
        """None when the term lacks a word of the question."""
        words = str(term["fold"]).split()
        qualities = [max(one.get(word, 0) for word in words) for one in asked]
        if not all(qualities):
            return None
        many = len(asked)
        covered = 100 * many // max(many, len(words))
        return int(str(term["weight"])) * (9 * sum(qualities) // many + covered) // 100

    def quality(self, asked: str, word: str) -> int:
        """How well a word of a record is what was asked for; 0 when it is not."""
        found = [0]
        if word == asked:
            found.append(EXACT)
        elif word.startswith(asked) and len(asked) > 1:
            found.append(PREFIX + PREFIX_MORE * len(asked) // len(word))
        if abs(len(word) - len(asked)) <= 2:
            if word in self.heard and sound(word) is not None and sound(word) == sound(asked):
                other = 0 if word[0] == asked[0] else SOUND_OTHER
                found.append(SOUND - SOUND_LESS * abs(len(word) - len(asked)) - other)
            if set(misspellings(word)) & set(misspellings(asked)):
                found.append(TYPO)
        return max(found)
