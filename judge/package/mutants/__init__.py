"""How strong are the tests? Small changes are made to the model solution, and the tests have to notice.

`source` and `rules` turn text into edits, `mutate` makes programs of them, `equivalent` reads which of
them the author has shown to be no change at all, and `measure` judges them. Only `measure` runs anything.
"""
