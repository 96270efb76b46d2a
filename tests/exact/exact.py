#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Points and totals against exact fractions, to the last digit.

    exact.py DRIVER CASES [SEED]

Makes random cases (rule, parameters, actual, target, weights, policies), many of them built to lie on a rounding tie
or on an
edge of a rule, computes each with fractions straight from the rule's description, lets DRIVER compute the same
through the
public interface, and compares every figure. A case is one attainment, distance, rank or cell of a matrix that becomes
points, one total of several levels, one rating that is corrected, one score out of ratings, or one composed total. Same
seed, same cases.
"""
import collections
import random
import subprocess
import sys

from cards import card_block
from composed import composed_block
from ratings import rating_block
from reference import (DEFAULTS, draw_pair, draw_policies, draw_rule, fits, points_of, text, total_of, weights_of)

CHUNK = 20000


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


def plain_block(make, shape):
    """A block of one shape: (input lines, expected lines, cases by shape)."""
    def made(rng):
        lines, expected, cases = make(rng)
        return lines, expected, {shape: cases}
    return made


# of each kind so many among a thousand: most of them are a single rule over a few attainments
KINDS = (plain_block(rule_block, 'rule'), plain_block(model_block, 'scorecard'), card_block, rating_block,
         composed_block)
OFTEN = (860, 20, 60, 50, 10)


def chunk_of(rng, wanted):
    blocks, cases = [], collections.Counter()
    while sum(cases.values()) < wanted:
        block = rng.choices(KINDS, OFTEN)[0](rng)
        if block[1] is not None:
            blocks.append(block)
            cases.update(block[2])
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
    rng, done, figures = random.Random(seed), collections.Counter(), 0
    print('seed %d' % seed, flush=True)
    while sum(done.values()) < wanted:
        blocks, cases = chunk_of(rng, min(CHUNK, wanted - sum(done.values())))
        asked = '\n'.join(line for lines, _, _ in blocks for line in lines) + '\n'
        run = subprocess.run([driver], input=asked, capture_output=True, text=True)
        if run.returncode:
            sys.exit('driver failed (%d): %s' % (run.returncode, run.stderr[-2000:]))
        figures += compare(blocks, run.stdout.splitlines())
        done.update(cases)
    print('%d cases, %d figures: all equal to the last digit' % (sum(done.values()), figures))
    print(', '.join('%s %d' % pair for pair in sorted(done.items())))


if __name__ == '__main__':
    main()
