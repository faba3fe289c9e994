"""Plain Python: every page hands its rank out over its list of targets."""


def pagerank(n, sources, targets, damping, teleport, iterations) -> list[float]:
    followers: list[list[int]] = [[] for _ in range(n)]
    for source, target in zip(sources.tolist(), targets.tolist()):
        followers[source].append(target)
    total = sum(teleport.tolist())
    jump = [weight / total for weight in teleport.tolist()]
    rank = [1.0 / n] * n
    for _ in range(iterations):
        received = [0.0] * n
        lost = 0.0
        for page, pages in enumerate(followers):
            if pages:
                share = rank[page] / len(pages)
                for target in pages:
                    received[target] += share
            else:
                lost += rank[page]
        rank = [
            damping * (got + lost * chance) + (1.0 - damping) * chance
            for got, chance in zip(received, jump)
        ]
    return rank
