#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same rows in another order, in another number of files' worth of batches, on another number of threads: the
same bytes.

    same_bytes.py CHANNELPERF FOLDER [SEED]     FOLDER: examples/adventureworks
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile

PLANS = [('plan', 'QY2013'), ('territories', '2013'), ('managers', 'W2013-03-30'), ('cascade', '2014')]
FILES = ['totals.csv', 'scores.csv', 'groups.csv', 'targets.csv', 'facts.csv', 'goals.csv', 'units.csv', 'periods.csv']


def shuffled(folder, copy, rng):
    """A copy of the example in which the rows of every CSV file are in random order."""
    shutil.copytree(folder, copy)
    for name in sorted(os.listdir(copy)):
        if name.endswith('.csv'):
            path = os.path.join(copy, name)
            with open(path, encoding='utf-8', newline='') as file:
                head, *rows = file.read().splitlines(keepends=True)
            rng.shuffle(rows)
            with open(path, 'w', encoding='utf-8', newline='') as file:
                file.writelines([head] + rows)


def results(program, folder, plan, period, threads):
    """The files of a run, by name."""
    with tempfile.TemporaryDirectory() as work:
        out = os.path.join(work, 'out')
        command = [program, 'run', os.path.join(folder, plan + '.json'), '--out', out, '--period', period,
                   '--threads', str(threads), '--quiet']
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit('FAILED (%d): %s\n%s' % (done.returncode, ' '.join(command), done.stderr[-2000:]))
        found = {}
        for name in FILES:
            path = os.path.join(out, name)
            if os.path.exists(path):
                with open(path, 'rb') as file:
                    found[name] = file.read()
        return found


def unordered(name, data):
    """Goals stand in the order in which the plan says them: for a shuffled plan their rows are compared as a set."""
    return b'\n'.join(sorted(data.split(b'\n'))) if name == 'goals.csv' else data


def main():
    program, folder = sys.argv[1], sys.argv[2]
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20260731
    print('seed %d' % seed)
    compared = 0
    with tempfile.TemporaryDirectory() as work:
        copy = os.path.join(work, 'shuffled')
        shuffled(folder, copy, random.Random(seed))
        for plan, period in PLANS:
            first = results(program, folder, plan, period, 1)
            for where, threads in ((folder, 2), (folder, 8), (copy, 1), (copy, 2)):
                other = results(program, where, plan, period, threads)
                for name in sorted(set(first) | set(other)):
                    if unordered(name, first.get(name, b'')) != unordered(name, other.get(name, b'')):
                        order = 'shuffled' if where == copy else 'same'
                        sys.exit('DIFFERENT: %s of %s, %s rows, %d threads' % (name, plan, order, threads))
                    compared += 1
    print('%d files of results: the same bytes' % compared)


if __name__ == '__main__':
    main()
