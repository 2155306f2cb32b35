"""Settings come from the environment, and a wrong one is told in a sentence."""

from pathlib import Path

import pytest

from engine.limits import Limits
from server.reference import DOCS, PAGES
from server.settings import BadSetting, Settings, variable


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.read({"PATH": "x", "DRAGOMAN_PORT": ""})
    assert settings.port == 8000
    assert settings.host == "127.0.0.1"
    assert settings.database_url.endswith("/var/dragoman.db")
    assert settings.limits == Limits()


def test_the_environment_changes_them() -> None:
    environ = {"DRAGOMAN_PORT": "0", "DRAGOMAN_GRAPHIQL": "no", "DRAGOMAN_LOG_LEVEL": "debug"}
    settings = Settings.read(
        {**environ, "DRAGOMAN_CORS_ORIGINS": "https://example.org, http://localhost:3000"}
    )
    assert (settings.port, settings.graphiql, settings.log_level) == (0, False, "DEBUG")
    assert settings.cors_origins == ("https://example.org", "http://localhost:3000")


def test_a_limit_of_the_environment_reaches_the_engine() -> None:
    assert Settings.read({"DRAGOMAN_MAX_ROWS": "500"}).limits.rows == 500


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("PORT", "http", "DRAGOMAN_PORT is not valid: input should be a valid integer"),
        ("PORT", "65536", "DRAGOMAN_PORT is not valid: input should be less than or equal to 65535."),
        ("WORKERS", "0", "DRAGOMAN_WORKERS is not valid: input should be greater than or equal to 1."),
        ("BODY_SECONDS", "nan", "DRAGOMAN_BODY_SECONDS is not valid: "),
        (
            "DATABASE_URL",
            "mysql://user:secret@host/x",
            "DRAGOMAN_DATABASE_URL is not valid: mysql is not supported",
        ),
        (
            "CORS_ORIGINS",
            "example.org",
            "DRAGOMAN_CORS_ORIGINS is not valid: an origin is written as https://",
        ),
        ("LOG_LEVEL", "loud", "DRAGOMAN_LOG_LEVEL is not valid: input should be 'DEBUG'"),
        ("PROT", "1", "There is no setting DRAGOMAN_PROT; did you mean DRAGOMAN_PORT?"),
        ("WEATHER", "1", "There is no setting DRAGOMAN_WEATHER; docs/settings.md lists those there are."),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(name: str, value: str, problem: str) -> None:
    with pytest.raises(BadSetting) as refused:
        Settings.read({variable(name): value})
    assert str(refused.value).startswith(problem)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_the_code_does(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page](), "run: python -m server.reference"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_same_on_every_machine(page: str) -> None:
    assert str(Path.cwd()) not in PAGES[page]()
