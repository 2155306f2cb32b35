"""Generated records of any number: seeded, skewed as life is, and with the few fixed sets that the questions ask for."""

from bench.corpus.fill import fill
from bench.corpus.shape import HEAVY_HOST, RARE_KIND, RARE_SINCE, SMALL_HOST, SMALL_LEADER, Shape

__all__ = ["HEAVY_HOST", "RARE_KIND", "RARE_SINCE", "SMALL_HOST", "SMALL_LEADER", "Shape", "fill"]
