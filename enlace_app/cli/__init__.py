"""The commands: thin, no rules of their own; they ask `servicios` and `consultas` and say what came of it."""
