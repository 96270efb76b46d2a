#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""outcomes.py CHANNELPERF: what follows from the results of AdventureWorks, worked out again in fractions.

Commissions by bands from orders.csv and quota_years.csv; the bonus pool from the bonuses; composed totals from the totals of the
windows; points of reseller tiers from orders.csv.
"""
import csv
import io
import os
import subprocess
import sys
from fractions import Fraction

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FOLDER = os.path.join(ROOT, "examples", "adventureworks")
BANDS = ((Fraction(0), Fraction(8, 10), Fraction(5, 1000)), (Fraction(8, 10), Fraction(1), Fraction(75, 10000)),
         (Fraction(1), None, Fraction(125, 10000)))


def table(program, command, plan, period, name):
    run = subprocess.run([program, command, os.path.join(FOLDER, plan), "--period", period, "--table", name, "--format", "csv",
                          "--quiet"], capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    return list(csv.DictReader(io.StringIO(run.stdout)))


def rows(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def rounded(value, decimals):
    """Half away from zero; all figures here are positive."""
    scaled = value * 10 ** decimals
    return Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10 ** decimals)


def check(what, got, want):
    if Fraction(got) != want:
        sys.exit(f"{what}: {got}, not {float(want)}")


def check_commissions(program, orders):
    quotas = {row["Unit"]: Fraction(row["Quota"]) for row in rows("quota_years.csv") if row["Period"] == "QY2013"}
    sales = {}
    for row in orders:
        if "2012-06-30" <= row["OrderDate"][:10] < "2013-06-30":
            person = "P" + row["EmployeeKey"]
            sales[person] = sales.get(person, 0) + Fraction(row["SalesAmount"])
    found = table(program, "apply", "plan.json", "QY2013", "commissions")
    for row in found:
        amount, quota = sales[row["unit"]], quotas[row["unit"]]
        earned = sum(max(0, min(amount, high * quota if high else amount) - low * quota) * rate for low, high, rate in BANDS)
        check(f"commission of {row['unit']}", row["amount"], rounded(earned, 2))
    return len(found)


def check_pool(program):
    pay = {row["unit"]: Fraction(row["paid"]) for row in table(program, "apply", "plan.json", "QY2013", "pay")}
    pool = table(program, "apply", "plan.json", "QY2013", "pools")
    least = {unit: rounded(award * Fraction(40, 100), 2) for unit, award in pay.items()}
    factor = (65000 - sum(least.values())) / (sum(pay.values()) - sum(least.values()))
    for row in pool:
        exact = least[row["unit"]] + (pay[row["unit"]] - least[row["unit"]]) * factor
        if abs(Fraction(row["paid"]) - exact) >= Fraction(1, 100):
            sys.exit(f"pool of {row['unit']}: {row['paid']}, exact {float(exact)}")
    check("pool", sum(Fraction(row["paid"]) for row in pool), Fraction(65000))
    return len(pool)


def check_composed(program):
    parts = {}
    for row in table(program, "review", "plan.json", "QY2013", "composed_parts"):
        if row["total"]:
            parts.setdefault(row["unit"], []).append(Fraction(row["total"]))
    found = table(program, "review", "plan.json", "QY2013", "composed")
    for row in found:
        own = parts[row["unit"]]
        check(f"composed total of {row['unit']}", row["total"], rounded(sum(own) / len(own), 2))
    return len(found)


def check_tiers(program, orders):
    sales, numbers = {}, {}
    for row in orders:
        if "2013-07-01" <= row["OrderDate"][:10] < "2013-10-01":
            reseller = "R" + row["ResellerKey"]
            sales[reseller] = sales.get(reseller, 0) + Fraction(row["SalesAmount"])
            numbers.setdefault(reseller, set()).add(row["SalesOrderNumber"])
    found = [row for row in table(program, "apply", "territories.json", "2013-Q3", "tiers") if row["best_track"] == "volume"]
    for row in found:
        points = min(Fraction(70), sales.get(row["unit"], 0) * 70 / 60000) + min(30, 10 * len(numbers.get(row["unit"], ())))
        if abs(Fraction(row["points"]) - points) > Fraction(2, 10000):
            sys.exit(f"points of {row['unit']}: {row['points']}, not {float(points)}")
    return len(found)


def main():
    orders = rows("orders.csv")
    print(f"{check_commissions(sys.argv[1], orders)} commissions, {check_pool(sys.argv[1])} awards, "
          f"{check_composed(sys.argv[1])} composed totals, {check_tiers(sys.argv[1], orders)} resellers agree")


main()
