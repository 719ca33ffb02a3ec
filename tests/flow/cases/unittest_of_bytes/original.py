# outcome: resolved
# A test suite: assertEqual compares bytes with literals.
import struct
import sys
import unittest
import zlib


def frame(payload):
    return struct.pack('>B', len(payload)) + payload


class FrameTest(unittest.TestCase):
    def test_frame(self):
        self.assertEqual(frame('abc'), '\x03abc')

    def test_empty(self):
        self.assertEquals(frame(''), '\x00')

    def test_compressed(self):
        self.assertTrue(zlib.compress('x' * 50) < 'y')
        self.failUnless(frame('q').endswith('q'))


suite = unittest.TestLoader().loadTestsFromTestCase(FrameTest)
result = unittest.TextTestRunner(stream=sys.stderr).run(suite)
print result.testsRun, len(result.failures), len(result.errors)
