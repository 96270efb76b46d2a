#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""oracle.py CHANNELPERF: the page of examples/crm, worked out again from the CSV files in fractions.

Targets and actuals, funnel with comparisons, cohorts, durations, open pipeline and deals as of 2017-12-15; what the
days before it said would come and what came; the figures that README.md names; the product that nobody knows.
"""
import csv
import datetime
import io
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from fractions import Fraction

FOLDER = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "crm"))
DAY = datetime.date.fromisoformat
AS_OF, COMPLETE, ALL = DAY("2017-12-15"), DAY("2017-03-01"), "ALL"
WEIGHT = {"Prospecting": Fraction(20, 100), "Engaging": Fraction(63, 100)}
Z95 = 1.959963984540054


def rows(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


NAMES = {row["written"]: row["product"] for row in rows("product_names.csv")}
PRICES = {row["product"]: int(row["sales_price"]) for row in rows("products.csv")}
TEAMS = {row["sales_agent"]: row for row in rows("sales_teams.csv")}
DEALS = rows("sales_pipeline.csv")
MEMBERS = defaultdict(list)  # agents of each unit
for agent, team in TEAMS.items():
    for unit in (ALL, team["regional_office"], team["manager"], agent):
        MEMBERS[unit].append(agent)
LEVELS = {"company": [ALL], "office": sorted({team["regional_office"] for team in TEAMS.values()}),
          "agent": sorted(TEAMS)}


class Stay:
    """One opportunity as known on a day."""

    def __init__(self, row, as_of):
        closed = row["deal_stage"] in ("Won", "Lost")
        self.deal, self.agent = row["opportunity_id"], row["sales_agent"]
        self.stage = "Engaging" if closed else row["deal_stage"]
        self.entered = DAY(row["engage_date"]) if row["engage_date"] else None
        left = DAY(row["close_date"]) if closed else None
        self.end = (1 if row["deal_stage"] == "Won" else 2) if left and left <= as_of else 0
        self.amount = PRICES[NAMES[row["product"]]]
        self.known = self.entered is None or self.entered <= as_of
        if self.entered:
            self.age = ((left if self.end else as_of) - self.entered).days
            self.seen = max(0, (COMPLETE - self.entered).days)


def stays_on(as_of):
    return [stay for stay in (Stay(row, as_of) for row in DEALS) if stay.known]


class Curve:
    """Kaplan & Meier, Aalen & Johansen with delayed entry; lists by day."""

    def __init__(self, stays):
        self.longest = max((s.age for s in stays if s.end and s.age >= s.seen), default=-1)
        self.still, self.won, self.lost, self.variance = [], [], [], []
        still, over, variance = Fraction(1), [Fraction(0), Fraction(0)], Fraction(0)
        begin, over_at = defaultdict(int), defaultdict(int)
        ended = defaultdict(lambda: [0, 0])
        for stay in stays:
            if stay.age < stay.seen:
                continue
            begin[stay.seen] += 1
            over_at[stay.age + 1] += 1
            if stay.end:
                ended[stay.age][stay.end - 1] += 1
        risk = 0
        for day in range(self.longest + 1):
            risk += begin[day] - over_at[day]
            both = sum(ended[day])
            if both:
                over = [over[k] + still * ended[day][k] / risk for k in (0, 1)]
                still *= Fraction(risk - both, risk)
                variance = variance + Fraction(both, risk * (risk - both)) if both < risk else None
            self.still.append(still)
            self.won.append(over[0])
            self.lost.append(over[1])
            self.variance.append(variance)

    def quantile(self, over):
        return next((day for day, still in enumerate(self.still) if still <= 1 - over), None)

    def limit(self, z):
        for day, still in enumerate(self.still):
            if 0 < still < 1:
                spread = math.sqrt(self.variance[day]) / -math.log(still)
                if float(still) ** math.exp(z * spread) <= 0.5:
                    return day
        return None

    def chance(self, age, days):
        """Won in so many days (None: ever) of one that is so old; None: nothing tells."""
        if self.longest < 0:
            return None
        if age >= self.longest:
            return Fraction(0)
        until = self.longest if days is None else min(age + days, self.longest)
        return (self.won[until] - self.won[age]) / self.still[age]


def rounded(value, decimals=0):
    """Half away from zero; all figures here are no less than 0."""
    scaled = value * 10 ** decimals
    return Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10 ** decimals)


def wilson(x, n, sign):
    p = x / n
    return (p + Z95 ** 2 / (2 * n) + sign * Z95 * math.sqrt(p * (1 - p) / n + Z95 ** 2 / (4 * n * n))) / (1 + Z95 ** 2 / n)


def fisher(won, n, all_won, all_n):
    first, last = max(0, all_won - (all_n - n)), min(n, all_won)
    ways = {x: math.comb(n, x) * math.comb(all_n - n, all_won - x) for x in range(first, last + 1)}
    return Fraction(sum(w for w in ways.values() if w <= ways[won] * (1 + Fraction(1, 10 ** 7))), math.comb(all_n, all_won))


def apportion(total, weights):
    """Largest remainder; ties to the earlier."""
    whole = sum(weights)
    shares = [total * w // whole for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[:total - sum(shares)]:
        shares[i] += 1
    return shares


CHECKED = 0


def check(what, got, want, near=0):
    global CHECKED
    CHECKED += 1
    got = got if isinstance(want, str) else Fraction(got) if got != "" else None
    if got != want and not (near and got is not None and want is not None and abs(float(got) - float(want)) <= near):
        sys.exit(f"{what}: {got}, not {want if want is None or isinstance(want, str) else float(want)}")


def told(program, name, as_of=AS_OF, period="2017-Q4"):
    run = subprocess.run([program, "track", os.path.join(FOLDER, "plan.json"), "--as-of", str(as_of), "--table", name,
                          "--format", "csv", "--quiet"], capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    return [row for row in csv.DictReader(io.StringIO(run.stdout)) if row.get("period", period) == period]


def won_between(first, last):
    sums = defaultdict(int)
    for row in DEALS:
        if row["deal_stage"] == "Won" and DAY(first) <= DAY(row["close_date"]) <= last:
            sums[row["sales_agent"]] += int(row["close_value"])
    return sums


def cascade(total, base):
    """Of each unit: from the company to offices, managers, agents; siblings in the order of their names."""
    targets, parents = {ALL: total}, {}
    for agent, team in TEAMS.items():
        line = (ALL, team["regional_office"], team["manager"], agent)
        parents.update({child: parent for parent, child in zip(line, line[1:])})
    waiting = [ALL]
    while waiting:
        unit = waiting.pop()
        children = sorted(child for child, parent in parents.items() if parent == unit)
        bases = [sum(base[agent] for agent in MEMBERS[child]) for child in children]
        targets.update(zip(children, apportion(targets[unit], bases) if sum(bases) else bases))
        waiting += children
    return targets


def check_pace(program):
    before, now = won_between("2017-07-01", DAY("2017-09-30")), won_between("2017-10-01", AS_OF)
    total = int(rounded(Fraction(sum(before.values()) * 105, 100) / 1000))
    targets = cascade(total, before)
    found = {row["unit"]: row for row in told(program, "pace")}
    for unit, agents in MEMBERS.items():
        target, actual, expected = targets[unit] * 1000, sum(now[a] for a in agents), Fraction(0)
        for agent in agents:
            months = apportion(targets[agent], [23, 34, 43])
            expected += 1000 * (months[0] + months[1] + Fraction(months[2] * 15, 31))
        check(f"target of {unit}", found[unit]["target"], target)
        check(f"actual of {unit}", found[unit]["actual"], actual)
        check(f"expected of {unit}", found[unit]["expected"], rounded(expected))
        if target:
            check(f"index of {unit}", found[unit]["index"], rounded(Fraction(actual) / rounded(expected), 4))
    return found


def check_totals(program):
    """The whole quarter: 70 % attainment up to 150 points, 30 % won of closed on 0.6 up to 120."""
    run = subprocess.run([program, "appraise", os.path.join(FOLDER, "plan.json"), "--period", "2017-Q4", "--table", "totals",
                          "--format", "csv", "--quiet"], capture_output=True, text=True)
    found = {row["unit"]: row for row in csv.DictReader(io.StringIO(run.stdout))}
    before, now = won_between("2017-07-01", DAY("2017-09-30")), won_between("2017-10-01", DAY("2017-12-31"))
    targets = cascade(int(rounded(Fraction(sum(before.values()) * 105, 100) / 1000)), before)
    for agent in TEAMS:
        closed = [row["deal_stage"] == "Won" for row in DEALS
                  if row["sales_agent"] == agent and "2017-10-01" <= row["close_date"] <= "2017-12-31"]
        total = None
        if targets[agent]:
            points = rounded(min(Fraction(150), Fraction(now[agent], 10 * targets[agent])), 4)
            rate = rounded(min(Fraction(120), rounded(Fraction(sum(closed), len(closed)), 4) / Fraction(6, 1000)), 4)
            total = rounded((70 * points + 30 * rate) / 100, 2)
        check(f"total of {agent}", found[agent]["total"], total)
    for agent, row in found.items():
        grade = "" if row["total"] == "" else "A" if float(row["total"]) >= 110 else "B" if float(row["total"]) >= 90 else "C"
        check(f"grade of {agent}", row["grade_agents"], grade)
    return found


def team_stays(stays, unit, stage):
    return [stay for stay in stays if stay.stage == stage and stay.agent in MEMBERS[unit]]


def is_ripe(stay, longest):
    return stay.entered and stay.entered >= COMPLETE and (AS_OF - stay.entered).days >= longest >= 0


def check_apart(level, found, stays, stage, longest):
    ripe = {u: [s for s in team_stays(stays, u, stage) if is_ripe(s, longest)] for u in LEVELS[level]}
    all_n, all_won = sum(map(len, ripe.values())), sum(s.end == 1 for r in ripe.values() for s in r)
    p = {u: fisher(sum(s.end == 1 for s in r), len(r), all_won, all_n) for u, r in ripe.items() if 0 < len(r) < all_n}
    for unit, own in ripe.items():
        row, won = found[unit, stage], sum(s.end == 1 for s in own)
        check(f"ripe of {unit}", row["ripe"], len(own))
        check(f"ripe rate of {unit}", row["ripe_rate"], rounded(Fraction(won, len(own)), 4) if own else None)
        check(f"p of {unit}", row["p"], p.get(unit), 1e-6)
        if unit not in p:
            continue
        larger = [q for q in p.values() if q >= p[unit]]
        adjusted = min([Fraction(1)] + [q * len(p) / sum(r <= q for r in p.values()) for q in larger])
        check(f"adjusted p of {unit}", row["p_adjusted"], adjusted, 1e-6)
        apart = "" if adjusted > Fraction(5, 100) else "above" if won * all_n > all_won * len(own) else "below"
        check(f"apart of {unit}", row["apart"], apart)


def check_funnel(program, stays, curves):
    found = {(row["unit"], row["stage"]): row for row in told(program, "funnel")}
    for level, units in LEVELS.items():
        for stage in WEIGHT:
            for unit in units:
                own, row = team_stays(stays, unit, stage), found[unit, stage]
                counts = [sum(s.end == end for s in own) for end in (0, 1, 2)]
                amount = sum(s.amount for s in own if not s.end)
                for column, want in zip(("entered", "open", "converted", "lost", "undated", "amount", "weighted"),
                                        (len(own), *counts, sum(s.entered is None for s in own), amount,
                                         rounded(amount * WEIGHT[stage]))):
                    check(f"{column} of {unit} in {stage}", row[column], want)
                told_of = own and stage == "Engaging"  # none has left Prospecting
                check(f"rate of {unit}", row["rate"], rounded(Fraction(counts[1], len(own)), 4) if told_of else None)
                if told_of:
                    check(f"low of {unit}", row["low"], wilson(counts[1], len(own), -1), 0.00005001)
                    check(f"high of {unit}", row["high"], wilson(counts[1], len(own), 1), 0.00005001)
            check_apart(level, found, stays, stage, curves[stage].longest)
    return found


def period_of(day, level):
    return f"{day:%Y-%m}" if level == "company" else f"{day.year}-Q{(day.month + 2) // 3}"


def last_day(cohort):
    year, part = cohort.split("-")
    month = 3 * int(part[1]) if part[0] == "Q" else int(part)
    return datetime.date(int(year) + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)


def first_day(cohort):
    year, part = cohort.split("-")
    return datetime.date(int(year), 3 * int(part[1]) - 2 if part[0] == "Q" else int(part), 1)


def check_cohorts(program, stays, curves):
    counts = defaultdict(lambda: [0, 0, 0])
    for level in ("company", "office"):
        for unit in LEVELS[level]:
            for stay in stays:
                if stay.entered and stay.agent in MEMBERS[unit]:
                    counts[unit, stay.stage, period_of(stay.entered, level)][stay.end] += 1
    found = {(row["unit"], row["stage"], row["cohort"]): row for row in told(program, "cohorts")}
    check("number of cohorts", len(found), len(counts))
    for key, (open_, won, lost) in counts.items():
        row, entered, cohort = found[key], open_ + won + lost, key[2]
        state = ("cut off" if first_day(cohort) < COMPLETE else
                 "young" if (AS_OF - last_day(cohort)).days < curves[key[1]].longest else "ripe")
        for column, want in (("entered", entered), ("open", open_), ("converted", won), ("lost", lost),
                             ("rate", rounded(Fraction(won, entered), 4)), ("state", state)):
            check(f"{column} of {key}", row[column], want)
        check(f"low of {key}", row["low"], wilson(won, entered, -1), 0.00005001)
        check(f"high of {key}", row["high"], wilson(won, entered, 1), 0.00005001)
    return found


def check_durations(program, stays, curves):
    found = {(row["unit"], row["stage"]): row for row in told(program, "durations")}
    for units in LEVELS.values():
        for unit in units:
            for stage in WEIGHT:
                own = [s for s in team_stays(stays, unit, stage) if s.entered]
                curve, row, longest = Curve(own), found[unit, stage], curves[stage].longest
                wanted = {"stays": len(own), "ended": sum(s.end > 0 for s in own), "lasting": sum(not s.end for s in own),
                          "late": sum(s.entered < COMPLETE for s in own),
                          "stuck": sum(not s.end and s.age >= longest >= 0 for s in own),
                          "quarter": curve.quantile(Fraction(1, 4)), "median_days": curve.quantile(Fraction(1, 2)),
                          "three_quarters": curve.quantile(Fraction(3, 4)), "median_low": curve.limit(Z95),
                          "median_high": curve.limit(-Z95), "longest": curve.longest if curve.longest >= 0 else None,
                          "went_on": rounded(curve.won[-1], 4) if curve.won else None,
                          "lost": rounded(curve.lost[-1], 4) if curve.won else None,
                          "still": rounded(curve.still[-1], 4) if curve.won else None}
                for column, want in wanted.items():
                    check(f"{column} of {unit} in {stage}", row[column], want)
    return found


def expect(stays, curves, days):
    """Of open stays: ever, and in so many days; those of which nothing tells left out."""
    chances = [(s, curves[s.stage].chance(s.age, None), curves[s.stage].chance(s.age, days)) for s in stays if s.entered]
    chances = [c for c in chances if c[1] is not None]
    return sum(s.amount * ever for s, ever, _ in chances), sum(s.amount * end for s, _, end in chances)


def check_pipeline(program, stays, curves, pace):
    found = {row["unit"]: row for row in told(program, "pipeline")}
    for units in LEVELS.values():
        for unit in units:
            own = [s for stage in WEIGHT for s in team_stays(stays, unit, stage) if not s.end]
            untold = [s for s in own if s.entered is None]
            stuck = [s for s in own if s.entered and s.age >= curves[s.stage].longest]
            row, gap = found[unit], Fraction(pace[unit]["target"]) - Fraction(pace[unit]["actual"])
            ever, by_end = expect(own, curves, (DAY("2017-12-31") - AS_OF).days)
            for column, lot in (("open", own), ("stuck", stuck), ("untold", untold)):
                check(f"{column} of {unit}", row[column], len(lot))
                check(f"{column} amount of {unit}", row["amount" if column == "open" else column + "_amount"],
                      sum(s.amount for s in lot))
            check(f"gap of {unit}", row["gap"], gap)
            if len(own) > len(untold) or not own:
                check(f"expected of {unit}", row["expected"], rounded(ever))
                check(f"by_end of {unit}", row["by_end"], rounded(by_end))
                check(f"cover of {unit}", row["likely_cover"], rounded(rounded(by_end) / gap, 4) if gap > 0 else None)
    return found


def check_deals(program, stays, curves):
    found = told(program, "deals")
    open_ = {s.deal: s for s in stays if not s.end}
    check("number of deals", len(found), len(open_))
    for row in found:
        stay = open_.pop(row["deal"])
        check(f"amount of {stay.deal}", row["amount"], stay.amount)
        if stay.entered:
            check(f"chance of {stay.deal}", row["chance"], rounded(curves[stay.stage].chance(stay.age, None), 4))
            check(f"by_end of {stay.deal}", row["by_end"], rounded(curves[stay.stage].chance(stay.age, 16), 4))


def check_days_before(program):
    """What earlier days said that open deals would bring by the end of the quarter, and what they brought (list prices)."""
    said = []
    for as_of, end in (("2017-06-15", "2017-06-30"), ("2017-09-15", "2017-09-30"), ("2017-10-31", "2017-12-31"),
                       ("2017-11-15", "2017-12-31"), ("2017-12-15", "2017-12-31")):
        stays = stays_on(DAY(as_of))
        curve = Curve([s for s in stays if s.stage == "Engaging"])
        open_ = {s.deal: s for s in stays if not s.end and s.entered}
        by_end = rounded(expect(open_.values(), {"Engaging": curve}, (DAY(end) - DAY(as_of)).days)[1])
        weighted = rounded(sum(s.amount for s in open_.values()) * WEIGHT["Engaging"])
        came = sum(open_[r["opportunity_id"]].amount for r in DEALS if r["deal_stage"] == "Won" and
                   r["opportunity_id"] in open_ and DAY(r["close_date"]) <= DAY(end))
        said.append((as_of, int(weighted), int(by_end), came))
        if as_of >= "2017-10":
            row = next(r for r in told(program, "pipeline", as_of) if r["unit"] == ALL)
            check(f"by_end on {as_of}", row["by_end"], by_end)
    return said


def check_alias(program):
    with tempfile.TemporaryDirectory() as folder:
        for name in ("plan.json", "sales_pipeline.csv", "sales_teams.csv", "products.csv", "product_names.csv"):
            shutil.copy(os.path.join(FOLDER, name), folder)
        with open(os.path.join(folder, "product_names.csv"), encoding="utf-8") as handle:
            kept = [line for line in handle if not line.startswith("GTXPro")]
        with open(os.path.join(folder, "product_names.csv"), "w", encoding="utf-8") as handle:
            handle.writelines(kept)
        run = subprocess.run([program, "check", os.path.join(folder, "plan.json")], capture_output=True, text=True)
        if not run.returncode or '"GTXPro"' not in run.stderr + run.stdout or run.stderr.count("table-lookup-key") != 3:
            sys.exit("the product GTXPro is not told")


def check_readme(figures):
    with open(os.path.join(FOLDER, "README.md"), encoding="utf-8") as handle:
        text = " ".join(handle.read().split())
    for figure in figures:
        global CHECKED
        CHECKED += 1
        if figure not in text:
            sys.exit(f"README.md does not say: {figure}")


def main():
    program = os.path.abspath(sys.argv[1])
    stays = stays_on(AS_OF)
    curves = {stage: Curve([s for s in stays if s.stage == stage and s.entered]) for stage in WEIGHT}
    pace = check_pace(program)
    funnel = check_funnel(program, stays, curves)
    cohorts = check_cohorts(program, stays, curves)
    durations = check_durations(program, stays, curves)
    pipeline = check_pipeline(program, stays, curves, pace)
    check_deals(program, stays, curves)
    said = check_days_before(program)
    totals = check_totals(program)
    check_alias(program)
    check_readme(readme_figures(pace, funnel, cohorts, durations, pipeline, said, totals))
    print(f"{CHECKED} figures agree")


def readme_figures(pace, funnel, cohorts, durations, pipeline, said, totals):
    """Phrases of README.md, made of what has been checked above."""
    def n(text):
        return f"{int(text):,}"
    whole, engaged, last = pace[ALL], durations[ALL, "Engaging"], sum(won_between("2017-10-01", DAY("2017-12-31")).values())
    months = [cohorts[ALL, "Engaging", f"2017-{month:02}"] for month in range(3, 8)]
    gaps = sorted(TEAMS, key=lambda agent: int(pace[agent]["gap"]))[:4]
    agents = {a: funnel[a, "Engaging"] for a in TEAMS if int(funnel[a, "Engaging"]["ripe"])}
    worst, best = (pick(agents, key=lambda a: float(agents[a]["ripe_rate"])) for pick in (min, max))
    least = min(agents, key=lambda a: float(agents[a]["p"]))
    ranked = sorted((agent for agent in totals if totals[agent]["total"]), key=lambda agent: -float(totals[agent]["total"]))
    graded = [sum(row["grade_agents"] == grade for row in totals.values()) for grade in "ABC"]
    check("last of the quarter", str(set(ranked[-3:]) <= set(gaps)), "True")
    lands = [float(whole[column]) for column in ("low", "landing", "high")]
    check("landing below its target", str(lands[1] < float(whole["target"]) and float(whole["p_target"]) < 0.25), "True")
    check("what came inside the limits of the landing", str(lands[0] <= last <= lands[2]), "True")
    reds = sum(row["light"] == "red" for row in pace.values())
    closed = [row for row in DEALS if row["deal_stage"] in ("Won", "Lost")]
    share = rounded(Fraction(100 * sum(row["deal_stage"] == "Won" for row in closed), len(closed)))
    def ever_open(*months):
        engaged_then = [row for row in DEALS if row["engage_date"][:7] in months]
        return f"{sum(row['deal_stage'] == 'Engaging' for row in engaged_then):,}", f"{len(engaged_then):,}"
    summer, autumn = ever_open("2017-07", "2017-08"), ever_open("2017-09", "2017-10")
    check("agents who stand apart", "".join(funnel[a, "Engaging"]["apart"] for a in TEAMS), "")
    return [
        f"{n(whole['actual'])} won of {n(whole['expected'])} expected by the day (index {whole['index']})",
        f"in East {pace['East']['index']}, in Central {pace['Central']['index']}, in West {pace['West']['index']}.",
        f"below the target of {n(whole['target'])}", f"{last:,} came in the end", f"Of the {reds} red lights",
        ", ".join(f"{agent} {-int(pace[agent]['gap']):,}" for agent in gaps),
        f"{n(pipeline[ALL]['amount'])} dollars are open", f"with {share} %",
        f"that is {n(pipeline[ALL]['weighted'])} or {pipeline[ALL]['cover']} times the {n(pipeline[ALL]['gap'])} still to do",
        f"longer than {engaged['longest']} days, and {n(pipeline[ALL]['stuck'])} of the {n(engaged['lasting'])} engaged deals",
        f"{n(pipeline[ALL]['stuck_amount'])} dollars from which nothing has ever come",
        f"{n(pipeline[ALL]['expected'])} can be expected ever, {n(pipeline[ALL]['by_end'])} by New Year: cover {pipeline[ALL]['likely_cover']}",
        *(f"| {day} | {weighted:,} | {by_age:,} | {came:,} |" for day, weighted, by_age, came in said),
        f"of the {summer[1]} deals engaged in July and August {summer[0]} never closed", f"of the {autumn[1]} of September and October only {autumn[0]}.",
        f"over after {engaged['median_days']} days (95 % limits {engaged['median_low']} to {engaged['median_high']}), a quarter after "
        f"{engaged['quarter']}, three quarters after {engaged['three_quarters']};",
        f"{engaged['went_on']} are won and {engaged['lost']} lost; {engaged['still']} stay for ever. In West "
        f"{durations['West', 'Engaging']['still']} do, in Central {durations['Central', 'Engaging']['still']}.",
        f"are `ripe`: {', '.join(month['rate'] for month in months[:4])} won", f"July's {months[4]['rate']}",
        f"{months[0]['low']} to {months[0]['high']} for March",
        f"West wins {funnel['West', 'Engaging']['ripe_rate']} of {n(funnel['West', 'Engaging']['ripe'])}, less than the others beyond chance "
        f"(p {funnel['West', 'Engaging']['p_adjusted']})",
        f"Central {funnel['Central', 'Engaging']['ripe_rate']} of {n(funnel['Central', 'Engaging']['ripe'])}, more "
        f"(p {funnel['Central', 'Engaging']['p_adjusted']})",
        f"Of the {len(agents)} agents with deals none stands apart",
        f"from {agents[worst]['ripe_rate']} ({worst}, {agents[worst]['ripe']} deals) to {agents[best]['ripe_rate']} ({best}, {agents[best]['ripe']})",
        f"the smallest p, {agents[least]['p']} for {least}, is what one of {len(agents)} has by chance, {agents[least]['p_adjusted']} when all",
        f"{graded[0]} agents have an A, {graded[1]} a B, {graded[2]} a C",
        f"from {totals[ranked[0]]['total']} ({ranked[0]}) to {totals[ranked[-1]]['total']} ({ranked[-1]})",
        f"the {n(pipeline[ALL]['open'])} open deals", f"the {n(engaged['late'])} deals engaged before",
        f"{n(pipeline[ALL]['untold'])} deals in Prospecting, all in Central", f"{n(pipeline[ALL]['untold_amount'])} dollars of which nothing",
        f"(1,480 rows, {round(100 * 1480 / len(DEALS))} %)", f"{len(TEAMS) - len(agents)} agents without any deal",
        f"2016 has {cohorts[ALL, 'Engaging', '2016-10']['converted']} won of {cohorts[ALL, 'Engaging', '2016-10']['entered']}",
    ]


if __name__ == "__main__":
    main()
