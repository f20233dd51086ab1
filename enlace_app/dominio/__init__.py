"""Plain records and rules of the field; imports nothing of ours but `errores` and `ajustes`."""
