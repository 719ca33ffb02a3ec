"""A package of Python 3, in which nothing is to be changed."""

from .annotations import Shelf
from .text import capitals

__all__ = ["Shelf", "capitals"]
