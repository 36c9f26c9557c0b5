"""The command line: each command parses, calls one function and prints."""

import click


@click.group()
@click.version_option(package_name="kg-news", prog_name="kg")
def main() -> None:
    """Read news articles into a graph of who speaks for whom."""
