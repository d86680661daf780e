"""Lists that a user would pick instead of a plan, each followed down under the same rules.

Called by ``plan_bench.py --quality``. Beside generated organisations it uses real ones, read from a
folder of data beside the checkout where there is one: Krackhardt's managers with their own advice
and friendship ties; UK departments and a company directory with stances and ties drawn from a seed.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from cxmap.model.initiative import INITIATIVE, Initiative
from cxmap.model.judgements import Observation
from cxmap.model.orgmap import OrgMap
from cxmap.model.people import Person, Tie
from cxmap.model.words import Dimension, Role, Stance, TieKind
from cxmap.plan.problem import PlanParams, PlanPerson, Problem, Pull, Stage
from cxmap.plan.replay import Replay
from cxmap.plan.rules import PlanRules
from cxmap.plan.solve import Status, solve
from cxmap.session.desk import Desk
from cxmap.session.planning.mapping import problem_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
STANCES = (Stance.RESISTANT, Stance.NEUTRAL, Stance.NEUTRAL, Stance.SUPPORTIVE, Stance.LEADING)
KINDS = (TieKind.TRUSTS, TieKind.INFLUENCES, TieKind.ALLIED_WITH, TieKind.INTRODUCES)
ROLES = (Role.OUTCOME_OWNER, Role.OUTCOME_OWNER, Role.OPERATIONAL_DRIVER, Role.OTHER)
COLUMNS = {
    "Post Unique Reference": "Reports to Senior Post",
    "employee_name": "supervisor",
}
"""The column of a person's key and that of the boss's, in the files that are used."""
FILES = (
    "uk-department-of-health/department_of_health-2011-09-30-senior.csv",
    "uk-cabinet-office/cabinet_office-2011-09-30-senior.csv",
    "uk-natural-england/300913-Natural-England-Organogram-senior.csv",
    "cert-directory/2010-06.csv",
)


def followed(replay: Replay, ranking: list[str]) -> int | None:
    """Talks until critical mass when a list is followed from the top under the same rules."""
    state = replay.start()
    talks = 0
    while not replay.enough(state):
        allowed = next((one for one in ranking if replay.barred(state, one) is None), None)
        if allowed is None:
            return None
        state = replay.after(replay.talk(state, allowed))
        talks += 1
    return talks


def rankings(problem: Problem, seed: int) -> dict[str, list[str]]:
    """The lists, best first; ids break ties."""
    import networkx as nx
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

    luck = random.Random(seed)
    graph = nx.DiGraph()
    graph.add_nodes_from(person.id for person in problem.people)
    for pull in problem.pulls:
        if pull.pull > 0:
            graph.add_edge(pull.source, pull.target, weight=pull.pull)
    plain = graph.to_undirected()
    ids = [person.id for person in problem.people]

    def by(scores: dict[str, float]) -> list[str]:
        return sorted(ids, key=lambda one: (-scores.get(one, 0.0), one))

    people = {person.id: person for person in problem.people}
    cheap = {one: (1_000_000 if people[one].leader_weight else 0) - people[one].need for one in ids}
    power = {one: luck.randint(1, 5) + 3 * (people[one].leader_weight > 0) for one in ids}
    shuffled = luck.sample(ids, len(ids))
    voted = nx.voterank(plain)
    return {
        "degree": by(dict(graph.out_degree(weight="weight"))),
        "betweenness": by(nx.betweenness_centrality(plain)),
        "PageRank": by(_pagerank_python(graph.reverse())),
        "VoteRank": [*voted, *(one for one in ids if one not in voted)],
        "k-core": by(nx.core_number(plain)),
        "power": by(power),
        "hierarchy": by({one: float(people[one].leader_weight) for one in ids}),
        "cheapest leader first": by(cheap),
        "random": shuffled,
    }


def table(title: str, problems: Iterable[Problem]) -> None:
    """One table: talks of every list over ours."""
    ratios: dict[str, list[float]] = {}
    failed: dict[str, int] = {}
    talks, bounds, proved, out_of_reach = [], 0, 0, 0
    for seed, problem in enumerate(problems):
        plan = solve(problem)
        if not plan.talks:
            out_of_reach += plan.talks is None
            continue
        talks.append(plan.talks)
        bounds += plan.lower_bound or 0
        proved += plan.status is Status.OPTIMAL
        replay = Replay(problem)
        for name, ranking in rankings(problem, seed).items():
            theirs = followed(replay, ranking)
            if theirs is None:
                failed[name] = failed.get(name, 0) + 1
            else:
                ratios.setdefault(name, []).append(theirs / plan.talks)
    print(
        f"\n{title}: {len(talks)} plans, {sum(talks) / max(1, len(talks)):.1f} talks on average, "
        f"{proved} proved, {out_of_reach} out of reach; "
        f"at most {100 * (sum(talks) / max(1, bounds) - 1):.1f} % over the optimum"
    )
    for name, found in ratios.items():
        print(
            f"  {name:24} mean {sum(found) / len(found):.2f}  worst {max(found):.2f}"
            f"  best {min(found):.2f}  as good as ours {sum(ratio <= 1 for ratio in found)}"
            f"/{len(found)}  got stuck {failed.get(name, 0)}"
        )
    better = [name for name, found in ratios.items() if min(found) < 1]
    print(f"  a list was better than ours: {', '.join(better) or 'never'}")


def krackhardt(runs: int) -> Iterator[Problem]:
    """The 21 managers: 7 is the president, the four who report to them are the level."""
    with (DATA / "krackhardt-hightech/derived/edges.csv").open(encoding="utf-8") as file:
        arcs = [(row["from"], row["to"], row["type"]) for row in csv.DictReader(file)]
    top = "7"
    level = {a for a, b, kind in arcs if kind == "reports" and b == top}
    everybody = sorted({end for a, b, _ in arcs for end in (a, b)}, key=int)
    rules = PlanRules()
    kinds = {"advice": "trusts", "friends": "allied_with", "reports": "reports_to"}
    for seed in range(runs):
        luck = random.Random(seed)
        host = luck.choice([one for one in everybody if one not in level and one != top])
        known = {b if a == host else a for a, b, _ in arcs if host in (a, b)}
        here = [one for one in everybody if one != host]
        people = tuple(
            PlanPerson(
                id=one,
                stage=Stage.PRESIDENT if one == top else luck.choice((*Stage,)[:4]),
                need=rules.need(luck.choice(STANCES).value),
                must_meet=int(one in level),
                reach=one in known,
                leader_weight=int(one in level),
            )
            for one in here
        )
        pulls = []
        for a, b, kind in arcs:
            if host in (a, b) or (kind == "friends" and (b, a, kind) in arcs and a > b):
                continue
            does = rules.tie(kinds[kind])
            ends = ((a, b, does.forward_pull, does.forward_intro),)
            ends += ((b, a, does.backward_pull, does.backward_intro),)
            pulls += [
                Pull(source=source, target=target, pull=points, intro=opens)
                for source, target, points, opens in ends
            ]
        stages = [one.stage for one in people if one.leader_weight]
        params = PlanParams(
            quorum=3,
            gate_outcome=-(-stages.count(Stage.OUTCOME) // 2),
            gate_driver=-(-stages.count(Stage.DRIVER) // 2),
        )
        yield Problem(people=people, pulls=tuple(pulls), params=params)


def directory(file: Path, runs: int) -> Iterator[Problem]:
    """An organisation from its file, with stances, ties, roles and closed doors from a seed."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        rows = list(csv.DictReader(lines))
    key = next(name for name in COLUMNS if name in rows[0])
    bosses: dict[str, str] = {}
    for row in rows:
        bosses.setdefault(row[key].strip(), row[COLUMNS[key]].strip())
    below = {one: sum(boss == one for boss in bosses.values()) for one in bosses}
    top = max((one for one in bosses if bosses[one] not in bosses), key=lambda one: below[one])
    for seed in range(runs):
        yield problem_of(Desk(_drawn(bosses, top, seed), date(2026, 3, 2)))


def _drawn(bosses: dict[str, str], top: str, seed: int) -> OrgMap:
    luck = random.Random(seed)
    people, seen, bonds = {}, {}, {}
    ids = list(bosses)
    for at, one in enumerate(ids):
        is_leader = bosses[one] == top
        people[one] = Person(
            id=one,
            display_name=one,
            manager=bosses[one] if bosses[one] in bosses and one != top else None,
            roles=(Role.PRESIDENT,) if one == top else (luck.choice(ROLES),) if is_leader else (),
            reach=False if is_leader and luck.random() < 0.3 else None,
        )
        if one != top and luck.random() < (0.9 if is_leader else 0.3):
            seen[f"o{at}"] = Observation(
                id=f"o{at}",
                person=one,
                dimension=Dimension.STANCE,
                value=luck.choice(STANCES),
                as_of=date(2026, 3, 1),
            )
    for at in range(len(ids)):
        a, b = luck.sample(ids, 2)
        bonds[f"t{at}"] = Tie(
            id=f"t{at}", a=a, b=b, kind=luck.choice(KINDS), strength=luck.randint(1, 5)
        )
    settings = {INITIATIVE: Initiative(id=INITIATIVE, name="Drawn", president=top)}
    return OrgMap({"people": people, "observations": seen, "ties": bonds, "settings": settings})


def real(runs: int) -> None:
    """The tables of real organisations that are beside the checkout."""
    if (DATA / "krackhardt-hightech/derived/edges.csv").is_file():
        table(f"Krackhardt's managers, {runs} hosts and stances", krackhardt(runs))
    else:
        print("\nKrackhardt's managers: not beside the checkout, left out")
    for name in FILES:
        if (DATA / name).is_file():
            table(f"{name}, {runs // 10} draws", directory(DATA / name, runs // 10))
        else:
            print(f"\n{name}: not beside the checkout, left out")
