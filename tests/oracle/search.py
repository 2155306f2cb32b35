"""What a search has to find, said plainly: every term is looked at, none is left out for being common."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

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
        self.terms = [(term, str(term["fold"]).split()) for term in tables.all(SearchTerm)]
        self.times = Counter(word for _, words in self.terms for word in set(words))
        self.heard = {word for term, words in self.terms if is_spelled(str(term["text"])) for word in words}
        # Comparing each word of a question with every word there is would take most of a minute.
        self.alike: defaultdict[str | None, list[str]] = defaultdict(list)
        for word in self.times:
            for key in {sound(word), *typed(word)}:
                self.alike[key].append(word)

    def hits(self, question: str) -> list[Hit]:
        """Every record found, best first."""
        asked = [self.stands_for(one[2]) for one in spellings(question) if one[1] == "WORD"]
        best: dict[int, tuple[tuple[object, ...], Hit]] = {}
        for term, words in self.terms if asked else []:
            score = self.score(term, words, asked)
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
        like = {sound(asked), *typed(asked)} - {None}
        near = {word for key in like for word in self.alike.get(key, ())}
        near |= {word for word in self.times if word.startswith(asked)}
        found = {word: quality for word in near if (quality := self.quality(asked, word))}
        order = sorted(found, key=lambda word: (-found[word], -self.times[word], word))
        return {word: found[word] for word in order[:WORDS]}

    def score(self, term: Row, words: list[str], asked: list[dict[str, int]]) -> int | None:
        """None when the term lacks a word of the question."""
        qualities = []
        for one in asked:
            found = [one[word] for word in words if word in one]
            if not found:
                return None
            qualities.append(max(found))
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
            if not typed(word).isdisjoint(typed(asked)):
                found.append(TYPO)
        return max(found)


@cache
def typed(word: str) -> frozenset[str]:
    """What the word may have been mistyped as."""
    return frozenset(misspellings(word))
