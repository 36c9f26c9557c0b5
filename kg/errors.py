"""The errors that `kg` raises on purpose. Each message says what was found, where, and what would be right, in one line."""


class KgError(Exception):
    """Anything that the user can mend; the command line prints it as one line and exits with 1."""


class ReadError(KgError):
    """An input can't be read, or is no document that the program can work on."""


class ModelError(KgError):
    """No language model, or one that can't be used."""


class SchemaError(KgError):
    """A schema, vocabulary or pattern file, or a graph, isn't as it has to be."""


class QueryError(KgError):
    """A query has a fault, runs too long, or asks for what isn't allowed."""


class StoreError(KgError):
    """A graph can't be loaded, saved or reached."""
