"""How likely it is that the brief carries a sentence: what labelled sentences teach, beside the rules of the fact lock.

The rules of `drafting.checks.facts` and `drafting.checks.consistency` read figures, names and clauses one by one. Free
wording escapes some of them and sets others off. Here every sentence is weighed as a whole against its brief, by
`drafting.checks.carried.weighing`; it is not loaded with this package, for the names of falsehoods are asked for where no
brief is read.
"""
