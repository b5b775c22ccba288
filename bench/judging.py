"""Which limits are missed, and which goals are not reached, in words."""


def missed(compared, writes, grown, limits):
    """A sentence for each limit that is missed."""
    found = [sentence for one in compared for sentence in _of_page(one, limits[one.page.name])]
    return [*found, *(line.sentence for line in [*writes, *grown] if line.is_missed)]


def _of_page(one, most):
    page = one.page
    if one.ratio > most:
        yield f"{page.name}: {one.ratio:.1f} times the floor, limit {most:g}"
    if one.saved is not None and one.saved < page.least_saved:
        wanted = f"at least {page.least_saved:.1f} wanted"
        yield f"{page.name}: the naive version costs {one.saved:.1f} times as much, {wanted}"
    if one.queries > page.queries:
        yield f"{page.name}: {one.queries} queries, limit {page.queries}"
    if one.kilobytes > page.kilobytes:
        yield f"{page.name}: {one.kilobytes:.0f} kB, limit {page.kilobytes}"


def short_of_goals(compared):
    """A sentence for each goal that is not reached: told, not judged."""
    return [sentence for one in compared for sentence in _goals_of(one)]


def _goals_of(one):
    page = one.page
    if page.goal and one.ratio > page.goal:
        yield f"{page.name}: {one.ratio:.1f} times the floor, goal {page.goal:g}"
    if page.goal_saved and one.saved < page.goal_saved:
        yield f"{page.name}: the naive version costs {one.saved:.1f} times as much, goal {page.goal_saved:g}"
    if page.goal_queries and one.queries > page.goal_queries:
        yield f"{page.name}: {one.queries} queries, goal {page.goal_queries}"
