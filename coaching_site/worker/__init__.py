"""The process that does what no visitor should wait for."""
