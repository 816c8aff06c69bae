"""`python -m drafting.cli` is `candor`."""

from drafting.cli import main

if __name__ == "__main__":
    main()
