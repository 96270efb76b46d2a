# SPDX-License-Identifier: MIT
"""Totals of long periods made of those of short ones: random ones, and their results as fractions."""
from collections import Counter
from fractions import Fraction as F

from plans import PERIOD, block_of, plan_of, shown
from reference import half_away, text

MONTHS = ['2026-%02d' % month for month in range(1, 13)]


def draw_composition(rng, period, months):
    """(record, its parts with weights in 0.0001)"""
    rule = rng.choice(('mean', 'weighted', 'cumulative'))
    if rule == 'cumulative':
        return rule, [(period, 10000)]
    if rule == 'mean' and rng.random() < 0.5:
        return rule, []
    chosen = rng.sample(months, rng.randint(1, len(months)))
    return rule, [(month, rng.randint(0, 50000) if rule == 'weighted' else 10000) for month in chosen]


def composed_block(rng):
    people, decimals, target = rng.randint(3, 12), rng.choice((0, 1, 2, 4)), rng.randint(1, 10 ** 6)
    appraised = sorted(rng.sample(MONTHS, rng.randint(1, 12))) + ([PERIOD] if rng.random() < 0.6 else [])
    facts = {(unit, period): rng.randint(-target, 3 * target) for unit in range(people) for period in appraised
             if rng.random() < 0.9}
    totals = {key: half_away(F(half_away(F(100 * value, target), 4), 10 ** 4), decimals)
              for key, value in facts.items()}
    rows, cases = [], Counter()
    records, parts_rows = [], []
    for period, months in ((PERIOD, MONTHS), ('2026-Q1', MONTHS[:3]), ('2026-Q3', MONTHS[6:9])):
        rule, parts = draw_composition(rng, period, months)
        records.append({'period': period, 'rule': rule})
        if rule != 'cumulative':
            parts_rows += [{'period': period, 'part': part, 'weight': text(weight, 4)} for part, weight in parts]
        members = parts or ([(month, 10000) for month in months] if set(months) & set(appraised) else [])
        if not any(period_of in appraised for period_of, _ in members):
            continue
        for unit in range(people):
            there = [(totals[unit, part], weight) for part, weight in members if (unit, part) in totals]
            weights = sum(weight for _, weight in there)
            total = half_away(F(sum(v * w for v, w in there), weights * 10 ** decimals), decimals) if weights else None
            rows.append('P%02d %s %s' % (unit, period, shown(total, decimals)))
            cases['composed total'] += 1
    units = [{'level': 'company', 'code': 'ALL'}]
    units += [{'level': 'person', 'code': 'P%02d' % unit, 'parent': 'ALL'} for unit in range(people)]
    plan = plan_of(units, ('company', 'person'), [('k', 0, 'more')], {
        'scorecards': [{'code': 'c', 'level': 'person', 'total_decimals': decimals, 'items': [
            {'indicator': 'k', 'weight': 100, 'target': str(target), 'rule': {'name': 'linear'}}]}],
        'records': [{'kind': 'composition', 'rows': records}, {'kind': 'composition_part', 'rows': parts_rows}]})
    given = [('A', 'P%02d' % unit, 'k', period, value) for (unit, period), value in facts.items()]
    return block_of(plan, given, ['composed:unit,period,total@' + ','.join(appraised)], [rows], cases)
