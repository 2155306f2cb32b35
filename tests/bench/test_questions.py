"""Every server that speaks this project's schema answers the questions alike, and the load reaches them."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from bench.cores import shares
from bench.load import drive
from bench.measure import WrongAnswer, ask, load_of, require_same_answers, things
from bench.questions import HEAVY, QUESTIONS
from bench.servers import Server, kinds, running
from bench.statements import take_statements
from db.session import database_url
from tests.bench.conftest import SHAPE


@pytest.fixture(scope="module")
def servers(record_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """All that run on the database, each in a process of its own: this project's first, the floor last."""
    folder = tmp_path_factory.mktemp("servers")
    statements = folder / "statements.json"
    take_statements(record_url, SHAPE.meetings, statements)
    kind = database_url(record_url).drivername.partition("+")[0]
    with ExitStack() as stack:
        started = [
            running(one, record_url, SHAPE.meetings, shares()[0], folder / f"{number}.log")
            for number, one in enumerate(kinds(statements, None))
            if one.database == kind
        ]
        yield [stack.enter_context(server) for server in started]


def test_all_servers_answer_alike(servers: list[Server]) -> None:
    require_same_answers(servers)
    for question in QUESTIONS:
        assert len(things(ask(servers[0], question))) > 0


def test_an_answer_that_differs_is_noticed(servers: list[Server]) -> None:
    own, ordinary = servers[:2]
    wrong = replace(ordinary, kind=replace(ordinary.kind, path="/nowhere"), port=own.port)
    with pytest.raises(WrongAnswer, match="Q1"):
        require_same_answers([own, wrong])


def test_the_heavy_question_keeps_some_meetings(servers: list[Server]) -> None:
    assert 0 < ask(servers[0], HEAVY)["meetings"]["totalCount"] < SHAPE.meetings


def test_servers_are_driven_and_metered(servers: list[Server], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no wrk: the load's own client
    question = next(question for question in QUESTIONS if question.name == "Q2")
    for server in (servers[0], servers[-1]):
        run = drive(server.address(question), load_of(question, server), 0.2, shares()[1], connections=2)
        assert run.requests > 0
        assert run.failures == 0
        assert 0 < run.p50 <= run.p99
        assert server.family.anonymous_mib() > 1
        assert server.family.cpu_seconds() > 0
