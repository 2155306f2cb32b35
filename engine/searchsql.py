"""The statement of a search: the same steps, scores and order on both databases, every step bounded.

Spellings of the question lead to words, the rarest word of the question to terms, and a term has to have all other words.
Scores are whole numbers, so that no rounding can tell the databases apart.
"""

from collections.abc import Callable

from sqlmodel import SQLModel

from engine.dialect import PostgreSQL, SQLite
from engine.relation import table_name
from engine.specs import Identified, Search

WORDS = 20  # words of the records that one word of the question may stand for
TERMS = 300  # terms of one word and type that are looked at, the weightiest and shortest
TERMS_OF_MANY = 1_000  # the same when the question has several words, and most terms will lack one of them
CANDIDATES = 1_000  # terms that are scored

EXACT, PREFIX, PREFIX_MORE, SOUND, SOUND_LESS, SOUND_OTHER, TYPO = 100, 65, 20, 60, 3, 5, 45
"""What a match is worth: a prefix more the more of the word it is, a sound less the more the lengths differ, and the first letters."""

_MANY = 10_000  # more than the qualities of one question add up to


def ranked_hits(spec: Search, dialect: SQLite | PostgreSQL, asked: str, types: str, limit: str) -> str:
    """Rows (position, record_id, type, text, score) of the best hits, in order."""
    steps = {
        "asked": dialect.spellings(asked),
        "known": _known(spec),
        "matched": _matched(),
        "total": "select count(distinct n) n from asked",
        "driver": "select n from matched group by n order by sum(frequency),n limit 1",
        "candidate": _candidates(spec, dialect, types),
        "scored": _scored(spec, dialect),
        "best": _best(),
    }
    named = ",".join(f"{name} as materialized ({sql})" for name, sql in steps.items())
    order = "score desc,words,text,record_id"
    return (
        f"with {named} select row_number() over (order by {order}) position,record_id,type,text,score/1000.0 score "
        f"from best where place=1 order by {order} limit {limit}"
    )


def _known(spec: Search) -> str:
    """Words that a spelling of the question leads to, with the quality of the match."""
    word, key = table_name(spec.word), table_name(spec.key)
    return (
        "select a.n,w.id word_id,w.word,w.frequency,"
        f"case when w.word=a.spelling then {EXACT} else {PREFIX}+{PREFIX_MORE}*a.size/length(w.word) end quality "
        f"from asked a join {word} w on w.word>=a.spelling and w.word<a.upper "
        "where a.kind='WORD' and w.frequency>0 "
        "union all "
        f"select a.n,w.id,w.word,w.frequency,case a.kind when 'SOUND' then {SOUND}-{SOUND_LESS}*abs(length(w.word)-a.size)-"
        f"case when substr(w.word,1,1)=a.upper then 0 else {SOUND_OTHER} end else {TYPO} end "
        f"from asked a join {key} k on k.key=a.spelling join {word} w on w.id=k.word_id "
        "where a.kind<>'WORD' and w.frequency>0 "
        "and length(w.word)-a.size between -2 and 2"
    )


def _matched() -> str:
    """The best words for each word of the question."""
    best = "select n,word_id,word,frequency,max(quality) quality from known group by n,word_id,word,frequency"
    order = "partition by n order by quality desc,frequency desc,word"
    return (
        "select n,word_id,word,frequency,quality from "
        f"(select b.*,row_number() over ({order}) place from ({best}) b) r where place<={WORDS}"
    )


def _candidates(spec: Search, dialect: SQLite | PostgreSQL, types: str) -> str:
    """Terms that have the rarest word, by types, so that a common type cannot hide a rare one."""
    posting = (
        f"select p.term_id value from {table_name(spec.posting)} p where p.word_id=m.word_id and p.type=y.value "
        f"order by p.rank,p.term_id limit (select case when n>1 then {TERMS_OF_MANY} else {TERMS} end from total)"
    )
    found = (
        f"driver d join matched m on m.n=d.n cross join {dialect.texts(types)} y {dialect.lateral(posting)}"
    )
    return (
        f"select e.value term_id,max(m.quality) quality from {found} "
        f"group by e.value order by 2 desc,1 limit {CANDIDATES}"
    )


def _scored(spec: Search, dialect: SQLite | PostgreSQL) -> str:
    """Each candidate with the quality of its other words; those that lack one are dropped."""
    has = dialect.contains("t.fold", "' '||m.word||' '")
    other = (
        f"select max(m.quality)+{_MANY} quality from matched m "
        f"where m.n<>(select n from driver) and {has} group by m.n"
    )
    return (
        "select t.id,t.record_id,t.type,t.text,t.words,t.weight,c.quality,"
        f"(select coalesce(sum(o.quality),0) from ({other}) o) others "
        f"from candidate c join {table_name(spec.term)} t on t.id=c.term_id"
    )


def _best() -> str:
    """The best term of each record. Nine tenths are the quality of the match, one tenth how much of the term it covers."""
    words = "(select n from total)"
    covered = f"100*{words}/case when s.words>{words} then s.words else {words} end"
    score = f"s.weight*(9*(s.quality+s.others%{_MANY})/{words}+{covered})/100"
    scored = f"select s.*,{score} score from scored s where s.others/{_MANY}={words}-1"
    return (
        "select r.*,row_number() over (partition by record_id order by score desc,words,text,id) place "
        f"from ({scored}) r"
    )


def identified_row(
    spec: Identified, table: Callable[[type[SQLModel]], str], scheme: str, value: str, today: str
) -> str:
    """The row (record_id, type) of the record; a merged record leads to the one it was merged into."""
    now = f"coalesce(x.since_earliest<={today},true) and coalesce(x.until_latest>={today},true)"
    record = table(spec.record)
    return (
        f"select r.id record_id,r.type from {table(spec.identifier)} x join {record} o on o.id=x.record_id "
        f"join {record} r on r.id=coalesce(o.merged_into,o.id) where x.scheme={scheme} and x.value={value} "
        f"order by case when {now} then 0 else 1 end,x.id limit 1"
    )
