"""Writes: one module per noun, one function per intention of a person, each one transaction.

Each takes primitives and the `rev` that the person saw, loads what it changes, lets the domain decide and returns
`Cambios`; domain objects never leave their transaction.
"""
