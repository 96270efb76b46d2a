#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""explained.py DRIVER CHANNELPERF [EVERY]: every figure of AdventureWorks from its explanation.

Takes the explanations of all figures in machine form, works every step out again from its parts in fractions, and compares: a step with
an operation is what the operation makes of those parts that have a figure, and the first step is the figure of the result. Of the values
of indicators one of EVERY is taken (default 50; 1: all of them).
"""
import json
import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FOLDER = os.path.join(ROOT, "examples", "adventureworks")
PLANS = ("plan", "managers", "territories", "cascade", "goals", "track")


def decimals_of(text):
    return len(text.partition(".")[2])


def rounded(value, decimals):
    """Half away from zero."""
    scaled = abs(value) * 10 ** decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10 ** decimals)


def cut(value, decimals):
    scaled = abs(value) * 10 ** decimals
    whole = scaled.numerator // scaled.denominator
    return Fraction(whole if value >= 0 else -whole, 10 ** decimals)


def ceiling(value, decimals):
    scaled = value * 10 ** decimals
    return Fraction(-(-scaled.numerator // scaled.denominator), 10 ** decimals)


def multiples(value, unit):
    quotient = value / unit
    whole = abs(quotient).numerator // abs(quotient).denominator
    return whole if quotient >= 0 else -whole


def product(parts):
    result = Fraction(1)
    for part in parts:
        result *= part
    return result


OPERATIONS = {
    "sum": lambda *p: sum(p, Fraction(0)),
    "product": lambda *p: product(p),
    "difference": lambda a, b: a - b,
    "quotient": lambda a, b: a / b,
    "negation": lambda a: -a,
    "shift": lambda a, b: 1 + (a - b) / abs(b),
    "absolute": lambda a, b: 1 + a / b,
    "inverse": lambda a: 1 / a,
    "steps": lambda a, b: Fraction(multiples(a - 1, b)),
    "line": lambda a, b, c, d: (a + b * c) / d,
    "clamp": lambda a, low, high: low if a < low else high if a > high else a,
    "floor": lambda a, b: multiples(a, b) * b,
    "least": lambda *p: min(p),
    "greatest": lambda *p: max(p),
    "equal": lambda a, b: Fraction(a == b),
    "unequal": lambda a, b: Fraction(a != b),
    "less": lambda a, b: Fraction(a < b),
    "less_equal": lambda a, b: Fraction(a <= b),
    "more": lambda a, b: Fraction(a > b),
    "more_equal": lambda a, b: Fraction(a >= b),
    "not": lambda a: Fraction(not a),
    "and": lambda a, b: Fraction(bool(a) and bool(b)),
    "or": lambda a, b: Fraction(bool(a) or bool(b)),
}


class Mismatch(Exception):
    pass


class Evaluator:
    def __init__(self):
        self.nodes = self.worked_out = 0

    def value(self, step):
        """What a step hands on; None: it has no figure."""
        self.nodes += 1
        parts = [part for part in (self.value(part) for part in step["parts"]) if part is not None]
        if step["value"] is None:
            return None
        text = step["value"]
        shown, decimals, name = Fraction(text), decimals_of(text), step.get("expression", "")
        if step["kind"] == "rule" or name not in OPERATIONS and name not in ("rounded", "rounded_up", "when"):
            return shown
        self.worked_out += 1
        if name in ("rounded", "rounded_up"):
            if len(parts) != 1:
                raise Mismatch(f"{step['label']}: {len(parts)} parts of {name}")
            expected = rounded(parts[0], decimals) if name == "rounded" else ceiling(parts[0], decimals)
            handed = shown
        elif name == "when":
            if not parts[0]:
                raise Mismatch(f"{step['label']}: the condition does not hold")
            handed = parts[1]
            expected = cut(handed, decimals)
        else:
            handed = OPERATIONS[name](*parts)
            expected = cut(handed, decimals)
        if expected != shown:
            raise Mismatch(f"{step['label']} ({name}): {text} is shown, the parts give {float(expected)}")
        return handed


def read_plan(driver, plan, every, counts, wrong):
    run = subprocess.Popen([driver, os.path.join(FOLDER, plan + ".json"), FOLDER, str(every)], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    for line in run.stdout:
        table, what, unit, period, figure, document = line.rstrip("\n").split("\t", 5)
        evaluator = Evaluator()
        steps = json.loads(document, parse_float=str, parse_int=str)["steps"]
        try:
            for step in steps:
                evaluator.value(step)
            if figure != "*" and (steps[0]["value"] or "") != figure:
                raise Mismatch(f"the result is {figure}, the explanation tells {steps[0]['value']}")
        except (Mismatch, ZeroDivisionError, TypeError) as error:
            wrong.append(f"{plan} {table} {what} {unit} {period}: {error}")
        for key, count in (("cells", 1), ("steps", evaluator.nodes), ("worked out", evaluator.worked_out)):
            counts[plan, table, key] += count
    if run.wait():
        sys.exit(f"explained.py: {driver} failed on {plan}")


def read_command(program, plan, period, table, counts, wrong):
    """The same from the command line: a list with an explanation for each row of the table."""
    run = lambda *arguments: subprocess.run([program, *arguments, "--quiet"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    path = os.path.join(FOLDER, plan + ".json")
    told = json.loads(run("explain", path, "--table", table, "--period", period, "--format", "json"), parse_float=str, parse_int=str)
    rows = run("apply", path, "--table", table, "--period", period, "--format", "csv").count("\n") - 1
    if len(told) != rows:
        wrong.append(f"{plan} {table} {period}: {len(told)} rows are explained, there are {rows}")
    for explanation in told:
        evaluator = Evaluator()
        for step in explanation["steps"]:
            evaluator.value(step)
        for key, count in (("cells", 1), ("steps", evaluator.nodes), ("worked out", evaluator.worked_out)):
            counts["command line", table, key] += count


def main():
    driver, program, every = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 50
    counts, wrong = Counter(), []
    for table in ("pay", "commissions", "pools"):
        read_command(program, "plan", "QY2013", table, counts, wrong)
    for plan in PLANS:
        read_plan(driver, plan, every, counts, wrong)
    for plan, table in sorted({key[:2] for key in counts}):
        print("%-12s %-16s %8d cells %10d steps %10d worked out" % (plan, table, *(counts[plan, table, key] for key in ("cells", "steps", "worked out"))))
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    totals = [sum(count for key, count in counts.items() if key[2] == name) for name in ("cells", "steps", "worked out")]
    print("%d cells, %d steps, %d of them worked out again, %d cells differ" % (*totals, len(wrong)))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
