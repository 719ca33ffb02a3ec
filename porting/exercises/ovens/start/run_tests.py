"""Run the tests of ovens; with arguments, plan a day: run_tests.py BREAD:MINUTES ..."""

import sys
import unittest

from ovens import plan, tests

if len(sys.argv) == 1:
    suite = unittest.defaultTestLoader.loadTestsFromModule(tests)
    result = unittest.TestResult()
    suite.run(result)
    print('%d tests' % result.testsRun)
    for test, report in result.failures + result.errors:
        print('%s failed: %s' % (test.id(), report.splitlines()[-1]))
else:
    breads = dict(text.split(':') for text in sys.argv[1:])
    for line in plan.lines(breads):
        print(line)
