"""``python -m tests.crashes``: sixteen writers, workers killed with -9, the database stopped at once, two minutes."""

import argparse
import sys

from tests.crashes.run import FAULTS, SECONDS, WRITERS, run


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.crashes", description=__doc__)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--faults", type=int, default=FAULTS, help="workers killed and database stopped, by turns")
    parser.add_argument("--writers", type=int, default=WRITERS)
    outcome = run(**vars(parser.parse_args()))
    print(outcome)  # noqa: T201 - the answer asked for
    sys.exit(1 if outcome.troubles else 0)


if __name__ == "__main__":
    main()
