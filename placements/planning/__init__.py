"""How well officials and offered posts fit, and which whole assignment fits best. It suggests; a person decides."""
