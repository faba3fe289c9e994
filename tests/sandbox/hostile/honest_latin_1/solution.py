# -*- coding: latin-1 -*-
def solve(x):
    return 'é'
