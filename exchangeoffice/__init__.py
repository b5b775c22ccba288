"""The project: settings, addresses, middleware, the embedded database. Names the apps as strings."""
