"""Keeps the tables of the search in step with the records, in the transaction that writes them."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.sql.expression import bindparam
from sqlmodel import Session, SQLModel

from db.bulk import insert_rows
from db.search import SearchKey, SearchPosting, SearchTerm, SearchWord
from db.search_terms import Term, terms_of
from db.text import is_spelled, misspellings, sound, words

LONGEST_TERM: Final = 200
"""Words of one term that are looked at; a passage has at most some 800."""

SOUND: Final = "~"
"""Marks a sound among the spellings; it comes after every letter and digit."""

_BOUND: Final = 500  # values a statement; every database allows more
_TERM: Final[Table] = SQLModel.metadata.tables[str(SearchTerm.__tablename__)]
_WORD: Final[Table] = SQLModel.metadata.tables[str(SearchWord.__tablename__)]
_POSTING: Final[Table] = SQLModel.metadata.tables[str(SearchPosting.__tablename__)]
_KEY: Final[Table] = SQLModel.metadata.tables[str(SearchKey.__tablename__)]

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A term as it is stored; terms that fold alike are one, the weightiest."""

    term: Term
    fold: str

    @property
    def key(self) -> tuple[int, str, str]:
        return (self.term.record_id, self.term.type, self.fold)

    @property
    def words(self) -> list[str]:
        return self.fold.split()

    @property
    def rank(self) -> int:
        """Weighty and short terms first."""
        return (100 - self.term.weight) * 1000 + len(self.words)


def refresh_search(session: Session, records: Collection[int]) -> None:
    """Make the search find these records as they are now."""
    change: Counter[str] = Counter()
    for some in _chunks(sorted(records)):
        _refresh(session, some, change)
    _count(session, change)


def forget_search(session: Session, records: Collection[int]) -> None:
    """Make the search find these records no more; to be called before they are deleted."""
    change: Counter[str] = Counter()
    for some in _chunks(sorted(records)):
        rows = session.connection().execute(select(_TERM).where(_TERM.c.record_id.in_(some)))
        _delete(session, list(rows), change)
    _count(session, change)


def rebuild_search(session: Session) -> None:
    """Make the whole search anew: the folding has changed."""
    for table in (_POSTING, _KEY, _WORD, _TERM):
        session.connection().execute(delete(table))
    record = SQLModel.metadata.tables["record"]
    refresh_search(session, [row.id for row in session.connection().execute(select(record.c.id))])


def _refresh(session: Session, records: Sequence[int], change: Counter[str]) -> None:
    wanted: dict[tuple[int, str, str], _Folded] = {}
    for folded in _folded(terms_of(session, records)):
        known = wanted.get(folded.key)
        if known is None or known.term.weight < folded.term.weight:
            wanted[folded.key] = folded
    stored = session.connection().execute(select(_TERM).where(_TERM.c.record_id.in_(records)))
    same: list[Any] = []
    gone: list[Any] = []
    for row in stored:
        found = wanted.get((row.record_id, row.type, row.fold))
        told = None if found is None else (found.term.weight, found.term.text)
        (same if told == (row.weight, row.text) else gone).append(row)
    _delete(session, gone, change)
    for row in same:
        del wanted[row.record_id, row.type, row.fold]
    _insert(session, list(wanted.values()), change)


def _folded(terms: Iterator[Term]) -> Iterator[_Folded]:
    for term in terms:
        found = words(term.text)[:LONGEST_TERM]
        if found:
            yield _Folded(term, f" {' '.join(found)} ")


def _delete(session: Session, rows: list[Any], change: Counter[str]) -> None:
    if not rows:
        return
    session.connection().execute(
        delete(_TERM).where(_TERM.c.id == bindparam("number")), [{"number": row.id} for row in rows]
    )
    numbers = _numbers(session, {word for row in rows for word in row.fold.split()})
    postings = []
    for row in rows:
        rank = (100 - row.weight) * 1000 + row.words
        for word in set(row.fold.split()):
            change[word] -= 1
            postings.append({"word": numbers[word], "kind": row.type, "place": rank, "term": row.id})
    session.connection().execute(
        delete(_POSTING).where(
            _POSTING.c.word_id == bindparam("word"),
            _POSTING.c.type == bindparam("kind"),
            _POSTING.c.rank == bindparam("place"),
            _POSTING.c.term_id == bindparam("term"),
        ),
        postings,
    )


def _insert(session: Session, terms: list[_Folded], change: Counter[str]) -> None:
    first = _next(session, _TERM)
    every = list(dict.fromkeys(word for one in terms for word in one.words))
    numbers = _numbers(session, every)
    fresh = [word for word in every if word not in numbers]
    numbers |= dict(zip(fresh, range(start := _next(session, _WORD), start + len(fresh)), strict=True))
    added: Counter[str] = Counter(word for one in terms for word in set(one.words))
    _bulk(session, _WORD, [(numbers[word], word, added[word]) for word in fresh])
    _bulk(session, _KEY, [(key, numbers[word]) for word in fresh for key in misspellings(word)])
    _bulk(session, _KEY, _sounds(session, terms, numbers))
    rows = [
        (at, one.term.record_id, one.term.type, one.term.weight, one.term.text, one.fold, len(one.words))
        for at, one in enumerate(terms, start=first)
    ]
    _bulk(session, _TERM, rows)
    postings = [
        (numbers[word], one.term.type, one.rank, at)
        for at, one in enumerate(terms, start=first)
        for word in sorted(set(one.words))
    ]
    _bulk(session, _POSTING, postings)
    new = set(fresh)
    change.update({word: times for word, times in added.items() if word not in new})


def _count(session: Session, change: Counter[str]) -> None:
    """In how many more terms, or fewer, each word is now."""
    changed = {word: more for word, more in change.items() if more}
    numbers = _numbers(session, changed)
    rows = [{"number": numbers[word], "more": more} for word, more in changed.items()]
    if rows:
        session.connection().execute(
            update(_WORD)
            .where(_WORD.c.id == bindparam("number"))
            .values(frequency=_WORD.c.frequency + bindparam("more")),
            rows,
        )


def _sounds(session: Session, terms: list[_Folded], numbers: dict[str, int]) -> list[Row]:
    """The sounds of words that have none yet and stand in a text whose letters are spelled by ear."""
    spelled = {word for one in terms if is_spelled(one.term.text) for word in one.words}
    heard = {numbers[word]: told for word in sorted(spelled) if (told := sound(word))}
    for some in _chunks(sorted(heard)):
        query = select(_KEY.c.word_id).where(_KEY.c.word_id.in_(some), _KEY.c.key >= SOUND)
        for row in session.connection().execute(query):
            del heard[row.word_id]
    return [(f"{SOUND}{told}", number) for number, told in heard.items()]


def _numbers(session: Session, texts: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in _chunks(sorted(texts)):
        rows = session.connection().execute(select(_WORD.c.word, _WORD.c.id).where(_WORD.c.word.in_(some)))
        found |= {row.word: row.id for row in rows}
    return found


def _next(session: Session, table: Table) -> int:
    """One writer at a time: numbers can be counted on."""
    return int(session.connection().execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1


def _bulk(session: Session, table: Table, rows: list[Row]) -> None:
    insert_rows(session, table, [column.name for column in table.columns], rows)


def _chunks(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _BOUND):
        yield values[start : start + _BOUND]
