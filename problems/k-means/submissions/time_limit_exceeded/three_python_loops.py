"""Mistake: interpreted loops over points, centroids and features."""


def k_means(points, initial_centroids, max_iterations):
    points = points.tolist()
    centroids = initial_centroids.tolist()
    features = range(len(points[0]))
    labels = None
    for _ in range(max_iterations):
        found = []
        for point in points:
            best = 0
            smallest = float("inf")
            for j, centroid in enumerate(centroids):
                distance = 0.0
                for t in features:
                    distance += (point[t] - centroid[t]) ** 2
                if distance < smallest:
                    best, smallest = j, distance
            found.append(best)
        if found == labels:
            break
        labels = found
        for j in range(len(centroids)):
            members = [point for point, label in zip(points, labels, strict=True) if label == j]
            if members:
                centroids[j] = [sum(point[t] for point in members) / len(members) for t in features]
    return [labels, centroids]
