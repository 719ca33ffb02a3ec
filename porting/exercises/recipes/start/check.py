"""Run the examples of recipes.py, or scale a recipe: check.py NAME:NUMBER ... PEOPLE"""

import doctest
import sys

import recipes

if len(sys.argv) == 1:
    result = doctest.testmod(recipes)
    print('%d examples, %d failures' % (result.attempted, result.failed))
else:
    try:
        recipe = dict(recipes.parse(text) for text in sys.argv[1:-1])
        for name, number in recipes.scale(recipe, int(sys.argv[-1])):
            print('%s %s' % (number, name))
    except recipes.RecipeError as error:
        print('cannot be read: %s' % error)
