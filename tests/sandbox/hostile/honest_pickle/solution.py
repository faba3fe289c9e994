import copy
import pickle


class Node:
    def __init__(self, value):
        self.value = value


def solve(x):
    return pickle.loads(pickle.dumps(copy.deepcopy(Node(x)))).value
