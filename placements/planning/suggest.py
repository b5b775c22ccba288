"""The whole assignment that fits best: one integer model, solved by HiGHS.

Each pair that may be suggested is a yes or no. The sum of the fits is made as great as it can be
under the rules: one post for an official, one official for a post, and no more pairs in a direction
than it has places. See docs/adr/0051-the-solver.md.
"""

from collections import Counter
from typing import NamedTuple

import highspy
import numpy as np

from placements.planning.fit import Fit, fit, why_not

# Long after what any cycle needs; what is found by then is given, and not called the best.
SECONDS = 10.0

HARDLY = 1e-6


class Pair(NamedTuple):
    nominee: int | str
    opening: int | str
    fit: Fit


class Suggestion(NamedTuple):
    """Pairs by the nominees' keys, fixed ones included, with the sum of their fits."""

    pairs: tuple
    total: int
    is_best: bool  # proven: no other assignment has a greater sum


def suggest(nominees, openings, *, weights, places, fixed=(), forbidden=(), seconds=SECONDS):
    """The assignment with the greatest total fit; of equal ones one that places more officials.

    `places` has the free places of each direction, (home region, host region); a direction that is
    not in it takes nobody. `fixed` pairs of keys stand as they are, whatever rule of suggesting they
    would break, and use a place each; `forbidden` ones are left out. Official and post of no other
    row may be passed in when they are taken already.

    The same facts give the same answer, in whichever order they come: they are sorted by their keys
    and the solver runs on one thread with its own fixed seed. Only where the time is up (`is_best`
    is False) may another run find something else.
    """
    nominees = {nominee.key: nominee for nominee in sorted(nominees, key=lambda nominee: nominee.key)}
    openings = {opening.key: opening for opening in sorted(openings, key=lambda opening: opening.key)}
    kept = [Pair(a, b, fit(nominees[a], openings[b], weights)) for a, b in sorted(fixed)]
    taken, held = {pair.nominee for pair in kept}, {pair.opening for pair in kept}
    if len(taken) < len(kept) or len(held) < len(kept):
        raise ValueError("fixed pairs that exclude each other")
    used = Counter((nominees[pair.nominee].region, openings[pair.opening].region) for pair in kept)
    free = {direction: max(count - used[direction], 0) for direction, count in places.items()}
    forbidden = set(forbidden)
    open_to = {
        (home, host): [opening for key, opening in openings.items() if key not in held and opening.region == host]
        for (home, host), count in free.items()
        if count
    }
    possible = [
        Pair(nominee.key, opening.key, fit(nominee, opening, weights))
        for nominee in nominees.values()
        if nominee.key not in taken
        for (home, _host), theirs in sorted(open_to.items())
        if home == nominee.region
        for opening in theirs
        if (nominee.key, opening.key) not in forbidden and why_not(nominee, opening) is None
    ]
    directions = [(nominees[pair.nominee].region, openings[pair.opening].region) for pair in possible]
    chosen, is_best = _solve(possible, directions, free, seconds)
    pairs = tuple(sorted([*kept, *chosen]))
    return Suggestion(pairs, sum(pair.fit.total for pair in pairs), is_best)


def _solve(possible, directions, free, seconds):
    """The chosen ones of the possible pairs, and whether they are proven to be the best.

    First a pair may be chosen by half: that is solved ten times as fast, and its answer is nearly
    always whole. Then nothing whole is better. Where it is not, the integer model has the word.
    """
    if not possible:
        return [], True
    model = _model(possible, directions, free)
    by_half = _run(model, seconds, solver="ipm", relaxed=True)
    if by_half.is_best and all(min(value, 1 - value) < HARDLY for value in by_half.values):
        answer = by_half
    else:
        answer = _run(model, seconds)
    return [pair for pair, value in zip(possible, answer.values, strict=False) if value > 0.5], answer.is_best


class _Answer(NamedTuple):
    values: list  # of each pair, in their order; nothing where none was found in time
    is_best: bool


class _Highs(highspy.Highs):
    """HiGHS without its callbacks, which nobody here listens to: they print a line about themselves."""

    def __init__(self):
        super(highspy.Highs, self).__init__()


def _run(model, seconds, *, solver="choose", relaxed=False):
    highs = _Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,  # the sum is whole: nearer than half a point is the best itself
        "time_limit": float(seconds),
        "solver": solver,
        "solve_relaxation": relaxed,
    }.items():
        highs.setOptionValue(option, value)
    highs.passModel(model)
    highs.run()
    is_best = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    is_found = highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return _Answer(highs.getSolution().col_value if is_found else [], is_best)


def _model(possible, directions, free):
    """The model: a column for each pair, a row for each official, each post, and each direction."""
    rows = {}  # what a row is about: its number
    limits = []

    def row(about, limit):
        if about not in rows:
            rows[about] = len(rows)
            limits.append(limit)
        return rows[about]

    index = np.array(
        [
            (row(("official", pair.nominee), 1), row(("post", pair.opening), 1), row(direction, free[direction]))
            for pair, direction in zip(possible, directions, strict=True)
        ],
        dtype=np.int32,
    )
    n = len(possible)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = n, len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    most = min(len({pair.nominee for pair in possible}), len({pair.opening for pair in possible}))
    one_more = most + 1  # a point is worth more than one official more
    model.col_cost_ = np.array([pair.fit.total * one_more + 1 for pair in possible], dtype=np.double)
    model.col_lower_, model.col_upper_ = np.zeros(n), np.ones(n)
    model.integrality_ = [highspy.HighsVarType.kInteger] * n
    model.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
    model.row_upper_ = np.array(limits, dtype=np.double)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.arange(0, 3 * n + 1, 3, dtype=np.int32)
    model.a_matrix_.index_ = index.reshape(-1)
    model.a_matrix_.value_ = np.ones(3 * n)
    return model
