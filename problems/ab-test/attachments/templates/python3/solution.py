def ab_test(
    control: tuple[int, int], variants: list[tuple[int, int]], confidence: float
) -> dict[str, list[float]]:
    """Compare each variant with the control: z-test, interval, Holm-adjusted p-values."""
    raise NotImplementedError("write your solution here")
