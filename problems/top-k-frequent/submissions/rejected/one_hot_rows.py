"""Mistake: encodes every item as a one-hot row and adds the rows up; that is an n x d matrix."""


def top_k_frequent(items: list[str], k: int) -> list[str]:
    vocabulary = sorted(set(items))
    column_of = {item: column for column, item in enumerate(vocabulary)}
    rows = []
    for item in items:
        row = [0] * len(vocabulary)
        row[column_of[item]] = 1
        rows.append(row)

    counts = [sum(column) for column in zip(*rows)]
    columns = sorted(range(len(vocabulary)), key=lambda column: -counts[column])
    return [vocabulary[column] for column in columns[:k]]
