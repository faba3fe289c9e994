"""Solutions of the small function problem."""

RIGHT = """
def largest_sum(numbers):
    best = here = 0
    for number in numbers:
        here = max(0, here + number)
        best = max(best, here)
    return best
"""
SLOW = "import time\ntime.sleep(0.4)\n" + RIGHT
"""Right, and each test takes a while."""
WRONG = "def largest_sum(numbers):\n    return 7\n"
"""Right for the sample only."""
BROKEN = "def largest_sum(:\n"
