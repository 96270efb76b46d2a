#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A quarter followed: the answer checked, or the whole process timed beside W3 on the same files.

    track.py check DATA OUT DAY                     actuals and targets of OUT/pace.csv against the rows of DATA
    track.py time PROGRAMS DATA OUT DAY ROUNDS      bench_track and bench_w3 in turn, on 1 and 2 threads
"""
import csv
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))


def cents(text):
    whole, _, part = text.lstrip('-').partition('.')
    value = int(whole) * 100 + int((part + '00')[:2])
    return -value if text.startswith('-') else value


def lines_above(data):
    """The units that each channel's sales count for."""
    above = {}
    with open(os.path.join(data, 'org.csv'), encoding='utf-8') as handle:
        for row in csv.DictReader(handle):
            above[row['channel_id']] = (row['channel_id'], row['rep'], row['team'], row['region'], 'ALL')
    return above


def sums_of(data, above, first, last):
    sums = defaultdict(int)
    with open(os.path.join(data, 'orders.csv'), encoding='utf-8') as handle:
        next(handle)
        for line in handle:
            _, day, channel, _, amount, _ = line.split(',')
            if first <= day <= last and channel in above:
                sums[channel] += cents(amount)
    return sums


def check(data, out, day):
    above = lines_above(data)
    actual, base = defaultdict(int), 0
    for channel, amount in sums_of(data, above, '2025-01-01', day).items():
        for unit in above[channel]:
            actual[unit] += amount
    base = sum(sums_of(data, above, '2024-01-01', '2024-03-31').values())
    target, below, rows = defaultdict(int), defaultdict(int), 0
    with open(os.path.join(out, 'pace.csv'), encoding='utf-8') as handle:
        for row in csv.DictReader(handle):
            rows += 1
            if cents(row['actual']) != actual[row['unit']]:
                sys.exit('track.py: actual of %s is %s, not %d cents' % (row['unit'], row['actual'], actual[row['unit']]))
            if row['target']:
                target[row['unit']] = cents(row['target'])
    for line in above.values():
        for child, parent in {(line[0], line[1]), *zip(line[1:], line[2:])}:
            if (child, parent) not in below:
                below[child, parent] = target[child]
    sums = defaultdict(int)
    for (_, parent), amount in below.items():
        sums[parent] += amount
    for parent, amount in sums.items():
        if amount != target[parent]:
            sys.exit('track.py: the targets below %s add up to %d cents, not %d' % (parent, amount, target[parent]))
    growth = Fraction(base * 105, 100 * 100)  # whole dollars: the step of the goal
    if abs(Fraction(target['ALL'], 100) - growth) > 1:
        sys.exit('track.py: the target is %d cents, not %s' % (target['ALL'], float(growth)))
    print('track: %d rows of pace as the orders say' % rows)


def measure(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit('FAILED %s\n%s' % (' '.join(command), done.stderr[-1000:]))
    used = sum(getattr(after, name) - getattr(before, name) for name in ('ru_utime', 'ru_stime'))
    return 1e3 * wall, 1e3 * used, done.stderr


def race(programs, data, out, day, rounds):
    commands = {'track': lambda t: [os.path.join(programs, 'bench_track'), os.path.join(HERE, 'track.json'), data, out, day, t],
                'w3': lambda t: [os.path.join(programs, 'bench_w3'), os.path.join(HERE, 'w3.json'), data,
                                 os.path.join(out, 'w3.csv'), t]}
    print('%-8s %7s %12s %12s   whole process, medians of %d' % ('', 'threads', 'wall ms', 'used ms', rounds))
    for threads in '12':
        seen = defaultdict(list)
        for _ in range(rounds):
            for name, command in commands.items():
                seen[name].append(measure(command(threads)))
        for name, times in seen.items():
            print('%-8s %7s %12.0f %12.0f' % (name, threads, *(statistics.median(t[k] for t in times) for k in (0, 1))))
        pairs = [a[1] / b[1] for a, b in zip(seen['track'], seen['w3'])]
        print('%-8s %7s %25.2f' % ('ratio', threads, statistics.median(pairs)))
        print('parts of the last:\n%s' % seen['track'][-1][2].rstrip())


def main():
    what, *words = sys.argv[1:]
    if what == 'check':
        check(*words)
    else:
        race(*words[:4], int(words[4]))


if __name__ == '__main__':
    main()
