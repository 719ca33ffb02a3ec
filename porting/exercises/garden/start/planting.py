"""Plan a bed: planting.py LENGTH WIDTH [MONTH]"""

import sys

from garden import beds

numbers = [int(text) for text in sys.argv[1:]]
print(beds.plan(*numbers))
