# SPDX-License-Identifier: MIT
"""Points and totals as fractions, straight from the descriptions of the rules; and random cases of them."""
from fractions import Fraction as F

INT64 = (-2 ** 63, 2 ** 63 - 1)
ENDLESS = 'endless'  # an attainment above every number


def text(value, decimals):
    """A decimal as text."""
    sign, digits = '-' if value < 0 else '', str(abs(value)).rjust(decimals + 1, '0')
    return sign + (digits[:-decimals] + '.' + digits[-decimals:] if decimals else digits)


def drawn(rng, low, high, decimals):
    """(text, exact value) of a decimal between low and high."""
    value = rng.randint(int(F(low) * 10 ** decimals), int(F(high) * 10 ** decimals))
    return text(value, decimals), F(value, 10 ** decimals)


def half_away(value, decimals):
    scaled = abs(value) * 10 ** decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -whole if value < 0 else whole


# --- the rules, from their descriptions
# -------------------------------------------------------------------------------------

def clamped(low, high, value):
    return min(high, max(low, value))


def line(p, x):
    return p['slope'] * x


def threshold(p, x):
    if x < p['from']:
        raw = F(0)
    elif x < 1:
        raw = p['at_threshold'] + (x - p['from']) * (100 - p['at_threshold']) / (1 - p['from'])
    else:
        raw = 100 + (x - 1) * p['accelerator']
    return clamped(F(0), p['cap'], raw)


def steps(p, x):
    points = p['below']
    for edge, value in p['knots']:
        if x > edge or (x == edge and p['closed'] == 'lower'):
            points = value
    return points


def polyline(p, x):
    knots = p['knots']
    if p['beyond'] == 'flat' and x <= knots[0][0]:
        return knots[0][1]
    if p['beyond'] == 'flat' and x >= knots[-1][0]:
        return knots[-1][1]
    at = max([0] + [i for i in range(len(knots) - 1) if x >= knots[i][0]])
    (x0, p0), (x1, p1) = knots[at], knots[at + 1]
    return p0 + (x - x0) * (p1 - p0) / (x1 - x0)


def ranged(p, x):
    away = max(1 - p['tolerance'] - x, x - 1 - p['tolerance'], F(0))
    return max(p['floor'], p['full'] - p['slope'] * away)


def per_step(p, x):
    count = abs(x - 1) / p['step']
    full = count.numerator // count.denominator
    return clamped(p['floor'], p['cap'], p['base'] + (p['gain'] * full if x >= 1 else -p['loss'] * full))


def less_ratio(p, x):
    if p['slope'] == 0:  # a flat rule: the formula is 0 wherever it says anything
        return clamped(p['floor'], p['cap'], F(0))
    return p['cap'] if x <= 0 else clamped(p['floor'], p['cap'], p['slope'] / x)


RULES = {
    'linear': line,
    'capped': lambda p, x: clamped(p['floor'], p['cap'], line(p, x)),
    'threshold': threshold,
    'steps': steps,
    'points': polyline,
    'less_is_better': lambda p, x: clamped(p['floor'], p['cap'], p['slope'] * (2 - x)),
    'less_ratio': less_ratio,
    'range': ranged,
    'per_step': per_step,
    'gate': lambda p, x: p['points'] if x >= p['at'] else F(0),
}


def limit(rule, p):
    """Points of an endless attainment; None when they have no bound."""
    if rule == 'less_ratio':
        return clamped(p['floor'], p['cap'], F(0))
    if rule == 'linear':
        return F(0) if p['slope'] == 0 else None
    if rule == 'points' and p['beyond'] == 'extend' and p['knots'][-1][1] != p['knots'][-2][1]:
        return None
    return RULES[rule](p, F(10) ** 40)


# --- drawing rules
# ----------------------------------------------------------------------------------------------------------

def floor_and_cap(rng, p, given):
    low, high = sorted([drawn(rng, -50, 80, 2), drawn(rng, 0, 250, 2)], key=lambda pair: pair[1])
    for name, (word, value) in (('floor', low), ('cap', high)):
        given.append((name, word))
        p[name] = value


def maybe(rng, p, given, name, fallback, low, high, decimals):
    """A parameter that is given or left at its default."""
    p[name] = F(fallback)
    if rng.random() < 0.7:
        word, p[name] = drawn(rng, low, high, rng.randint(0, decimals))
        given.append((name, word))


def knots_of(rng, least):
    count, places = rng.randint(least, 7), rng.randint(1, 4)
    xs = sorted(rng.sample(range(-5 * 10 ** (places - 1), 25 * 10 ** (places - 1)), count))
    return [(text(x, places), F(x, 10 ** places), *drawn(rng, -20, 200, rng.randint(0, 3))) for x in xs]


def draw_rule(rng):
    """(name, exact parameters, settings as text, knots as text)"""
    rule, p, given, knots = rng.choice(list(RULES)), {}, [], []
    if rule in ('linear', 'capped', 'less_is_better', 'less_ratio'):
        maybe(rng, p, given, 'slope', 100, 0, 300, 4)
    if rule in ('capped', 'less_is_better', 'less_ratio', 'per_step'):
        floor_and_cap(rng, p, given)
    if rule == 'threshold':
        maybe(rng, p, given, 'from', '0.8', 0, '0.9', 3)
        maybe(rng, p, given, 'at_threshold', 60, 0, 100, 2)
        maybe(rng, p, given, 'accelerator', 100, 0, 400, 3)
        maybe(rng, p, given, 'cap', 150, 100, 300, 2)
    if rule == 'range':
        maybe(rng, p, given, 'tolerance', '0.1', 0, '0.5', 4)
        maybe(rng, p, given, 'slope', 250, 0, 500, 3)
        maybe(rng, p, given, 'full', 100, 50, 150, 2)
        maybe(rng, p, given, 'floor', 0, -50, 50, 2)
    if rule == 'per_step':
        maybe(rng, p, given, 'base', 100, 0, 120, 2)
        maybe(rng, p, given, 'step', '0.01', '0.1', 2, 4)
        if p['step'] == 0:
            p['step'] = F(1)
            given[-1] = ('step', '1')
        maybe(rng, p, given, 'gain', 1, 0, 5, 4)
        maybe(rng, p, given, 'loss', 1, 0, 5, 4)
    if rule == 'gate':
        maybe(rng, p, given, 'at', 1, -1, 2, 4)
        maybe(rng, p, given, 'points', 100, -50, 200, 4)
    if rule in ('steps', 'points'):
        drawn_knots = knots_of(rng, 1 if rule == 'steps' else 2)
        knots = [(x, points) for x, _, points, _ in drawn_knots]
        p['knots'] = [(x, points) for _, x, _, points in drawn_knots]
    if rule == 'steps':
        maybe(rng, p, given, 'below', 0, -20, 50, 3)
    for name, words in (('closed', ('lower', 'upper')), ('beyond', ('flat', 'extend'))):
        if (rule, name) in (('steps', 'closed'), ('points', 'beyond')):
            p[name] = rng.choice(words)
            given.append((name, p[name]))
    return rule, p, given, knots


def edges_of(rule, p):
    """Attainments at which a rule turns."""
    edges = [F(0), F(1), F(2)] + [x for x, _ in p.get('knots', [])]
    edges += [p[name] for name in ('from', 'at') if name in p]
    if 'tolerance' in p:
        edges += [1 - p['tolerance'], 1 + p['tolerance']]
    if 'step' in p:
        edges += [1 + k * p['step'] for k in (-3, -2, -1, 1, 2, 3)]
    for name in ('floor', 'cap'):  # where the line meets its bounds
        if name in p and p.get('slope'):
            edges.append(p[name] / p['slope'])
            edges.append(2 - p[name] / p['slope'])
    return edges


# --- drawing attainments
# ----------------------------------------------------------------------------------------------------

def fits(*values):
    return all(INT64[0] <= value <= INT64[1] for value in values)


def widened(rng, x):
    """(actual, target) with that exact quotient, the target positive, at a random size."""
    room = min(INT64[1] // x.denominator, INT64[1] // max(1, abs(x.numerator)))
    if room < 1:
        return None
    factor = rng.randint(1, min(room, 10 ** rng.randint(0, 18)))
    return x.numerator * factor, x.denominator * factor


def plain(rng):
    target = rng.randint(1, 10 ** rng.randint(1, 15))
    return int(target * rng.choice((rng.uniform(0, 2), rng.gauss(1, 0.2), rng.uniform(-1, 5)))), target


def on_edge(rng, rule, p):
    pair = widened(rng, rng.choice(edges_of(rule, p)))
    if pair and rng.random() < 0.5:
        pair = pair[0] + rng.choice((-1, 1)), pair[1]
    return pair


def on_tie(rng, rule, p, decimals):
    """An attainment whose points lie exactly between two steps of 10^-decimals, if this rule has a sloping line
    there."""
    x0 = F(rng.randint(0, 2000), 1000)
    x1 = x0 + F(1, 10 ** 6)
    if rule == 'less_ratio':
        return None if x0 == 0 or not p['slope'] else widened(rng, tie_of_inverse(rng, p, x0, decimals))
    y0, y1 = RULES[rule](p, x0), RULES[rule](p, x1)
    if y0 == y1:
        return None
    tie = F(2 * half_away(y0, decimals) + rng.choice((-1, 1)), 2 * 10 ** decimals)
    return widened(rng, x0 + (tie - y0) * (x1 - x0) / (y1 - y0))


def tie_of_inverse(rng, p, x, decimals):
    tie = F(2 * half_away(p['slope'] / x, decimals) + 1, 2 * 10 ** decimals)
    return p['slope'] / tie


def extreme(rng):
    ends = (INT64[0], INT64[0] + 1, -1, 0, 1, INT64[1] - 1, INT64[1], rng.randint(*INT64))
    return rng.choice(ends), rng.choice(ends)


def draw_pair(rng, rule, p, decimals, wild):
    roll = rng.random()
    if roll < 0.3:
        pair = on_tie(rng, rule, p, decimals)
    elif roll < 0.55:
        pair = on_edge(rng, rule, p)
    elif roll < 0.6 and wild:
        pair = extreme(rng)
    elif roll < 0.65:
        pair = rng.randint(-10 ** 6, 10 ** 6), rng.choice((0, rng.randint(-10 ** 6, -1)))
    else:
        pair = plain(rng)
    return pair if pair and fits(*pair) else plain(rng)


# --- expected figures
# -------------------------------------------------------------------------------------------------------

def attainment(actual, target, how):
    """x, ENDLESS, or None for missing."""
    if target > 0:
        return F(actual, target)
    if target < 0:
        return None if how['negative'] == 'missing' else 1 + F(actual - target, -target)
    if how['zero'] == 'reached':
        if how['direction'] == 'less':
            return F(1) if actual <= 0 else ENDLESS
        return F(int(actual == 0 if how['direction'] == 'range' else actual >= 0))
    return 1 + F(actual) / how['scale'] if how['zero'] == 'absolute' else None


DEFAULTS = {'zero': 'missing', 'negative': 'shift', 'direction': 'more'}


def points_of(rule, p, actual, target, decimals, how):
    """Points in steps, None for none."""
    x = attainment(actual, target, how)
    if x is None:
        return None
    value = limit(rule, p) if x is ENDLESS else RULES[rule](p, x)
    return None if value is None else half_away(value, decimals)


def weights_of(rng, count):
    """Weights of two decimals that add up to 100: (texts, hundredths)."""
    cuts = sorted(rng.sample(range(1, 10000), count - 1))
    parts = [b - a for a, b in zip([0] + cuts, cuts + [10000])]
    return [text(part, 2) for part in parts], parts


def draw_policies(rng, rule):
    how = {'zero': rng.choice(('missing', 'reached', 'absolute')), 'negative': rng.choice(('shift', 'missing')),
           'direction': 'less' if rule[:4] == 'less' else 'range' if rule == 'range' else 'more',
           'scale': rng.randint(1, 10 ** 7)}
    return how


def total_of(points, weights, policy, points_decimals, total_decimals):
    """The total in steps, or None: where nothing at all was rated there is none under any policy."""
    if (policy == 'refuse' and None in points) or all(value is None for value in points):
        return None
    if policy == 'zero':
        points = [0 if value is None else value for value in points]
    there = [(value, weight) for value, weight in zip(points, weights) if value is not None]
    mean = F(sum(v * w for v, w in there), sum(w for _, w in there) * 10 ** points_decimals)
    return half_away(mean, total_decimals)
