"""The mutation test of our own suites: is each fixer missed by some test where it is withheld?"""

VARIABLE = "PORTING_TEST_WITHHOLD"
