def solve(x):
    numbers = iter([x])
    for _ in range(1_500_000):
        numbers = map(int, numbers)
    return next(numbers)
