"""The nouns: immutable types through which the stages meet. No verbs, no files, no libraries that draw."""
