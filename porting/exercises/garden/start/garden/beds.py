"""Plans of beds."""

import calendar
from measures import area


def plan(length, width, month=None):
    text = 'a bed of %d square metres' % area(length, width)
    if month is not None:
        text += ', to be dug in %s' % calendar.month_name[month]
    return text
