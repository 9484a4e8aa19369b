"""What readers get of a text, made when it is saved or published, never when it is shown."""
