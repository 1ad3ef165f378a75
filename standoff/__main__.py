"""`python -m standoff`: the command, where it is not on the path."""

from standoff.cli.main import main

if __name__ == "__main__":
    main()
