"""A Django database engine that brings its own PostgreSQL server, for development, demo and tests.

`base` is what Django loads. It asks `server` to have a server running, which counts its users with
`locks`, clears up after a crash with `orphans`, finds the programs with `binaries`, and as root
gives them an account of their own with `ownership`.
"""
