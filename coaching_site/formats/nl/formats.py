"""Times without seconds: the first format is how a field shows what it holds."""

TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H", "%H:%M:%S"]
