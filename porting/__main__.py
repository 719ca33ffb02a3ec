import os
import sys

# ``python -m`` looks for modules in the current folder first: what is to be ported would be run
# where it has the name of one of the library. The package itself is found already. What Python
# imports to find it (before 3.12 also `contextlib`) comes earlier; the command `porting` is safe.
if sys.path[:1] == [os.getcwd()]:
    del sys.path[0]

from porting.cli import main

main()
