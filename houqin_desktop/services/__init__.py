"""Verbs and questions: everything that screens, paper and the command line can ask of a book."""
