"""Named wrong versions of the solvers, one for each misconception: the same pieces, put together the way learners do."""
