"""`python -m runner …` is the command `runner …`."""

from runner.entry import main

if __name__ == "__main__":
    main()
