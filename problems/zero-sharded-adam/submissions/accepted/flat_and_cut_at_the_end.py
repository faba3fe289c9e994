"""The update is element by element, so train on one machine and cut the moments at the end."""

import numpy as np


def zero_adam(params, gradients, learning_rate, beta1, beta2, epsilon, weight_decay, max_norm):
    steps, ranks, n = gradients.shape
    means = np.add.reduce(gradients, axis=1) / ranks
    norms = np.sqrt(np.einsum("tn,tn->t", means, means))
    means *= (max_norm / np.maximum(norms, max_norm))[:, None]
    size = (n + ranks - 1) // ranks
    state = np.zeros((2, ranks * size))
    m, v = state[0, :n], state[1, :n]
    power1 = power2 = 1.0
    for g in means:
        m += (1 - beta1) * (g - m)
        v += (1 - beta2) * (g * g - v)
        power1 *= beta1
        power2 *= beta2
        decayed = params * (1 - learning_rate * weight_decay)
        params = decayed - learning_rate * m / (1 - power1) / (np.sqrt(v / (1 - power2)) + epsilon)
    moments = state.reshape(2, ranks, size)
    return {"params": params, "m": moments[0], "v": moments[1], "norms": norms}
