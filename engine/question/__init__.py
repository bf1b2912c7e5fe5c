"""What a question is, and how it is dealt and graded."""
