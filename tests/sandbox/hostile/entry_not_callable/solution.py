solve = 5
