"""Figures of times of people."""

import numpy as np

from story import DAY

YEAR = 365


def mean(values):
    values = [v for v in values if v is not None]
    return float(np.mean(values)) if values else None


def ratio(part, whole):
    return part / whole if whole else None


class Lengths:
    """Times of people, in ticks; figures in days."""

    def __init__(self, values):
        self.days = np.sort(np.array(values, dtype=np.int64)) / DAY
        self.n = len(values)

    def mean(self):
        return float(self.days.mean()) if self.n else None

    def sd(self):
        return float(self.days.std(ddof=1)) if self.n > 1 else None

    def max(self):
        return float(self.days[-1]) if self.n else None

    def quantile(self, p):
        """The smallest value with at least that share at or below it; a few say nothing."""
        if self.n < np.ceil(1 / (1 - p) - 1e-9):
            return None
        return float(self.days[max(0, int(np.ceil(p * self.n - 1e-9)) - 1)])

    def within(self, days):
        return ratio(int((self.days <= days).sum()), self.n)

    def above(self, days):
        return ratio(int((self.days > days).sum()), self.n)
