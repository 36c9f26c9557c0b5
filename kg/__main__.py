"""`python -m kg` is `kg`."""

from kg.cli import main

if __name__ == "__main__":  # worker processes import this module as well
    main(prog_name="kg")
