#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Points and totals against exact fractions, to the last digit.

    exact.py DRIVER CASES [SEED]

Makes random cases (rule, parameters, actual, target, weights, policies), many of them built to lie on a rounding tie
or on an
edge of a rule, computes each with fractions straight from the rule's description, lets DRIVER compute the same
through the
public interface, and compares every figure. A case is one attainment that becomes points. Same seed, same cases.
"""
import random
import subprocess
import sys
from fractions import Fraction as F

INT64 = (-2 ** 63, 2 ** 63 - 1)
CHUNK = 20000
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


def rule_words(rule, given, knots):
    words = [rule, str(len(given))]
    for pair in given:
        words += pair
    words.append(str(len(knots)))
    for pair in knots:
        words += pair
    return ' '.join(words)


def rule_block(rng):
    """One rule over some attainments: (input lines, expected lines, cases)."""
    rule, p, given, knots = draw_rule(rng)
    decimals, count = rng.choice((0, 1, 2, 4, 4, 4, 6, 9)), rng.randint(1, 12)
    pairs = [draw_pair(rng, rule, p, decimals, True) for _ in range(count)]
    lines = ['R %d %s %d' % (decimals, rule_words(rule, given, knots), count)] + ['%d %d' % pair for pair in pairs]
    points = [points_of(rule, p, actual, target, decimals, DEFAULTS) for actual, target in pairs]
    if any(value is not None and not fits(value) for value in points):
        return lines, ['! CPF_E_RANGE'], count
    return lines, ['.' if value is None else str(value) for value in points], count


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


def model_block(rng):
    """A scorecard over some subjects: (input lines, expected lines, cases)."""
    points_decimals, total_decimals = rng.choice((0, 2, 4, 4, 9)), rng.choice((0, 1, 2, 2, 4))
    policy, items, subjects = rng.choice(('redistribute', 'zero', 'refuse')), rng.randint(1, 6), rng.randint(50, 150)
    texts, weights = weights_of(rng, items)
    lines, rules = ['M %d %d %s %d %d' % (points_decimals, total_decimals, policy, items, subjects)], []
    for weight in texts:
        rule, p, given, knots = draw_rule(rng)
        how, decimals = draw_policies(rng, rule), rng.randint(0, 6)
        rules.append((rule, p, how))
        lines.append(' '.join([str(decimals), how['direction'], weight, how['zero'], text(how['scale'], decimals),
                               how['negative'], rule_words(rule, given, knots)]))
    expected = []
    for _ in range(subjects):
        pairs = [draw_pair(rng, rule, p, points_decimals, False) for rule, p, _ in rules]
        pairs = [tuple('.' if rng.random() < 0.03 else str(value) for value in pair) for pair in pairs]
        points = [None if '.' in pair else points_of(rule, p, int(pair[0]), int(pair[1]), points_decimals, how)
                  for pair, (rule, p, how) in zip(pairs, rules)]
        total = total_of(points, weights, policy, points_decimals, total_decimals)
        lines.append(' '.join(word for pair in pairs for word in pair))
        expected.append(' '.join('.' if value is None else str(value) for value in points + [total]))
        if any(value is not None and not fits(value) for value in points):
            return lines, None, 0  # the whole appraisal is refused: rule blocks test that
    return lines, expected, items * subjects


def chunk_of(rng, wanted):
    blocks, cases = [], 0
    while cases < wanted:
        block = model_block(rng) if rng.random() < 0.02 else rule_block(rng)
        if block[1] is not None:
            blocks.append(block)
            cases += block[2]
    return blocks, cases


def compare(blocks, answers):
    """Tells the first difference; returns the number of figures compared."""
    at = 0
    for lines, expected, _ in blocks:
        for k, want in enumerate(expected):
            got = answers[at] if at < len(answers) else '(nothing)'
            at += 1
            if got != want:
                items = 1 + int(lines[0].split()[4]) if lines[0][0] == 'M' else 0
                head = lines[:items] + [lines[items + k]] if items else lines
                sys.exit('DIFFERENT: want %s, got %s (row %d) in\n%s' % (want, got, k, '\n'.join(head)))
    if at != len(answers):
        sys.exit('DIFFERENT: %d lines expected, %d given' % (at, len(answers)))
    return sum(len(line.split()) for _, expected, _ in blocks for line in expected)


def main():
    driver, wanted = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20260731
    rng, done, figures = random.Random(seed), 0, 0
    print('seed %d' % seed, flush=True)
    while done < wanted:
        blocks, cases = chunk_of(rng, min(CHUNK, wanted - done))
        asked = '\n'.join(line for lines, _, _ in blocks for line in lines) + '\n'
        run = subprocess.run([driver], input=asked, capture_output=True, text=True)
        if run.returncode:
            sys.exit('driver failed (%d): %s' % (run.returncode, run.stderr[-2000:]))
        figures += compare(blocks, run.stdout.splitlines())
        done += cases
    print('%d cases, %d figures: all equal to the last digit' % (done, figures))


if __name__ == '__main__':
    main()
