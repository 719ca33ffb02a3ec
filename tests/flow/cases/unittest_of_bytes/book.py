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
        self.assertEqual(frame(b'abc'), b'\x03abc')

    def test_empty(self):
        self.assertEqual(frame(b''), b'\x00')

    def test_compressed(self):
        self.assertTrue(zlib.compress(b'x' * 50) < b'y')
        self.assertTrue(frame(b'q').endswith(b'q'))


suite = unittest.TestLoader().loadTestsFromTestCase(FrameTest)
result = unittest.TextTestRunner(stream=sys.stderr).run(suite)
print(result.testsRun, len(result.failures), len(result.errors))
