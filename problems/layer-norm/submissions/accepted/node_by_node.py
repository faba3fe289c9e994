"""Walk the graph of the computation backwards, one node at a time, on rows in two axes."""

import numpy as np


def layer_norm(x, gamma, beta, eps, dout):
    shape = x.shape
    d = shape[-1]
    x = x.reshape(-1, d)
    dy = dout.reshape(-1, d)

    mean = x.sum(1)[:, None] / d
    centred = x - mean
    squared = centred**2
    variance = squared.sum(1)[:, None] / d
    inverse = (variance + eps) ** -0.5
    normal = centred * inverse
    y = normal * gamma + beta

    d_beta = dy.sum(0)
    d_gamma = (dy * normal).sum(0)
    d_normal = dy * gamma
    d_inverse = (d_normal * centred).sum(1)[:, None]
    d_centred = d_normal * inverse
    d_variance = d_inverse * -0.5 * (variance + eps) ** -1.5
    d_squared = np.repeat(d_variance / d, d, axis=1)
    d_centred += d_squared * 2 * centred
    d_mean = -d_centred.sum(1)[:, None]
    dx = d_centred + d_mean / d
    return {
        "y": y.reshape(shape),
        "dx": dx.reshape(shape),
        "dgamma": d_gamma,
        "dbeta": d_beta,
    }
