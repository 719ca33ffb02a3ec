"""Prints how many words come on standard input."""
import sys

print len(sys.stdin.read().split())
