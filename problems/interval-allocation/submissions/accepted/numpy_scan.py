"""One vectorised look at all lengths for each request: O(n q), but with a tiny constant."""

import numpy as np


def allocate(free, requests):
    if not free:
        return [None] * len(requests), []
    bounds = np.array(sorted(free), dtype=np.int64)
    is_border = bounds[1:, 0] > bounds[:-1, 1]
    starts = bounds[np.concatenate(([True], is_border)), 0]
    ends = bounds[np.concatenate((is_border, [True])), 1]
    lengths = ends - starts
    places = []
    for size in requests:
        fits = lengths >= size
        i = int(fits.argmax())
        if not fits[i]:
            places.append(None)
            continue
        places.append(int(starts[i]))
        starts[i] += size
        lengths[i] -= size
    return places, [(int(s), int(e)) for s, e in zip(starts, ends) if s < e]
