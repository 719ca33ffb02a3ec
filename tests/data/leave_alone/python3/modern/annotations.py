from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, overload

if TYPE_CHECKING:
    from .own_names import Registry

T = TypeVar("T")


class Named(Protocol):
    name: str

    def rename(self, name: str, /, *, keep: bool = ...) -> Named: ...


@dataclass(order=True)
class Book:
    title: str
    pages: int = 0
    tags: list[str] = field(default_factory=list, compare=False)
    after: Book | None = None


class Shelf(Generic[T]):
    registry: Registry | None = None

    def __init__(self, books: Mapping[str, Book]) -> None:
        self._books: dict[str, Book] = dict(books)

    @overload
    def find(self, title: str) -> Book: ...
    @overload
    def find(self, title: bytes) -> None: ...
    def find(self, title: str | bytes) -> Book | None:
        if isinstance(title, bytes):
            return None
        return self._books[title]

    def __iter__(self) -> Iterator[Book]:
        yield from self._books.values()

    def half(self) -> int:
        return sum(book.pages for book in self) // 2

    def mean(self) -> float:
        return sum(book.pages for book in self) / len(self._books)
