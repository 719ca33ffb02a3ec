"""Plans of beds."""

from . import calendar
from .measures import area


def plan(length, width, month=None):
    text = f"a bed of {area(length, width)} square metres"
    if month is not None:
        text += f", to be dug in {calendar.month_name[month]}"
    return text
