#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The figures of examples/adventureworks, computed a second time from the same CSV files with nothing but exact
fractions.

    oracle.py FOLDER        prints all figures: plan,table,period,unit,indicator,value

It shares no code with the library and reads no plan: every definition is written out here again, row by row, the
dull way.
"""
import csv
import os
import sys
from collections import defaultdict, namedtuple
from datetime import date
from fractions import Fraction

QUOTA_DATES = ['2010-12-29', '2011-03-31', '2011-07-01', '2011-09-29', '2011-12-29', '2012-03-30', '2012-06-30',
               '2012-09-28', '2012-12-28', '2013-03-30', '2013-06-30', '2013-09-29']
# A quota holds until the next one; after the last order (2013-11-29) any end gives the same figures.
LAST_END = '2013-12-29'
WINDOWS = [('W' + a, a, b) for a, b in zip(QUOTA_DATES, QUOTA_DATES[1:] + [LAST_END])]
YEARS = [('QY2012', '2011-07-01', '2012-06-30'), ('QY2013', '2012-06-30', '2013-06-30')]
QUARTERS = [('%d-Q%d' % (y, q), '%d-%02d-01' % (y, 3 * q - 2), '%d-%02d-01' % (y + q // 4, 1 + 3 * q % 12))
            for y in range(2010, 2014) for q in range(1, 5)]
CASCADE_FROM, CASCADE_TO, CASCADE_TOTAL = '2012-12-01', '2013-12-01', 42000000

Line = namedtuple('Line', 'day person reseller territory order sku amount new')


def rounded(value, decimals):
    """An exact value as text with that many decimals, half away from zero."""
    scaled = abs(Fraction(value)) * 10 ** decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(decimals + 1, '0')
    sign = '-' if value < 0 and whole else ''
    return sign + (digits[:-decimals] + '.' + digits[-decimals:] if decimals else digits)


def share(part, whole):
    """part / whole, or None where there is nothing to divide by."""
    return Fraction(part) / Fraction(whole) if whole else None


class Data:
    def __init__(self, folder):
        def read(name):
            with open(os.path.join(folder, name), newline='', encoding='utf-8') as file:
                return list(csv.DictReader(file))
        sku = {row['ProductKey']: row['ProductAlternateKey'] for row in read('products.csv')}
        rows = read('orders.csv')
        launch = {}
        for row in rows:
            key = sku[row['ProductKey']]
            launch[key] = min(launch.get(key, row['OrderDate']), row['OrderDate'])
        self.lines = [Line(row['OrderDate'], row['EmployeeKey'], row['ResellerKey'], row['SalesTerritoryKey'],
                           row['SalesOrderNumber'], sku[row['ProductKey']], Fraction(row['SalesAmount']),
                           date.fromisoformat(row['OrderDate']) < year_later(launch[sku[row['ProductKey']]]))
                      for row in rows]
        self.territories = read('territories.csv')
        self.employees = [row for row in read('employees.csv') if row['Status'] == 'Current']
        self.people = [row for row in self.employees if row['SalesPersonFlag'] == '1']
        self.resellers = read('resellers.csv')
        self.quotas = read('quotas.csv')


def year_later(text):
    """The day 12 months after a date; 29 February becomes the 28th."""
    day = date.fromisoformat(text)
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def within(lines, begin, end):
    return [line for line in lines if begin <= line.day < end]


def channel_figures(lines, begin, end, channel, universe):
    """Indicators of one unit in one period; `channel` tells the channel of a line, `universe` counts its channels."""
    inside = within(lines, begin, end)
    earlier = {channel(line) for line in lines if line.day < begin}
    orders = defaultdict(set)
    for line in inside:
        orders[channel(line)].add(line.order)
    active, sold = len(orders), sum(line.amount for line in inside)
    order_count = len({line.order for line in inside})
    new_buyers = len({channel(line) for line in inside if line.new})
    return {
        'sales': (sold, 4), 'active': (active, 0), 'universe': (universe, 0), 'coverage': (share(active, universe), 4),
        'orders': (order_count, 0), 'orders_each': (share(order_count, active), 4),
        'first': (len(set(orders) - earlier), 0),
        'new_effective': (sum(c not in earlier and len(orders[c]) >= 2 for c in orders) if universe else None, 0),
        'output': (share(sold, active), 4), 'penetration': (share(new_buyers, active), 4),
        'new_share': (share(sum(line.amount for line in inside if line.new), sold), 4)}


def emit(plan, table, period, unit, figures, names, decimals=None):
    for source, name in names.items():
        value, places = figures[source]
        places = (decimals or {}).get(name, places)
        yield plan, table, period, unit, name, '' if value is None else rounded(value, places)


PEOPLE_NAMES = {'sales': 'sales', 'active': 'active', 'universe': 'accounts', 'coverage': 'coverage',
                'orders_each': 'activity', 'new_effective': 'new_effective', 'output': 'output',
                'penetration': 'penetration', 'new_share': 'new_share'}


def people_units(data):
    """(unit code, lines) of persons and regions of the tree by home territory."""
    lines = defaultdict(list)
    for line in data.lines:
        lines[line.person].append(line)
    for row in data.people:
        yield 'P' + row['EmployeeKey'], lines[row['EmployeeKey']]
    for row in data.territories:
        at_home = [p['EmployeeKey'] for p in data.people if p['SalesTerritoryKey'] == row['SalesTerritoryKey']]
        yield 'T' + row['SalesTerritoryKey'], [line for key in at_home for line in lines[key]]


def quota_of(data, begin, end):
    """Quotas by unit (person, and territory by home) of the quota dates inside a span."""
    home = {row['EmployeeKey']: row['SalesTerritoryKey'] for row in data.people}
    total = defaultdict(Fraction)
    for row in data.quotas:
        if begin <= row['Date'] < end:
            total['P' + row['EmployeeKey']] += Fraction(row['SalesAmountQuota'])
            total['T' + home[row['EmployeeKey']]] += Fraction(row['SalesAmountQuota'])
    return total


def people(data):
    """Indicators by person and region for every quota window and quota year; attainment of those who have a
    scorecard."""
    scored = representatives(data)
    for unit, lines in people_units(data):
        for period, begin, end in WINDOWS + YEARS:
            universe = len({(line.person, line.reseller) for line in lines if line.day < end})
            figures = channel_figures(lines, begin, end, lambda line: (line.person, line.reseller), universe)
            yield from emit('plan', 'facts', period, unit, figures, PEOPLE_NAMES, {'output': 2})
            quota = quota_of(data, begin, end)
            if unit in quota and (unit[0] == 'P' or period[0] == 'Q'):
                yield 'plan', 'targets', period, unit, 'sales', rounded(quota[unit], 4)
                if unit[0] == 'T' or unit in scored:
                    yield 'plan', 'attainment', period, unit, 'sales', rounded(figures['sales'][0] / quota[unit], 4)


def representatives(data):
    """The sales people who are not managers."""
    return {'P' + row['EmployeeKey'] for row in data.people if row['Title'] == 'Sales Representative'}


def piecewise(x, points):
    """Straight lines through points, flat beyond the ends."""
    points = [(Fraction(a), Fraction(b)) for a, b in points]
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x <= x1:
            return y0 + (x - x0) * (y1 - y0) / (x1 - x0)
    return points[-1][1]


def capped(x):
    return min(max(100 * x, Fraction(0)), Fraction(120))


def steps(x):
    return Fraction(max([0] + [points for edge, points in (('0.5', 60), ('0.7', 80), ('0.85', 100), ('0.95', 120))
                               if x >= Fraction(edge)]))


SALES_POINTS = [('0.5', 0), ('0.8', 60), ('1', 100), ('1.2', 120)]
CARD = [('sales', 50, None, lambda x: piecewise(x, SALES_POINTS), 4), ('coverage', 15, '0.75', capped, 4),
        ('new_effective', 10, '20', capped, 0), ('output', 10, '60000', capped, 2), ('penetration', 15, '1', steps, 4)]


def total_of(figures, quota):
    """Points of each line, rounded to 4 decimals, and their weighted mean, rounded to 2; lines without value drop
    out."""
    points = {}
    for name, weight, target, rule, places in CARD:
        value = figures[name][0]
        goal = Fraction(target) if target else quota
        if value is not None and goal:
            points[name] = Fraction(rounded(rule(Fraction(rounded(value, places)) / goal), 4)), weight
    weights = sum(weight for _, weight in points.values())
    total = Fraction(rounded(sum(p * w for p, w in points.values()) / weights, 2)) if weights else None
    return {name: p for name, (p, _) in points.items()}, total


def appraisal(data):
    """Scores, totals, ranks and grades of people (sales representatives) and regions for each quota year."""
    scored = representatives(data)
    for period, begin, end in YEARS:
        quota, totals = quota_of(data, begin, end), {}
        for unit, lines in people_units(data):
            if unit[0] == 'P' and unit not in scored:
                continue
            universe = len({(line.person, line.reseller) for line in lines if line.day < end})
            figures = channel_figures(lines, begin, end, lambda line: (line.person, line.reseller), universe)
            points, total = total_of(figures, quota.get(unit))
            for name, value in points.items():
                yield 'plan', 'points', period, unit, name, rounded(value, 4)
            yield 'plan', 'totals', period, unit, 'total', '' if total is None else rounded(total, 2)
            if total is not None:
                totals[unit] = total
        for kind in 'PT':
            group = {unit: total for unit, total in totals.items() if unit[0] == kind}
            for unit, total in group.items():
                yield 'plan', 'totals', period, unit, 'rank', str(1 + sum(other > total for other in group.values()))
                yield 'plan', 'totals', period, unit, 'grade', band(total) if kind == 'T' else quota_grade(group, unit)


def band(total):
    return next((grade for grade, edge in (('S', 110), ('A', 100), ('B', 80), ('C', 60)) if total >= edge), 'D')


def quota_grade(group, unit):
    """20 / 70 / 10 per cent by largest remainder, ties by the earlier grade; equal totals by territory, then key."""
    exact = [Fraction(len(group) * percent, 100) for percent in (20, 70, 10)]
    places = [int(x) for x in exact]
    for k in sorted(range(3), key=lambda k: (places[k] - exact[k], k))[:len(group) - sum(places)]:
        places[k] += 1
    order = sorted(group, key=lambda u: -group[u])
    assert len(set(group.values())) == len(group), 'equal totals: say which order the plan takes'
    position = order.index(unit)
    return 'A' if position < places[0] else 'B' if position < places[0] + places[1] else 'C'


def managers(data):
    """Own sales and quotas of each person and, along the managers, of everybody below, for every quota window."""
    parent = {row['EmployeeKey']: row['ParentEmployeeKey'] for row in data.employees}
    above = set()
    for row in data.people:
        key = parent[row['EmployeeKey']]
        while key:
            above.add(key)
            key = parent[key]
    for period, begin, end in WINDOWS:
        sales, quota = defaultdict(Fraction), defaultdict(Fraction)
        rows = [(line.person, line.amount, sales) for line in within(data.lines, begin, end)]
        rows += [(row['EmployeeKey'], Fraction(row['SalesAmountQuota']), quota) for row in data.quotas
                 if begin <= row['Date'] < end]
        for key, amount, into in rows:
            into['P' + key] += amount
            while key:
                if key in above:
                    into['M' + key] += amount
                key = parent[key]
        for unit in ['P' + row['EmployeeKey'] for row in data.people] + ['M' + key for key in sorted(above)]:
            yield 'managers', 'facts', period, unit, 'sales', rounded(sales[unit], 4)
            if unit in quota:
                yield 'managers', 'targets', period, unit, 'sales', rounded(quota[unit], 4)
                yield 'managers', 'attainment', period, unit, 'sales', rounded(sales[unit] / quota[unit], 4)


TERRITORY_NAMES = {'sales': 'sales', 'active': 'ordering', 'universe': 'resellers', 'coverage': 'coverage',
                   'first': 'new_resellers', 'orders': 'orders', 'orders_each': 'orders_each', 'output': 'output',
                   'penetration': 'penetration', 'new_share': 'new_share'}


def territories(data):
    """Resellers by territory, country, group and company for every calendar quarter."""
    members = defaultdict(set)
    for row in data.territories:
        key = row['SalesTerritoryKey']
        for unit in 'T' + key, 'C:' + row['SalesTerritoryCountry'], 'G:' + row['SalesTerritoryGroup'], 'AW':
            members[unit].add(key)
    for unit, keys in sorted(members.items()):
        home = {row['ResellerKey'] for row in data.resellers if row['SalesTerritoryKey'] in keys}
        lines = [line for line in data.lines if line.reseller in home]
        assert all(line.territory in keys for line in lines), 'a reseller ordered in another territory'
        for period, begin, end in QUARTERS:
            figures = channel_figures(lines, begin, end, lambda line: line.reseller, len(home))
            yield from emit('territories', 'facts', period, unit, figures, TERRITORY_NAMES)


def split(total, weights):
    """Whole dollars by largest remainder; ties go to the smaller key."""
    keys, whole = sorted(weights), sum(weights.values())
    exact = {key: Fraction(total) * weights[key] / whole if whole else Fraction(total, len(keys)) for key in keys}
    result = {key: exact[key].numerator // exact[key].denominator for key in keys}
    for key in sorted(keys, key=lambda k: (result[k] - exact[k], k))[:total - sum(result.values())]:
        result[key] += 1
    return result


def cascade(data):
    """42,000,000 to territories, people and resellers by the sales of twelve months."""
    weights = defaultdict(Fraction)
    for line in data.lines:
        path = int(line.territory), int(line.person), int(line.reseller)
        for depth in range(1, 4):
            weights[path[:depth]] += line.amount if CASCADE_FROM <= line.day < CASCADE_TO else 0
    amounts = {(): CASCADE_TOTAL}
    yield 'cascade', 'targets', '2014', 'AW', 'sales', rounded(CASCADE_TOTAL, 4)
    for depth in range(3):
        for above in sorted(path for path in amounts if len(path) == depth):
            below = {p: w for p, w in weights.items() if len(p) == depth + 1 and p[:depth] == above}
            for path, amount in split(amounts[above], below).items():
                amounts[path] = amount
                yield 'cascade', 'targets', '2014', 'T' + '/'.join(map(str, path)), 'sales', rounded(amount, 4)


def labels(data):
    """What the labels CalendarYear and CalendarQuarter say against the dates: text lines."""
    seen = defaultdict(set)
    for row in data.quotas:
        seen[row['CalendarYear'] + '-Q' + row['CalendarQuarter']].add(row['Date'])
    true = {d: '%s-Q%d' % (d[:4], (int(d[5:7]) + 2) // 3) for d in QUOTA_DATES}
    for label in sorted(seen):
        dates = sorted(seen[label])
        yield 'label %s: quota date%s %s' % (label, 's' if len(dates) > 1 else '', ', '.join(dates))
    for label in [q[0] for q in QUARTERS]:
        if '2010-Q4' < label and label not in seen:
            yield 'label %s: no quota' % label
    keys = defaultdict(int)
    for row in data.quotas:
        keys[row['EmployeeKey'], row['CalendarYear'], row['CalendarQuarter']] += 1
    yield 'people with two quotas under one label: %d' % sum(n > 1 for n in keys.values())
    assert all(true[d] == label for label in seen for d in seen[label]), 'a label differs from the quarter of its date'


def everything(folder):
    data = Data(folder)
    for part in people, appraisal, managers, territories, cascade:
        yield from part(data)


if __name__ == '__main__':
    writer = csv.writer(sys.stdout, lineterminator='\n')
    writer.writerow(['plan', 'table', 'period', 'unit', 'indicator', 'value'])
    writer.writerows(everything(sys.argv[1]))
