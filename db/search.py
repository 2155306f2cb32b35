"""What a search looks through: the terms of records, the words they are made of, and the spellings that lead to a word."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from db.base import choice, link, reference, string
from db.enums import SearchType


class SearchTerm(SQLModel, table=True):
    """A name or text under which a record is found. `fold` is its words between blanks, `words` how many they are."""

    __tablename__ = "search_term"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    record_id: int = link("record.id", index=True)
    type: SearchType = choice(SearchType)
    weight: int
    text: str = string()
    fold: str = string()
    words: int


class SearchWord(SQLModel, table=True):
    """A word that some term has, and how many terms have it."""

    __tablename__ = "search_word"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    word: str = string(unique=True)
    frequency: int


class SearchPosting(SQLModel, table=True):
    """A term has a word. By type and rank, so that the best terms of a common word are read first and the rest never.

    `term_id` has no foreign key, which would need an index as large as the table: the index is kept by `db/search_index.py`.
    """

    __tablename__ = "search_posting"
    word_id: int = reference("search_word.id", primary_key=True, index=False)
    type: SearchType = choice(SearchType, primary_key=True)
    rank: int = Field(primary_key=True)
    term_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class SearchKey(SQLModel, table=True):
    """A spelling that leads to a word: `~` and its sound, or the word with at most one letter left out."""

    __tablename__ = "search_key"
    __table_args__ = (Index("ix_search_key_word_id", "word_id"),)
    key: str = string(primary_key=True)
    word_id: int = link("search_word.id", primary_key=True)
