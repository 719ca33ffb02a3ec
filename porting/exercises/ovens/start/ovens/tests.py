"""The tests of the package."""

import unittest

import plan

DAY = {'rye': '45', 'rolls': '20', 'cake': '60'}


class TestOrder(unittest.TestCase):
    def test_longest_first(self):
        self.assertEquals(plan.order(DAY), ['cake', 'rye', 'rolls'])

    def test_alphabet_decides(self):
        self.assertEquals(plan.order({'rye': '45', 'oats': '45'}), ['oats', 'rye'])

    def test_all_are_there(self):
        self.assertItemsEqual(plan.order(DAY), DAY.keys())


class TestLines(unittest.TestCase):
    def test_one_after_the_other(self):
        self.assertEquals(list(plan.lines({'rye': '45'})), ['  0 to  45: rye'])

    def test_nothing(self):
        self.failUnless(not list(plan.lines({})))

    def test_later(self):
        self.assertEquals(plan.later(10, ('rye', '45')), 55)


class TestWidths(unittest.TestCase):
    def test_one_for_each(self):
        self.assertEquals(len(plan.widths(DAY)), len(DAY))
