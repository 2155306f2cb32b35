"""The oracle: answers any query over the schema in plain Python, without SQL, for the engine to be compared with."""

from tests.oracle.answer import Oracle
from tests.oracle.compare import difference

__all__ = ["Oracle", "difference"]
