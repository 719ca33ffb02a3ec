"""All unit tests in the folder `tests` of the package that lies here."""

import glob
import os
import sys
import unittest

suite = unittest.TestSuite()
for path in sorted(glob.glob("*/tests/*.py")):
    name = os.path.splitext(path)[0].replace(os.sep, ".")
    module = name[: -len(".__init__")] if name.endswith(".__init__") else name
    if os.path.basename(path).startswith("test") or module != name:
        __import__(module)
        suite.addTests(unittest.defaultTestLoader.loadTestsFromModule(sys.modules[module]))
sys.exit(not unittest.TextTestRunner().run(suite).wasSuccessful())
