type Pair[T] = tuple[T, T]


class Stack[T]:
    def push(self, item: T) -> None:
        self.items: list[T] = [item]


def first[T: (str, bytes)](items: list[T]) -> T:
    return items[0]


def handle():
    try:
        raise ExceptionGroup("both", [ValueError(1), OSError(2)])
    except* ValueError as group:
        return f"{", ".join(f"{each!s}" for each in group.exceptions)}"
