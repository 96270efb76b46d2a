# SPDX-License-Identifier: MIT
"""Ratings with strictness of raters, orders of means and scales: random ones, and their scores as fractions."""
from collections import Counter
from fractions import Fraction as F
from math import isqrt

from plans import PERIOD, block_of, plan_of, shown
from reference import half_away, text


def deviation_of(values):
    """Of whole numbers, with two decimals more, to the nearest."""
    n = len(values)
    spread = (n * sum(v * v for v in values) - sum(values) ** 2) * 10 ** 4
    root = isqrt(spread // (n * n))
    return root + ((2 * root + 1) ** 2 * n * n <= 4 * spread)


def mean_of(values):
    return F(sum(values), len(values) * 10 ** 4)


def corrected(rating, own, every, strict):
    x = F(rating, 10 ** 4)
    if strict['method'] == 'factor':
        whole = x * mean_of(every) / mean_of(own)
    elif strict['method'] == 'shift':
        whole = x - mean_of(own) + mean_of(every)
    else:
        whole = mean_of(every) + (x - mean_of(own)) * F(deviation_of(every), deviation_of(own))
    return half_away(x + (whole - x) * F(len(own)) / (len(own) + F(strict['shrinkage'], 10 ** 4)), 4)


def is_corrected(rater, own, every, strict):
    if not rater or len(own) < strict['minimum']:
        return False
    if strict['method'] == 'factor':
        return sum(own) > 0 and sum(every) > 0
    return strict['method'] == 'shift' or deviation_of(own) > 0


def correct_all(ratings, strict, form):
    """What each rating counts as, by its key (unit, category, rater, item)."""
    counted = {}
    for key, rating in ratings.items():
        same = strict['scope'] == 'all'
        every = [v for other, v in ratings.items() if same or other[1] == key[1]]
        own = [v for other, v in ratings.items() if other[2] == key[2] and (same or other[1] == key[1])]
        counted[key] = rating
        if is_corrected(key[2], own, every, strict):
            counted[key] = corrected(rating, own, every, strict)
            if form:
                counted[key] = min(form[1], max(form[0], counted[key]))
    return counted


def strictness_rows(ratings, strict):
    rows, same = set(), strict['scope'] == 'all'
    for _, category, rater, _ in ratings:
        every = [v for other, v in ratings.items() if same or other[1] == category]
        own = [v for other, v in ratings.items() if other[2] == rater and (same or other[1] == category)]
        rows.add(' '.join(['.' if same else category, rater or '.'] +
                          [shown(figure, decimals) for values in (own, every)
                           for figure, decimals in ((half_away(mean_of(values), 4), 4), (deviation_of(values), 6))]))
    return list(rows)


def weighted(pairs):
    """Mean of (value, weight); None: no weight."""
    pairs = [(value, weight) for value, weight in pairs if value is not None]
    weights = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / weights if weights else None


def category_mean(rated, rule, weights, item):
    """Mean of the raters; None: too few. rated: {rater: {item: rating}}."""
    means = []
    for given in rated.values():
        mean = weighted([(F(value, 10 ** 4), weights.get(('', what), F(1)) if item is None else F(1))
                         for what, value in given.items() if item in (None, what)])
        if mean is not None:
            means.append(mean)
    if not means or len(means) < rule['minimum']:
        return None
    trim = rule['trim'] if len(means) > 2 * rule['trim'] else 0
    means = sorted(means)[trim:len(means) - trim]
    return sum(means) / len(means)


def score_of(rated, rule, weights):
    """rated: {category: {rater: {item: rating}}}."""
    def over_categories(item):
        return weighted([(category_mean(by_rater, rule, weights, item), weights.get((category, ''), F(1)))
                         for category, by_rater in rated.items()])
    if rule['order'] == 'category_first':
        return over_categories(None)
    items = {item for by_rater in rated.values() for given in by_rater.values() for item in given}
    return weighted([(over_categories(item), weights.get(('', item), F(1))) for item in items])


def mapped_of(score, rule):
    ends = rule.get('ends')
    if rule['map'] == 'table':
        reached = [(edge, to) for edge, to in rule['steps'] if F(edge, 10 ** 4) <= score]
        return F(max(reached)[1], 10 ** 4) if reached else None
    if not ends:
        return score
    low, high, to_low, to_high = (F(end, 10 ** 4) for end in ends)
    place = (score - low) / (high - low)
    if rule['map'] == 'linear':
        return place * (to_high - to_low) + to_low
    levels = to_high - to_low + 1
    part = -((-place * levels).numerator // (place * levels).denominator)
    return to_low + min(levels, max(1, part)) - 1


def draw_rating_rule(rng):
    rule = {'order': rng.choice(('category_first', 'item_first')), 'minimum': rng.choice((1, 1, 2)),
            'trim': rng.choice((0, 0, 1)), 'map': rng.choice(('linear', 'linear', 'parts', 'table'))}
    if rule['map'] == 'table':
        edges = rng.sample(range(10000, 50000, 50), rng.randint(1, 4))
        rule['steps'] = [(edge, rng.randint(0, 10 ** 6)) for edge in edges]
    elif rule['map'] == 'parts' or rng.random() < 0.7:
        low = rng.choice((0, 5000, 10000))
        to_low = rng.randint(0, 3) * 10000 if rule['map'] == 'parts' else rng.randint(-10000, 50000)
        wide = rng.randint(1, 9) * 10000 if rule['map'] == 'parts' else rng.randint(-50000, 10 ** 6)
        rule['ends'] = (low, rng.choice((40000, 50000)), to_low, to_low + wide)
    return rule


def rating_records(rule, strict, weights, rows):
    fields = {key: rule[key] for key in ('order', 'minimum', 'trim', 'map')}
    fields.update(zip(('low', 'high', 'to_low', 'to_high'), [text(end, 4) for end in rule.get('ends', ())]))
    records = [{'kind': 'rating', 'set': {'indicator': 'k', 'period': PERIOD}, 'rows': rows},
               {'kind': 'rating_rule', 'rows': [{'indicator': 'k', **fields}]}]
    if 'steps' in rule:
        records.append({'kind': 'scale_step', 'set': {'indicator': 'k'},
                        'rows': [{'from': text(edge, 4), 'to': text(to, 4)} for edge, to in rule['steps']]})
    if weights:
        records.append({'kind': 'rating_weight', 'set': {'indicator': 'k'}, 'rows': [
            {'category': category, 'item': item, 'weight': str(weight)}
            for (category, item), weight in weights.items()]})
    if strict:
        records.append({'kind': 'strictness', 'rows': [
            {'indicator': 'k', **strict, 'shrinkage': text(strict['shrinkage'], 4)}]})
    return records


def rating_block(rng):
    people, categories = rng.randint(2, 8), rng.sample(('self', 'manager', 'peer', 'partner'), rng.randint(1, 3))
    raters, items = [''] * (rng.random() < 0.2) + ['r%d' % i for i in range(rng.randint(1, 4))], ['', 'b', 'c'][:rng.randint(1, 3)]
    ratings = {(unit, category, rater, item): rng.randint(40, 200) * 250
               for unit in range(people) for category in categories for rater in raters for item in items
               if rng.random() < 0.6}
    if not ratings:
        return [], None, {}
    rule = draw_rating_rule(rng)
    strict = rng.random() < 0.7 and {
        'method': rng.choice(('factor', 'z_score', 'shift')), 'minimum': rng.randint(1, 6),
        'shrinkage': rng.choice((0, 10000, 25000)), 'scope': rng.choice(('category', 'all'))}
    weights = {(category, ''): F(rng.randint(0, 4)) for category in categories if rng.random() < 0.4}
    weights.update({('', item): F(rng.randint(0, 4)) for item in items if item and rng.random() < 0.4})
    counted = correct_all(ratings, strict, rule.get('ends')) if strict else ratings
    answers, cases = [[], []], Counter({'score of ratings by ' + rule['map']: 0})
    for unit in sorted({key[0] for key in ratings}):
        rated = {}
        for (who, category, rater, item), value in counted.items():
            if who == unit:
                rated.setdefault(category, {}).setdefault(rater, {})[item] = value
        score = score_of(rated, rule, weights)
        mapped = None if score is None else mapped_of(score, rule)
        known = mapped is not None
        answers[0].append('P%d %s %s' % (unit, shown(half_away(score, 4) if known else None, 4),
                                         shown(half_away(mapped, 4) if known else None, 4)))
        cases['score of ratings by ' + rule['map']] += 1
    asked = ['rating_scores:unit,score,mapped']
    if strict:
        asked.append('corrected_ratings:unit,category,rater,item,counted')
        answers[1] = ['P%d %s %s %s %s' % (unit, category, rater or '.', item or '.', shown(value, 4))
                      for (unit, category, rater, item), value in counted.items()]
        cases['rating by ' + strict['method']] += len(ratings)
        asked.append('strictness:category,rater,mean,deviation,all_mean,all_deviation')
        answers.append(strictness_rows(ratings, strict))
    units = [{'level': 'company', 'code': 'ALL'}]
    units += [{'level': 'person', 'code': 'P%d' % unit, 'parent': 'ALL'} for unit in range(people)]
    rows = [{'unit': 'P%d' % unit, 'category': category, 'rater': rater, 'item': item, 'value': text(value, 4)}
            for (unit, category, rater, item), value in ratings.items()]
    rng.shuffle(rows)
    plan = plan_of(units, ('company', 'person'), [('k', 4, 'more')],
                   {'records': rating_records(rule, strict, weights, rows)})
    return block_of(plan, [], asked, answers, cases)
