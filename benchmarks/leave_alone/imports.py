"""Imports modules one after the other, and writes a line of JSON for each.

    python imports.py OUT MODULE...

A line has the module's name, and "pass" or the name and the text of what importing it raised. A
module may take SECONDS. One that ends the process has no line, and none after it has.
"""

import importlib
import json
import os
import signal
import sys

SECONDS = 20


class TooLong(BaseException):
    """An import took longer than it may."""


def main(arguments):
    # The folder of this file is no place to import from.
    del sys.path[0]
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, stop)
    out = os.open(arguments[0], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for name in arguments[1:]:
        outcome, message = try_import(name)
        line = json.dumps({"module": name, "outcome": outcome, "message": message})
        os.write(out, f"{line}\n".encode())
    # Threads and handlers that a module started are not waited for.
    os._exit(0)


def stop(*_):
    raise TooLong(f"took longer than {SECONDS} s")


def try_import(name):
    """Give "pass", or the name and the text of what importing a module raises."""
    limit(SECONDS)
    try:
        importlib.import_module(name)
    except BaseException as error:  # Modules raise what ends a process, too.
        return type(error).__name__, str(error)[:300]
    finally:
        limit(0)
    return "pass", ""


def limit(seconds):
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
