"""A static gallery of what was rendered: the manifest and the JSON beside the pictures in, HTML files out.

It stands above `build`, not beside it: it reads the manifest that `build` writes, and writes files as `build` does.
It never computes or draws a figure.
"""
