"""The project as it looks while it is edited: a page in the browser that follows every save.

It stands above `export` and beside `gallery`: it examines and encodes figures with export's own functions, keeps what
it computed in memory, and writes nothing.
"""
