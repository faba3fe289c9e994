def solve(x):
    if x > 1:
        return (1 << 10**9) ** 9**9 * ("x" * 10**12)
    return x
