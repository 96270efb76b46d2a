#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""goals.py CHANNELPERF: the target of examples/adventureworks/goals.json, worked out again from orders.csv.

The company's target is the sales of the quota year before and 20 per cent; every unit is the sum of those below it; every
account lies between its bounds; what the effects say of a unit adds up to its target; the gaps to the quotas are right.
"""
import csv
import io
import os
import subprocess
import sys
from fractions import Fraction

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FOLDER = os.path.join(ROOT, "examples", "adventureworks")
PINNED = {"P295": 900000, "P296": 800000}


def table(program, *arguments):
    command = [program, "cascade", os.path.join(FOLDER, "goals.json"), "--period", "QY2013", "--format", "csv", "--quiet"]
    run = subprocess.run([*command, *arguments], capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    return list(csv.DictReader(io.StringIO(run.stdout)))


def rows(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def sales_before():
    """Sales of each account from 2011-07-01 to 2012-06-29."""
    sales = {}
    for row in rows("orders.csv"):
        if "2011-07-01" <= row["OrderDate"][:10] < "2012-06-30":
            account = f"P{row['EmployeeKey']}/{row['ResellerKey']}"
            sales[account] = sales.get(account, 0) + Fraction(row["SalesAmount"])
    return sales


def parents():
    above = {}
    for row in rows("territories.csv"):
        chain = ["AW", "G:" + row["SalesTerritoryGroup"], "C:" + row["SalesTerritoryCountry"], "T" + row["SalesTerritoryKey"]]
        above.update(zip(chain[1:], chain))
    for row in rows("employees.csv"):
        if row["SalesPersonFlag"] == "1" and row["Status"] == "Current":
            above["P" + row["EmployeeKey"]] = "T" + row["SalesTerritoryKey"]
    for row in rows("accounts.csv"):
        above[f"P{row['EmployeeKey']}/{row['ResellerKey']}"] = "P" + row["EmployeeKey"]
    return above


def check_sums(targets, above):
    below = {}
    for unit, target in targets.items():
        if unit != "AW":
            below[above[unit]] = below.get(above[unit], 0) + target
    for unit, total in below.items():
        if total != targets[unit]:
            sys.exit(f"{unit}: {total} below, {targets[unit]} above")
    return len(below)


def check_bounds(targets, sales):
    held = 0
    for account, before in sales.items():
        if before <= 0 or account.split("/")[0] in PINNED:
            continue
        if not before * Fraction(8, 10) <= targets[account] <= before * Fraction(16, 10):
            sys.exit(f"{account}: {targets[account]} is not within -20 % and +60 % of {before}")
        held += 1
    return held


def main():
    targets = {row["unit"]: Fraction(row["value"]) for row in table(sys.argv[1])}
    sales = sales_before()
    if targets["AW"] != round(sum(sales.values()) * Fraction(12, 10)):
        sys.exit(f"AW: {targets['AW']}, not 120 % of {float(sum(sales.values()))}")
    sums, held = check_sums(targets, parents()), check_bounds(targets, sales)
    effects = {}
    for row in table(sys.argv[1], "--explain"):
        effects[row["unit"]] = effects.get(row["unit"], 0) + Fraction(row["amount"])
    for unit, total in effects.items():
        if unit != "AW" and total != targets[unit]:
            sys.exit(f"{unit}: effects add up to {total}, the target is {targets[unit]}")
    quotas = {row["Unit"]: Fraction(row["Quota"]) for row in rows("quota_years.csv") if row["Period"] == "QY2013"}
    gaps = {row["unit"]: row for row in table(sys.argv[1], "--gap")}
    for unit, quota in quotas.items():
        if Fraction(gaps[unit]["committed"]) != quota or Fraction(gaps[unit]["gap"]) != quota - targets[unit]:
            sys.exit(f"{unit}: {gaps[unit]}, quota {quota}")
    print(f"{sums} sums, {held} accounts within bounds, {len(effects)} units explained, {len(quotas)} quotas compared")


main()
