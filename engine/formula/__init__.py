"""Formulas: one expression tree, its two syntaxes and its evaluator."""
