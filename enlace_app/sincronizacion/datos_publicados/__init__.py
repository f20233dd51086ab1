"""Reading of the published data: one module per file of the folder, each row under the package's column names."""
