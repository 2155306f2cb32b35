"""A search finds what was written, in the transaction that wrote it, and nothing that is gone."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, SQLModel
from sqlmodel import select as every

from db import Name, SearchPosting, SearchTerm, SearchWord
from db.search_index import rebuild_search
from db.session import connect, sessions
from exchange import Author, read_yaml, upsert
from exchange.refold import refold
from tests.asking import asking

ACTORS = """
actors:
  - {{id: northern-front, name: {name}, kind: ARMED_GROUP, names: [{{text: "{other}", language: ru, kind: NATIVE}}]}}
"""
ASK = "query($q: String!) { search(query: $q) { matched record { id } } }"


@pytest.fixture
def session(migrated_url: str) -> Iterator[Session]:
    engine = connect(migrated_url)
    with sessions(engine)() as open_session:
        yield open_session
    engine.dispose()


def write(session: Session, name: str, other: str) -> None:
    bundle = read_yaml(ACTORS.format(name=name, other=other), "made.yaml", "made")
    assert bundle.problems == []
    upsert(session, bundle.entries, Author("test"))


def counted(session: Session) -> dict[str, int]:
    """Words with the number of terms that have them, as the postings say."""
    posting, word = (SQLModel.metadata.tables[name] for name in ("search_posting", "search_word"))
    query = (
        select(word.c.word, func.count()).join(posting, posting.c.word_id == word.c.id).group_by(word.c.word)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def kept(session: Session) -> dict[str, int]:
    word = SQLModel.metadata.tables["search_word"]
    return {row.word: row.frequency for row in session.execute(select(word)) if row.frequency}


def test_a_changed_name_is_found_and_the_old_one_is_not(migrated_url: str, session: Session) -> None:
    write(session, "Northern Front", "Северный фронт")
    session.commit()
    with asking(migrated_url) as ask:
        assert [hit["record"]["id"] for hit in ask.data(ASK, q="severniy")["search"]] == [
            "Actor:northern-front"
        ]
        write(session, "Eastern Front", "Восточный фронт")
        assert ask.data(ASK, q="eastern front")["search"] == []
        session.commit()
        assert [hit["matched"] for hit in ask.data(ASK, q="eastern front")["search"]] == ["Eastern Front"]
        assert ask.data(ASK, q="northern front")["search"] == []
    assert counted(session) == kept(session)


def test_the_same_record_again_touches_nothing(session: Session) -> None:
    write(session, "Northern Front", "Северный фронт")
    session.commit()
    before = [(row.id, row.text) for row in session.exec(every(SearchTerm))]
    write(session, "Northern Front", "Северный фронт")
    assert [(row.id, row.text) for row in session.exec(every(SearchTerm))] == before


def test_what_is_rolled_back_is_not_found(migrated_url: str, session: Session) -> None:
    write(session, "Northern Front", "Северный фронт")
    session.rollback()
    with asking(migrated_url) as ask:
        assert ask.data(ASK, q="northern")["search"] == []


def test_folding_anew_gives_the_same(session: Session) -> None:
    write(session, "Northern Front", "Северный фронт")
    told = (counted(session), sorted((row.text, row.fold) for row in session.exec(every(Name))))
    for row in session.exec(every(Name)):
        row.fold = "old"
    session.flush()
    refold(session)
    rebuild_search(session)
    session.expire_all()
    assert (counted(session), sorted((row.text, row.fold) for row in session.exec(every(Name)))) == told
    assert len(list(session.exec(every(SearchPosting)))) == sum(told[0].values())
    assert len(list(session.exec(every(SearchWord)))) == len(told[0])
