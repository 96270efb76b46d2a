#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the benchmarks and the yardstick in turn and prints the ratios; called by run.sh.

    table.py PROGRAMS LIMIT DATA BENCH [--narrow] ROUNDS WORKLOAD...    --narrow: the programs that BENCH_CPU narrows
"""
import json
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS, LIMIT, DATA, BENCH = sys.argv[1:5]
NARROW = '_narrow' if '--narrow' in sys.argv else ''
ROUNDS, *WORKLOADS = [word for word in sys.argv[5:] if word != '--narrow']
EXPECTED = os.path.join(BENCH, 'expected')


def run(command):
    """(JSON lines, wall ms); ends the program when the command fails."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit('FAILED %s\n%s' % (' '.join(command), done.stderr[-1000:]))
    wall = (time.perf_counter() - start) * 1e3
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{')], wall


def library(workload, size, threads, folder, out):
    if workload == 'w3':
        program, plan = os.path.join(PROGRAMS, 'bench_w3' + NARROW), os.path.join(HERE, 'w3.json')
        lines, wall = run([program, plan, folder, out, threads])
        run([sys.executable, os.path.join(BENCH, 'check_w3.py'), out, size])
        return {'whole process': (wall, lines[0]['rss_mb'])}
    program = os.path.join(PROGRAMS, 'bench_' + workload[:2] + NARROW)  # w1b: the program of w1
    lines, _ = run([program, folder, EXPECTED, threads, '5'] + ([workload] if workload == 'w1b' else []))
    return {line['variant']: (line['ms'], line['rss_mb'], line['held_most_mb'] / line['held_mb']) for line in lines}


def yardstick(workload, size, threads, folder, out):
    if NARROW or not os.path.exists(LIMIT):
        return {}
    if workload == 'w3':
        _, wall = run([LIMIT, folder, 'w3', threads, '1', out])
        return {'whole process': (wall, 0)}
    lines, _ = run([LIMIT, folder, workload, threads, '5', os.path.join(EXPECTED, '%s_%s.json' % (workload, size))])
    return {line.get('variant', ''): (line['ms'], line.get('rss_mb', 0)) for line in lines}


def main():
    seen = {}
    out = os.path.join(DATA, 'results.csv')
    for _ in range(int(ROUNDS)):
        for name in WORKLOADS:
            workload, size = name[:-1], name[-1]
            folder = os.path.join(DATA, 'w3s' if name == 'w3S' else name.replace('w1b', 'w1'))
            for threads in '12':
                for who, measure in (('library', library), ('limit', yardstick)):
                    for variant, figures in measure(workload, size, threads, folder, out).items():
                        seen.setdefault((name, threads, variant), {}).setdefault(who, []).append(figures)
    # held at most / held when the result is there: the model (the input in the library's form) and the result
    titles = ('workload', 'threads', 'variant', 'library ms', 'limit ms', 'ratio', 'peak MB', 'held')
    print('%-8s %7s  %-16s %12s %12s %8s %9s %7s' % titles)
    for (name, threads, variant), both in seen.items():
        if 'library' not in both:
            continue
        ours = statistics.median(figures[0] for figures in both['library'])
        theirs = statistics.median(figures[0] for figures in both['limit']) if 'limit' in both else float('nan')
        held = ['%.3f' % figures[2] for figures in both['library'] if len(figures) > 2]
        print('%-8s %7s  %-16s %12.2f %12.2f %8.2f %9.0f %7s' % (name, threads, variant, ours, theirs, ours / theirs,
                                                                max(figures[1] for figures in both['library']),
                                                                max(held, default='')))
    with_bounds(seen)


def with_bounds(seen):
    """A cascade between floors and caps beside the same without them: at most three times as long."""
    for (name, threads, variant), both in seen.items():
        without = seen.get((name.replace('w1b', 'w1'), threads, variant))
        if not name.startswith('w1b') or not without:
            continue
        pairs = [bounded[0] / plain[0] for bounded, plain in zip(both['library'], without['library'])]
        print('%-8s %7s  %-16s bounds / none %30.2f' % (name, threads, variant, statistics.median(pairs)))


if __name__ == '__main__':
    main()
