#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the command line on the plans of examples/adventureworks and compares every figure with oracle.py, exactly.

    compare.py CHANNELPERF FOLDER       FOLDER: examples/adventureworks; exit 1 on a difference
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
from collections import Counter

import oracle


class Runner:
    def __init__(self, program, folder):
        self.program, self.folder, self.got = program, folder, {}

    def call(self, *arguments):
        done = subprocess.run([self.program, *arguments], capture_output=True, text=True, encoding='utf-8')
        if done.returncode:
            sys.exit('FAILED (%d): %s\n%s' % (done.returncode, ' '.join(arguments), done.stderr[-3000:]))
        return done.stdout

    def plan(self, name):
        return os.path.join(self.folder, name + '.json')

    def keep(self, plan, table, rows):
        """Rows of facts or targets."""
        for row in rows:
            self.got[plan, table, row['period'], row['unit'], row['indicator']] = row['value']

    def columns(self, plan):
        """Actual values and targets of all periods."""
        for command, table in (('measure', 'facts'), ('cascade', 'targets')):
            text = self.call(command, self.plan(plan), '--format', 'csv', '--quiet')
            self.keep(plan, table, csv.DictReader(io.StringIO(text)))

    def appraisal(self, plan, period, standings):
        """Scores, totals, ranks and grades of one period from the files of a run."""
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, 'out')
            self.call('run', self.plan(plan), '--out', out, '--period', period, '--quiet')
            for row in read(out, 'scores.csv'):
                if row['attainment'] and row['indicator'] == 'sales':
                    self.got[plan, 'attainment', period, row['unit'], 'sales'] = row['attainment']
                self.got[plan, 'points', period, row['unit'], row['indicator']] = row['points']
            for row in read(out, 'totals.csv'):
                self.got[plan, 'totals', period, row['unit'], 'total'] = row['total']
                for standing in standings:
                    for figure in ('rank', 'grade'):
                        if row['%s_%s' % (figure, standing)]:
                            self.got[plan, 'totals', period, row['unit'], figure] = row['%s_%s' % (figure, standing)]


def read(folder, name):
    with open(os.path.join(folder, name), newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


def main():
    program, folder = sys.argv[1], sys.argv[2]
    runner = Runner(program, folder)
    for plan in ('plan', 'managers', 'territories', 'cascade'):
        runner.call('check', runner.plan(plan), '--quiet')
        runner.columns(plan)
    for period, _, _ in oracle.WINDOWS + oracle.YEARS:
        runner.appraisal('plan', period, ['people', 'regions'])
    for period, _, _ in oracle.WINDOWS:
        runner.appraisal('managers', period, [])
    compared, wrong = Counter(), []
    for plan, table, period, unit, name, want in oracle.everything(folder):
        compared[plan, table] += 1
        got = runner.got.get((plan, table, period, unit, name), '')
        if got != want:
            wrong.append('%s %s %s %s %s: want "%s", got "%s"' % (plan, table, period, unit, name, want, got))
    for key, count in compared.items():
        print('%-12s %-10s %6d figures' % (*key, count))
    for line in oracle.labels(oracle.Data(folder)):
        print(line)
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    print('%d figures compared, %d differ' % (sum(compared.values()), len(wrong)))
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
