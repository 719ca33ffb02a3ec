"""Keys as they are pressed, without Enter, on terminals of all systems."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

if sys.platform == "win32":
    import msvcrt
    import time

    class Keyboard:
        """Reads keys one at a time while it is entered."""

        def __enter__(self) -> Keyboard:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def read(self, seconds: float) -> str:
            """The next key; "" where none is pressed in that time."""
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                if msvcrt.kbhit():
                    key = msvcrt.getwch()
                    if key in "\0\xe0":  # An arrow or function key; what follows says which.
                        msvcrt.getwch()
                        return ""
                    if key == "\x03":
                        raise KeyboardInterrupt
                    return "\n" if key == "\r" else key
                time.sleep(0.02)
            return ""

else:
    import os
    import select
    import termios
    import tty

    class Keyboard:
        """Reads keys one at a time while it is entered."""

        def __init__(self) -> None:
            self._before: Any = None

        def __enter__(self) -> Keyboard:
            self._before = termios.tcgetattr(0)
            tty.setcbreak(0, termios.TCSADRAIN)
            return self

        def __exit__(
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            traceback: TracebackType | None,
        ) -> None:
            termios.tcsetattr(0, termios.TCSADRAIN, self._before)

        def read(self, seconds: float) -> str:
            """The next key; "" where none is pressed in that time.

            Raises:
                EOFError: the terminal is gone.
            """
            if not select.select([0], [], [], seconds)[0]:
                return ""
            data = os.read(0, 64)
            if not data:
                raise EOFError
            if data.startswith(b"\x1b"):  # An arrow or function key.
                return ""
            return data.decode("utf-8", "replace").replace("\r", "\n")
