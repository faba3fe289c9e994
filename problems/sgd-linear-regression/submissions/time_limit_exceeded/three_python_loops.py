"""Mistake: interpreted loops over epochs, rows and features."""


def sgd(X, y, learning_rate, epochs, batch_size, order):
    X, y, order = X.tolist(), y.tolist(), order.tolist()
    n, d = len(X), len(X[0])
    w = [0.0] * d
    b = 0.0
    weights = [list(w)]
    bias = [b]
    loss = [mean_squared_error(X, y, w, b)]
    for epoch in range(epochs):
        for start in range(0, n, batch_size):
            rows = order[epoch][start : start + batch_size]
            weight_gradient = [0.0] * d
            bias_gradient = 0.0
            for i in rows:
                residual = predict(X[i], w, b) - y[i]
                for j in range(d):
                    weight_gradient[j] += 2 * residual * X[i][j] / len(rows)
                bias_gradient += 2 * residual / len(rows)
            for j in range(d):
                w[j] -= learning_rate * weight_gradient[j]
            b -= learning_rate * bias_gradient
        weights.append(list(w))
        bias.append(b)
        loss.append(mean_squared_error(X, y, w, b))
    return {"weights": weights, "bias": bias, "loss": loss}


def predict(x, w, b):
    total = b
    for j in range(len(w)):
        total += x[j] * w[j]
    return total


def mean_squared_error(X, y, w, b):
    total = 0.0
    for i in range(len(X)):
        total += (predict(X[i], w, b) - y[i]) ** 2
    return total / len(X)
