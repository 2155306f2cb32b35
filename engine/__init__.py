"""How a question becomes an answer, knowing nothing of diplomacy: document → plan → one statement → JSON bytes."""

from engine.answer import Answer
from engine.engine import Engine
from engine.lite import SQLiteDatabase
from engine.postgres import PostgresDatabase

__all__ = ["Answer", "Engine", "PostgresDatabase", "SQLiteDatabase"]
