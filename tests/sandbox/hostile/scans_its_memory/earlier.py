"""An earlier submission, with the marker MARKER-fedcba9876543210 in its source."""

NOTE = "MARKER-" + "fedcba98" + "76543210"


def solve(x):
    kept = [x + str(number) for number in range(1000)]
    print(NOTE, x)
    return kept
