"""From a package's rows to the rows of the database: the inverse of `consultas.*.filas_de_paquete`."""
