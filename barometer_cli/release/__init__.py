"""What was rendered, as those who publish it see it: read from the manifest, compared with what was before.

It stands on `export`, whose manifest it reads, and under `gallery`, which shows it. It never computes or draws.
"""
