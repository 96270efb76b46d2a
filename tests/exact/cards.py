# SPDX-License-Identifier: MIT
"""Scorecards of several levels, with lines by distance, rank and matrix: random plans, and their results as fractions."""
from collections import Counter
from fractions import Fraction as F

from plans import PERIOD, block_of, plan_of, shown
from reference import (ENDLESS, RULES, attainment, draw_pair, draw_policies, draw_rule, fits, half_away, limit, text,
                       total_of, weights_of)

POLICIES = ('redistribute', 'zero', 'refuse')
DIRECTIONS = ('more', 'more', 'less', 'range')
LEVELS = ('company', 'region', 'team', 'person')
PERSON = len(LEVELS) - 1


def draw_tree(rng):
    """(parent, level) of each unit."""
    tree = [(None, 0)]
    for _ in range(rng.randint(20, 60)):
        parent = rng.choice([u for u, (_, level) in enumerate(tree) if level < PERSON])
        tree.append((parent, PERSON if rng.random() < 0.6 else rng.randint(tree[parent][1] + 1, PERSON)))
    return tree


def draw_matrix(rng, rows_by, columns_by):
    def edges():
        return sorted(rng.sample(range(-2000, 20000), rng.randint(1, 5)))
    rows, columns = edges(), edges()
    return {'rows_by': rows_by, 'columns_by': columns_by, 'closed': rng.choice(('lower', 'upper')), 'rows': rows,
            'columns': columns, 'cells': [[rng.randint(0, 2 * 10 ** 6) for _ in columns] for _ in rows]}


def draw_line(rng, indicator, indicators, person):
    """A line of a card."""
    rule, p, given, knots = draw_rule(rng)
    how = draw_policies(rng, rule)
    how['direction'] = indicators[indicator][2]
    by = rng.choice(('attainment', 'distance', 'rank', 'matrix')) if person else 'attainment'
    line = {'indicator': indicator, 'rule': rule, 'p': p, 'given': given, 'knots': knots, 'how': how, 'by': by,
            'of': rng.choice(('attainment', 'value')), 'among': rng.choice(('all', 'siblings'))}
    if by == 'matrix':
        line['other'] = rng.randrange(len(indicators))
        axes = [rng.choice(('attainment', 'value')) if indicators[k][2] == 'more' else 'value'
                for k in (indicator, line['other'])]
        line['matrix'] = draw_matrix(rng, *axes)
    return line


def draw_card(rng, level, indicators):
    count = rng.randint(1, len(indicators) if level == PERSON else min(2, len(indicators)))
    weights = weights_of(rng, count)
    return {'level': level, 'points_decimals': rng.choice((0, 2, 4, 4, 6)), 'total_decimals': rng.choice((0, 1, 2, 2, 4)),
            'missing': rng.choice(POLICIES), 'weight_texts': weights[0], 'weights': weights[1],
            'lines': [draw_line(rng, indicator, indicators, level == PERSON)
                      for indicator in rng.sample(range(len(indicators)), count)]}


def item_of(line, weight, indicators):
    code, decimals, _ = indicators[line['indicator']]
    rule = {'name': line['rule'], **dict(line['given'])}
    if line['knots']:
        rule['points'] = [list(pair) for pair in line['knots']]
    how = line['how']
    zero = {'absolute': text(how['scale'], decimals)} if how['zero'] == 'absolute' else how['zero']
    return {'indicator': code, 'weight': weight, 'rule': rule, 'zero_target': zero, 'negative_target': how['negative']}


def records_of(cards, indicators, levels):
    records = [{'kind': 'level_weight', 'set': {'scorecard': 'c3'},
                'rows': [{'level': LEVELS[level], 'weight': weight, 'inherit': 'yes' if inherit else 'no'}
                         for level, weight, inherit in levels]}] if levels else []
    for i, line in enumerate(cards[PERSON]['lines']):
        row = {'scorecard': 'c3', 'indicator': indicators[line['indicator']][0], 'by': line['by'], 'of': line['of'],
               'among': line['among']}
        if line['by'] == 'matrix':
            it, row['matrix'] = line['matrix'], 'm%d' % i
            records.append({'kind': 'matrix', 'rows': [
                {'code': 'm%d' % i, 'rows': indicators[line['indicator']][0], 'columns': indicators[line['other']][0],
                 'rows_by': it['rows_by'], 'columns_by': it['columns_by'], 'closed': it['closed']}]})
            records.append({'kind': 'matrix_cell', 'set': {'matrix': 'm%d' % i}, 'rows': [
                {'row_from': text(it['rows'][r], 4), 'column_from': text(it['columns'][c], 4),
                 'value': text(it['cells'][r][c], 6)}
                for r in range(len(it['rows'])) for c in range(len(it['columns']))]})
        records.append({'kind': 'basis', 'rows': [row]})
    return records


def draw_facts(rng, tree, cards, indicators):
    """{(unit, indicator): (actual, target)}, either None."""
    facts = {}
    for unit, (_, level) in enumerate(tree):
        line_of = {line['indicator']: line for line in cards[level]['lines']} if level in cards else {}
        for k in range(len(indicators)):
            line = line_of.get(k)
            if line and line['by'] == 'attainment':
                pair = draw_pair(rng, line['rule'], line['p'], cards[level]['points_decimals'], False)
            else:
                ten = 10 ** indicators[k][1]
                pair = rng.randint(-ten, 3 * ten), rng.choice((rng.randint(-ten, 3 * ten), ten, ten, 0))
            if line and line['by'] == 'matrix' and rng.random() < 0.4:  # at an edge
                pair = rng.choice(line['matrix']['rows']), 10 ** 4
            facts[unit, k] = tuple(None if rng.random() < 0.06 else value for value in pair)
    return facts


def attained(pair, how):
    return None if None in pair else attainment(*pair, how)


PLAIN = {'zero': 'missing', 'negative': 'shift', 'direction': 'more'}


def band_of(edges, closed, x):
    there = [i for i, edge in enumerate(edges) if F(edge, 10 ** 4) < x or (closed == 'lower' and F(edge, 10 ** 4) == x)]
    return there[-1] if there else None


def cell_of(line, indicators, pairs):
    it, axes = line['matrix'], []
    for k, by, how in ((line['indicator'], it['rows_by'], line['how']), (line['other'], it['columns_by'], PLAIN)):
        actual = pairs[k][0]
        axes.append(attained(pairs[k], how) if by == 'attainment'
                    else None if actual is None else F(actual, 10 ** indicators[k][1]))
    if None in axes:
        return None
    row, column = band_of(it['rows'], it['closed'], axes[0]), band_of(it['columns'], it['closed'], axes[1])
    return F(0) if None in (row, column) else F(it['cells'][row][column], 10 ** 6)


def merit_of(line, pair):
    """The larger, the better; ENDLESS the worst; None: nothing to rank."""
    direction = line['how']['direction']
    by_value = line['of'] == 'value' and direction != 'range'
    x = pair[0] if by_value else attained(pair, line['how'])
    if x is None or x is ENDLESS:
        return x
    return -x if direction == 'less' else -abs(x - 1) if direction == 'range' else x


def ranks_of(line, tree, people, facts):
    ranks, groups = {}, {}
    for unit in people:
        merit = merit_of(line, facts[unit, line['indicator']])
        if merit is not None:
            groups.setdefault(tree[unit][0] if line['among'] == 'siblings' else None, []).append((unit, merit))
    for group in groups.values():
        for unit, merit in group:
            better = [m for _, m in group if m is not ENDLESS and (merit is ENDLESS or m > merit)]
            ranks[unit] = F(1 + len(better))
    return ranks


def points_at(line, x, decimals):
    if x is None:
        return None
    value = limit(line['rule'], line['p']) if x is ENDLESS else RULES[line['rule']](line['p'], x)
    return None if value is None else half_away(value, decimals)


def card_points(card, tree, indicators, facts):
    """{unit: points by line} of the units of a card."""
    people = [unit for unit, (_, level) in enumerate(tree) if level == card['level']]
    points = {unit: [] for unit in people}
    for line in card['lines']:
        ranks = ranks_of(line, tree, people, facts) if line['by'] == 'rank' else {}
        for unit in people:
            pairs = [facts[unit, k] for k in range(len(indicators))]
            pair = pairs[line['indicator']]
            if line['by'] == 'distance':
                x = None if None in pair else 1 + F(pair[0] - pair[1], 10 ** indicators[line['indicator']][1])
            else:
                x = (attained(pair, line['how']) if line['by'] == 'attainment' else
                     ranks.get(unit) if line['by'] == 'rank' else cell_of(line, indicators, pairs))
            points[unit].append(points_at(line, x, card['points_decimals']))
    return points


def giver_of(tree, own, unit, level, inherit):
    while unit is not None and tree[unit][1] > level:
        unit = tree[unit][0]
    if not inherit:
        return unit if unit is not None and tree[unit][1] == level and own.get(unit) is not None else None
    while unit is not None and own.get(unit) is None:
        unit = tree[unit][0]
    return unit


def level_total(card, parts, count):
    """The total of the first parts over the weights of all that count; parts: (weight, total or None), from the top."""
    if all(total is None for _, total in parts) or (card['missing'] == 'refuse' and None in [t for _, t in parts]):
        return None
    weights = sum(w for w, total in parts if total is not None or card['missing'] == 'zero')
    if not any(w for w, total in parts if total is not None):
        return None
    return half_away(F(sum((w * total for w, total in parts[:count] if total is not None), F(0))) / weights,
                     card['total_decimals'])


def level_rows(card, cards, tree, own, levels):
    """({unit: total}, rows of the table levels) of those of the card."""
    totals, rows = {}, []
    for unit in [u for u, (_, level) in enumerate(tree) if level == PERSON]:
        givers = [giver_of(tree, own, unit, level, inherit) for level, _, inherit in levels]
        parts = [(weight, None if giver is None else F(own[giver], 10 ** cards[tree[giver][1]]['total_decimals']))
                 for (_, weight, _), giver in zip(levels, givers)]
        totals[unit], before = level_total(card, parts, len(parts)), 0
        for i, (level, _, _) in enumerate(levels):
            after = level_total(card, parts, i + 1)
            counts = after is not None and (givers[i] is not None or card['missing'] == 'zero')
            rows.append('U%03d %s %s %s' % (unit, LEVELS[level], '.' if givers[i] is None else 'U%03d' % givers[i],
                                            shown(after - before, card['total_decimals']) if counts else '.'))
            before = before if after is None else after
    return totals, rows


def draw_levels(rng):
    """(level, weight, inherits) from the top; perhaps none."""
    if rng.random() < 0.2:
        return []
    chosen = sorted(rng.sample(range(PERSON), rng.randint(0, PERSON))) + ([PERSON] if rng.random() < 0.9 else [])
    if not chosen:
        return []
    cuts = sorted(rng.randint(0, 100) for _ in chosen[1:])
    return [(level, b - a, rng.random() < 0.7) for level, a, b in zip(chosen, [0] + cuts, cuts + [100])]


def card_block(rng):
    tree = draw_tree(rng)
    present = sorted({level for _, level in tree} | {PERSON})
    if PERSON not in {level for _, level in tree}:
        return [], None, {}
    indicators = [('k%d' % k, rng.choice((0, 2, 4)), rng.choice(DIRECTIONS)) for k in range(rng.randint(1, 4))]
    cards = {level: draw_card(rng, level, indicators) for level in present if level == PERSON or rng.random() < 0.7}
    levels, facts = draw_levels(rng), draw_facts(rng, tree, cards, indicators)
    own, answers, cases = {}, [[], [], []], Counter()
    for level, card in cards.items():
        points = card_points(card, tree, indicators, facts)
        if not all(value is None or fits(value) for line in points.values() for value in line):
            return [], None, {}  # the whole appraisal is refused: rule blocks test that
        for unit, line in points.items():
            own[unit] = total_of(line, card['weights'], card['missing'], card['points_decimals'], card['total_decimals'])
            answers[0] += ['U%03d %s %s' % (unit, indicators[it['indicator']][0], shown(value, card['points_decimals']))
                           for it, value in zip(card['lines'], line)]
        for it in card['lines']:
            cases['line by ' + it['by']] += len(points)
    totals = dict(own)
    if levels:
        changed, answers[2] = level_rows(cards[PERSON], cards, tree, own, levels)
        totals.update(changed)
        cases['total of levels'] += len(changed)
    if not all(value is None or fits(value) for value in totals.values()):
        return [], None, {}
    answers[1] = ['U%03d %s' % (unit, shown(value, cards[tree[unit][1]]['total_decimals']))
                  for unit, value in totals.items()]
    units = [{'level': LEVELS[level], 'code': 'U%03d' % unit, **({} if parent is None else {'parent': 'U%03d' % parent})}
             for unit, (parent, level) in enumerate(tree)]
    plan = plan_of(units, LEVELS, indicators, {
        'scorecards': [{'code': 'c%d' % level, 'level': LEVELS[level], 'points_decimals': card['points_decimals'],
                        'total_decimals': card['total_decimals'], 'missing': card['missing'],
                        'items': [item_of(line, weight, indicators)
                                  for line, weight in zip(card['lines'], card['weight_texts'])]}
                       for level, card in cards.items()],
        'records': records_of(cards, indicators, levels)})
    rows = [('AT'[side], 'U%03d' % unit, indicators[k][0], PERIOD, pair[side])
            for (unit, k), pair in facts.items() for side in (0, 1) if pair[side] is not None]
    asked = ['scores:unit,indicator,points@2026', 'totals:unit,total@2026', 'levels:unit,level,from,contribution@2026']
    return block_of(plan, rows, asked, answers, cases)
