#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The three workloads in a tiny size, with their answers from exact fractions: a smoke test of the benchmarks.

    tiny.py FOLDER      writes w1/ and w2/ (binary columns), w3/ (CSV files) and expected/
"""
import array
import csv
import json
import os
import random
import sys
from fractions import Fraction as F

REGIONS, TEAMS, REPS, CHANNELS, MONTHS = 8, 2, 3, 7, 12
RNG = random.Random(20260731)


def save(folder, name, kind, values):
    with open(os.path.join(folder, name), 'wb') as file:
        array.array(kind, values).tofile(file)


def half_away(value, decimals):
    scaled = abs(value) * 10 ** decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -whole if value < 0 else whole


def place(i, column):
    return (i * 31 + column * 7 + 1) % 65521


def shares(total, weights):
    whole = sum(weights)
    exact = [F(total * w, whole) if whole else F(total, len(weights)) for w in weights]
    result = [x.numerator // x.denominator for x in exact]
    for i in sorted(range(len(exact)), key=lambda i: (result[i] - exact[i], i))[:total - sum(result)]:
        result[i] += 1
    return result


def down(amounts, parent, weights):
    """Amounts of the children; parent[i] ascends."""
    result = []
    for p, amount in enumerate(amounts):
        result += shares(amount, [w for w, q in zip(weights, parent) if q == p])
    return result


def up(values, parent, count):
    sums = [0] * count
    for value, p in zip(values, parent):
        sums[p] += value
    return sums


def tree():
    team_region = [t // TEAMS for t in range(REGIONS * TEAMS)]
    rep_team = [r // REPS for r in range(len(team_region) * REPS)]
    leaf_rep = sorted(RNG.randrange(len(rep_team)) for _ in range(len(rep_team) * CHANNELS))
    return team_region, rep_team, leaf_rep


def w1(folder, expected):
    team_region, rep_team, leaf_rep = tree()
    for name, column in (('team_region', team_region), ('rep_team', rep_team), ('leaf_rep', leaf_rep)):
        save(folder, name + '.i32', 'i', column)
    profile = [[RNG.randrange(10 ** 9) for _ in range(MONTHS)] for _ in range(REGIONS)]
    profile[3][1], profile[5][7] = 0, profile[5][6]
    save(folder, 'profile.f64', 'd', [p for row in profile for p in row])
    totals, answer = [], {}
    for k in range(3):
        weights = [RNG.choice((0, RNG.randrange(10 ** 6), 5000)) for _ in leaf_rep]
        by_rep = up(weights, leaf_rep, len(rep_team))
        by_team = up(by_rep, rep_team, len(team_region))
        total = RNG.randrange(10 ** 9)
        reps = down(down(shares(total, up(by_team, team_region, REGIONS)), team_region, by_team), rep_team, by_rep)
        leaves = down(reps, leaf_rep, weights)
        months = [shares(x, profile[team_region[rep_team[r]]]) for x, r in zip(leaves, leaf_rep)]
        save(folder, 'w%d.f64' % k, 'd', weights)
        totals.append(total)
        answer[k] = {'month': str(sum(x * place(i, m) for i, row in enumerate(months) for m, x in enumerate(row))),
                     'leaf': str(sum(x * place(i, 12) for i, x in enumerate(leaves))),
                     'rep': str(sum(x * place(i, 13) for i, x in enumerate(reps)))}
    save(folder, 'total.i64', 'q', totals)
    finish(folder, expected, 'w1', answer)


def finish(folder, expected, name, answer):
    with open(os.path.join(folder, 'meta.json'), 'w') as file:
        json.dump({'size': 'T'}, file)
    with open(os.path.join(expected, name + '_T.json'), 'w') as file:
        json.dump(answer, file)


# The eight curves over r = actual / target.
def clamp(low, high, value):
    return min(F(high), max(F(low), value))


def rise(r):
    return F(0) if r < F('0.6') else 50 + (r - F('0.6')) * 125 if r < 1 else min(F(150), 100 + (r - 1) * 200)


def steps(r):
    return F(max([0] + [p for e, p in (('0.5', 40), ('0.7', 60), ('0.85', 80), ('1', 100), ('1.1', 120)) if r >= F(e)]))


CURVES = [lambda r: clamp(0, 120, 100 * r), rise, lambda r: clamp(0, 120, 100 * (2 - r)), steps,
          lambda r: max(F(0), 100 - 250 * max(F('0.9') - r, r - F('1.1'), F(0))), lambda r: F(100 if r >= 1 else 0),
          lambda r: clamp(0, 100, 100 * r), lambda r: clamp(40, 120, 100 * r)]
DECIMALS = [0, 0, 6, 0, 2, 0, 4, 2]


def weighted(points, weights):
    """Total in hundredths of points in 10^-9; None drops out."""
    there = [(p, w) for p, w in zip(points, weights) if p is not None]
    return half_away(F(sum(p * w for p, w in there), sum(w for _, w in there) * 10 ** 9), 2) if there else None


def w2(folder, expected):
    subjects, teams = 400, REGIONS * TEAMS
    team = sorted(list(range(teams)) + [RNG.randrange(teams) for _ in range(subjects - teams)])
    region, plan = [t // TEAMS for t in team], [RNG.randrange(5) for _ in team]
    weights = [[30, 10, 10, 10, 10, 10, 10, 10], [25, 25, 10, 10, 5, 5, 10, 10], [20, 20, 15, 10, 10, 5, 15, 5],
               [40, 5, 5, 10, 10, 10, 5, 15], [15, 15, 15, 15, 10, 10, 10, 10]]
    for name, kind, column in (('team.i32', 'i', team), ('region.i32', 'i', region), ('plan.u8', 'B', plan),
                               ('plan_weight.f64', 'd', [w for row in weights for w in row])):
        save(folder, name, kind, column)
    points, sums = [], []
    for k in range(8):
        target = [RNG.randint(20, 900) * 10 ** DECIMALS[k] // 10 for _ in team]
        actual = [int(t * RNG.uniform(0.3, 1.4)) for t in target]
        missing = [k == 6 and RNG.random() < 0.1 for _ in team]
        kind, ending, unit = ('q', 'i64', None) if k in (0, 1, 5) else ('d', 'f64', 10 ** DECIMALS[k])
        save(folder, 't%d.%s' % (k + 1, ending), kind, [t / unit if unit else t for t in target])
        save(folder, 'a%d.%s' % (k + 1, ending), kind,
             [float('nan') if gone else a / unit if unit else a for a, gone in zip(actual, missing)])
        points.append([None if gone else half_away(CURVES[k](F(a, t)), 9)
                       for a, t, gone in zip(actual, target, missing)])
        sums.append(float(F(sum(p for p in points[k] if p is not None), 10 ** 9)))
    total = [weighted([column[i] for column in points], weights[plan[i]]) for i in range(subjects)]
    rank = [1 + sum(total[j] > total[i] for j in range(subjects) if team[j] == team[i]) for i in range(subjects)]
    grade, percentile = [1] * subjects, F(0)
    for g in range(REGIONS):
        group = sorted((i for i in range(subjects) if region[i] == g), key=lambda i: (-total[i], i))
        best, worst = len(group) * 20 // 100, len(group) - len(group) * 10 // 100
        for position, i in enumerate(group):
            grade[i] = 0 if position < best else 2 if position >= worst else 1
            percentile += F(100 * sum(total[j] < total[i] for j in group), len(group) - 1)
    finish(folder, expected, 'w2', {'total': str(sum(t * place(i, 0) for i, t in enumerate(total))),
                                    'rank': str(sum(r * place(i, 1) for i, r in enumerate(rank))),
                                    'grade': str(sum(g * place(i, 2) for i, g in enumerate(grade))),
                                    'sum_percentile': float(percentile), 'sum_score': sums})


def write_csv(folder, name, rows):
    with open(os.path.join(folder, name), 'w', newline='') as file:
        csv.writer(file, lineterminator='\n').writerows(rows)


def money(cents):
    return '%s%d.%02d' % ('-' if cents < 0 else '', abs(cents) // 100, abs(cents) % 100)


def w3_data(folder):
    """Random rows: (channels, lines, goals)."""
    channels = {}
    for i in range(180):
        rep = RNG.randrange(12)
        opened = RNG.choice(('2023-05-01', '2024-03-15', '2025-01-10', '2025-03-31', '2025-04-01'))
        channels['CH%06d' % (i * 37)] = ('R%02d' % rep, 'T%d' % (rep // 3), 'G%d' % (rep // 6),
                                         RNG.choice(('active', 'active', 'active', 'closed')), opened)
    launch = {'P%02d' % p: RNG.choice(('2022-01-01', '2024-09-30', '2024-10-01', '2024-12-24')) for p in range(30)}
    lines = []
    for _ in range(1500):
        channel = RNG.choice(list(channels) + ['CH999999'])
        day = RNG.choice(('2024-06-30', '2024-12-31', '2025-01-01', '2025-02-11', '2025-03-31'))
        if channel in channels and (day < channels[channel][4] or hash_of(channel) % 9 == 0):
            continue
        amount = RNG.randrange(1, 9 * 10 ** 6) * RNG.choice((1, 1, 1, 1, 1, 1, 1, -1))
        collected = amount * RNG.choice((0, 50, 90, 100, 100)) // 100
        lines.append((day, channel, RNG.choice(list(launch)), amount, collected))
    goals = {c: (RNG.choice((0, RNG.randrange(10 ** 8))), RNG.randrange(9 * 10 ** 7), RNG.choice((0, 1, 1)),
                 RNG.choice((0, 0, 1))) for c in channels}
    write_csv(folder, 'org.csv', [('channel_id', 'rep', 'team', 'region', 'status', 'opened')] +
              [(c, *channels[c]) for c in channels])
    write_csv(folder, 'products.csv', [('product_id', 'name', 'category', 'launch_date')] +
              [(p, 'Lager, "export" ' + p, 'C01', day) for p, day in launch.items()])
    write_csv(folder, 'orders.csv', [('order_id', 'date', 'channel_id', 'product_id', 'amount', 'collected')] +
              [(10 ** 9 + i, day, c, p, money(a), money(b)) for i, (day, c, p, a, b) in enumerate(lines)])
    write_csv(folder, 'targets.csv', [('channel_id', 'indicator', 'target')] + [
        (c, name, money(value) if k < 2 else value) for c, row in goals.items()
        for k, (name, value) in enumerate(zip(('sales', 'collected', 'active', 'neweff'), row))])
    return channels, lines, goals, launch


def hash_of(code):
    return int(code[2:])


def w3_figures(members, channels, lines, goals, launch):
    """Everything about one unit, from the channels below it."""
    inside = [x for x in lines if x[1] in members and '2025-01-01' <= x[0] <= '2025-03-31']
    before = {x[1] for x in lines if x[0] < '2025-01-01'}
    is_open = {c for c in members if channels[c][3] == 'active' and channels[c][4] < '2025-04-01'}
    count = {c: sum(x[1] == c for x in inside) for c in is_open}
    active = {c for c in is_open if count[c] >= 1}
    sales, collected = sum(x[3] for x in inside), sum(x[4] for x in inside)
    neweff = sum(count[c] >= 2 and c not in before for c in is_open)
    newp = len({x[1] for x in inside if x[1] in active and launch[x[2]] >= '2024-10-01'})
    ts, tc, ta, tn = (sum(goals[c][k] for c in members) for k in range(4))
    rate = F(collected, sales) if sales > 0 else None
    each = F(sales, 100 * len(active)) if active else None
    coverage = F(len(active), len(is_open)) if is_open else None
    penetration = F(newp, len(active)) if active else None
    pairs = [(F(sales), ts, rise), (rate, F(tc, ts) if ts else 0, CURVES[0]), (F(len(active)), ta, CURVES[7]),
             (coverage, F('0.85'), steps), (F(neweff), tn, CURVES[5]), (each, F(ts, 100 * ta) if ta else 0, CURVES[0]),
             (penetration, F('0.3'), CURVES[6])]
    # a ratio is rounded to the 9 decimals its indicator declares, and so is its target
    points = [half_away(curve(nine(a) / nine(t)), 9) if a is not None and nine(t) else None for a, t, curve in pairs]
    total = weighted(points, [30, 15, 10, 10, 10, 15, 10]) or 0
    shown = [money(sales), show(rate), len(active), show(coverage), neweff, show(each), show(penetration), money(total)]
    return shown, total


def nine(value):
    return F(half_away(F(value), 9), 10 ** 9)


def show(value):
    if value is None:
        return ''
    digits = str(half_away(abs(value), 9)).rjust(10, '0')
    return ('-' if value < 0 else '') + digits[:-9] + '.' + digits[-9:]


def w3(folder, expected):
    channels, lines, goals, launch = w3_data(folder)
    units = {}
    for code, (rep, team, region, _, _) in channels.items():
        for level, unit, parent in (('region', region, ''), ('team', team, region), ('rep', rep, team),
                                    ('channel', code, rep)):
            units.setdefault((level, unit, parent), set()).add(code)
    figures = {unit: w3_figures(members, channels, lines, goals, launch) for unit, members in units.items()}
    rows = []
    for unit in figures:
        group = [total for (level, _, parent), (_, total) in figures.items() if (level, parent) == (unit[0], unit[2])]
        total = figures[unit][1]
        grade = next((g for g, edge in (('S', 11000), ('A', 10000), ('B', 8000), ('C', 6000)) if total >= edge), 'D')
        rows.append([*unit, *figures[unit][0], 1 + sum(other > total for other in group), grade])
    write_csv(expected, 'w3_T.csv', sorted([[str(x) for x in row] for row in rows]))


def main():
    folders = [os.path.join(sys.argv[1], name) for name in ('w1', 'w2', 'w3', 'expected')]
    for folder in folders:
        os.makedirs(folder, exist_ok=True)
    for make, folder in zip((w1, w2, w3), folders):
        make(folder, folders[3])


if __name__ == '__main__':
    main()
