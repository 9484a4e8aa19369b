"""None: `filling.py` makes the tables as the models are. An app without this folder cannot do so."""
