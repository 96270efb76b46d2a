#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""replay.py CHANNELPERF [SEED]: results of the past computed again.

Results are stored as they were on a day. Then more comes in: new orders, corrections of old ones, orders taken back, amended goals, reliefs,
credits, claw-backs, moves of the calibration meeting, answers in cases, and a scheme of other rates. The stored plan with the rows of today, and
today's plan where only records with later days were added, must give the same bytes as of that day, on one thread and on two; and as of
today others.
"""
import copy
import csv
import json
import os
import random
import subprocess
import sys
import tempfile

DAY, TODAY = "2026-07-31", "2026-12-31"
REPS = ["R%d" % i for i in range(1, 9)]
# What describes the plan or the reading of rows, not results: it grows with them (as the end of summary.txt does).
OF_TODAY = {"goals.csv", "rows.csv", "findings.csv", "provenance.csv"}


def plan_of_the_day():
    units = [{"level": "company", "code": "ALL"}, {"level": "team", "code": "N", "parent": "ALL"}, {"level": "team", "code": "S", "parent": "ALL"}]
    units += [{"level": "rep", "code": rep, "parent": "NS"[i % 2], "attributes": {"potential": 1 + i}} for i, rep in enumerate(REPS)]
    source = {"code": "orders", "file": "orders.csv", "unit": {"columns": ["rep"]}, "day": "date", "key": ["order"], "known": "entered",
              "void": "status = 'void'", "feeds": [{"measure": "sales", "column": "amount"}, {"measure": "orders"}]}
    common = {"direction": "more", "owner": "board", "data_source": "orders"}
    items = [{"indicator": "sales", "weight": 70, "rule": {"name": "capped", "cap": 120}},
             {"indicator": "orders", "weight": 30, "rule": {"name": "linear"}, "target": "40"}]
    records = {
        "decision": [{"unit": "ALL", "indicator": "sales", "period": "2026", "state": state, "on": "2026-01-0%d" % (i + 1), "by": "board"}
                     for i, state in enumerate(("draft", "proposed", "agreed", "published"))],
        "amendment": [{"unit": "ALL", "indicator": "sales", "period": "2026", "on": "2026-05-04", "target": "81000"}],
        "relief": [{"unit": "R2", "indicator": "sales", "period": "2026", "percent": 5, "on": "2026-04-01", "by": "board", "reason": "flood"}],
        "rate_table": [{"code": "running", "mode": "whole", "base": "attainment", "per": "cumulative", "retroactive": "yes", "cap": 900, "carry_over": "yes"},
                       {"code": "deals", "per": "deal"}],
        "rate_band": [{"table": "running", "rate": "0.01"}, {"table": "running", "from": "0.5", "rate": "0.02"}, {"table": "deals", "rate": "0.0333"}],
        "commission": [{"table": "running", "level": "rep", "indicator": "sales", "period": "2026", "each": "month"},
                       {"table": "deals", "level": "rep", "indicator": "sales", "period": "2026", "each": "quarter"}],
        "credit": [{"deal": "D%d" % i, "unit": rep, "percent": percent, "indicator": "sales", "amount": "%d.01" % (1000 + 77 * i), "on": "2026-0%d-11" % (1 + i)}
                   for i in range(7) for rep, percent in (("R1", "33.3333"), ("R2", "66.6667"))],
        "clawback": [{"unit": "R1", "deal": "D0", "indicator": "sales", "amount": "50", "on": "2026-03-03"}],
        "draw": [{"level": "rep", "period": "2026", "each": "month", "floor": 40}],
        "pay": [{"code": "bonus", "by": "total", "base": "1000.5", "floor": 300}],
        "pool": [{"code": "pool", "amount": 2500, "of": "pay", "scheme": "bonus", "minimum_percent": 10}],
        "tier": [{"track": "t", "tier": "silver", "rank": 1, "limit": 3}, {"track": "t", "tier": "gold", "rank": 2, "limit": 8}],
        "tier_criterion": [{"track": "t", "indicator": "sales", "maximum": 10, "full_at": "9000"}],
        "tier_rule": [{"level": "rep", "period": "2026", "each": "quarter", "grace": 1}],
        "composition": [{"period": "2026"}],
        "calibration_rule": [{"standing": "reps", "most_steps": 2}],
        "calibration_move": [{"standing": "reps", "period": "2026-06", "unit": "R3", "to": "A", "on": "2026-07-10", "by": "board", "reason": "project"}],
        "case_rule": [{"appeal_days": 60, "review_days": 30, "silence": "accepted"}],
        "case_event": [{"unit": "R4", "period": "2026-06", "state": "delivered", "on": "2026-07-05", "by": "hr"},
                       {"unit": "R4", "period": "2026-06", "state": "seen", "on": "2026-07-06", "by": "R4"}],
    }
    return {"channelperf": 1, "code": "replay", "version": "2026.1", "calendar": {"years": [2026, 2026]},
            "levels": [{"code": "company"}, {"code": "team"}, {"code": "rep"}], "units": units,
            "measures": [{"code": "sales", "kind": "sum", "decimals": 2}, {"code": "orders", "kind": "count"}], "sources": [source],
            "indicators": [{"code": "sales", "formula": "sum(sales)", "decimals": 2, "unit": "CNY", **common},
                           {"code": "orders", "formula": "sum(orders)", "unit": "one", **common}],
            "goals": [{"unit": "ALL", "indicator": "sales", "period": "2026", "target": "80000", "split": {"by": "equal", "to": "rep", "step": "0.01"},
                       "season": {"by": "days"}}],
            "scorecards": [{"code": "rep", "level": "rep", "items": items}],
            "grades": [{"code": "reps", "level": "rep", "bands": [{"grade": "A", "from": 90}, {"grade": "B", "from": 50}, {"grade": "C"}]}],
            "records": [{"kind": kind, "rows": rows} for kind, rows in records.items()]}


def add_later_records(plan):
    """Records of days after the day."""
    later = {
        "amendment": [{"unit": "ALL", "indicator": "sales", "period": "2026", "on": "2026-08-20", "target": "95000"}],
        "relief": [{"unit": "R5", "indicator": "sales", "period": "2026", "percent": 20, "on": "2026-09-01", "by": "board", "reason": "strike"}],
        "credit": [{"deal": "E%d" % i, "unit": "R3", "percent": 100, "indicator": "sales", "amount": 500, "on": "2026-08-1%d" % i} for i in range(3)],
        "clawback": [{"unit": "R2", "deal": "D1", "indicator": "sales", "amount": "70", "on": "2026-09-09"}],
        "calibration_move": [{"standing": "reps", "period": "2026-06", "unit": "R1", "to": "C", "on": "2026-08-10", "by": "board", "reason": "law"}],
        "case_event": [{"unit": "R4", "period": "2026-06", "state": "appealed", "on": "2026-08-07", "by": "R4", "reason": "orders"}],
    }
    for part in plan["records"]:
        part["rows"] = part["rows"] + later.get(part["kind"], [])


def order(name, chance, day, entered, status="open"):
    return [name, day, entered, chance.choice(REPS), status, "%d.%02d" % (chance.randint(10, 900), chance.randint(0, 99))]


def orders_of_the_day(chance):
    rows = []
    for i in range(300):
        day = "2026-%02d-%02d" % (chance.randint(1, 7), chance.randint(1, 28))
        rows.append(order("O%03d" % i, chance, day, day))
        if chance.random() < 0.2:
            rows.append(order("O%03d" % i, chance, day, "2026-07-%02d" % chance.randint(28, 31), chance.choice(["open", "void"])))
    return rows


def orders_after(chance, rows):
    later = []
    for i in range(150):
        entered = "2026-%02d-%02d" % (chance.randint(8, 12), chance.randint(1, 28))
        old = chance.choice(rows)
        later.append(order(old[0], chance, old[1], entered, chance.choice(["open", "open", "void"])))
        later.append(order("L%03d" % i, chance, chance.choice([entered, "2026-%02d-%02d" % (chance.randint(1, 7), chance.randint(1, 28))]), entered))
    both = rows + later
    chance.shuffle(both)
    return both


def write(folder, name, plan, rows):
    with open(os.path.join(folder, "orders.csv"), "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["order", "date", "entered", "rep", "status", "amount"]] + rows)
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(plan, file)
    return path


def call(program, *arguments):
    done = subprocess.run([program, *arguments, "--quiet"], capture_output=True)
    if done.returncode:
        sys.exit("%s\n%s" % (" ".join(arguments), done.stderr.decode()[-2000:]))
    return done.stdout


def results(program, plan, day, threads, work):
    """Every file of a run, and what the commands of the stages print."""
    out = os.path.join(work, "out")
    common = ["--as-of", day, "--threads", str(threads)]
    call(program, "run", plan, "--out", out, "--period", "2026-06", *common)
    found = {}
    for name in sorted(os.listdir(out)):
        with open(os.path.join(out, name), "rb") as file:
            found[name] = file.read().partition(b"\nSource ")[0] if name == "summary.txt" else file.read()
    for command in ("measure", "cascade", "appraise", "review", "apply"):
        found[command] = call(program, command, plan, "--period", "2026-06", "--format", "json", *common)
    return found


def check_same(what, stored, again):
    wrong = [name for name in sorted(stored.keys() | again.keys()) if name not in OF_TODAY and stored.get(name) != again.get(name)]
    if wrong:
        sys.exit("replay.py: %s: %s differ from what was stored" % (what, ", ".join(wrong)))
    return sum(name not in OF_TODAY for name in stored)


def item(found, name):
    return dict(line.split(",", 1) for line in found["provenance.csv"].decode().splitlines())[name]


def main():
    program, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20260731
    chance, compared = random.Random(seed), 0
    print("replay: seed %d" % seed)
    with tempfile.TemporaryDirectory() as work:
        plan, rows = plan_of_the_day(), orders_of_the_day(chance)
        path = write(work, "plan.json", plan, rows)
        stored = results(program, path, DAY, 1, work)
        compared += check_same("two threads", stored, results(program, path, DAY, 2, work))
        more = orders_after(chance, rows)
        write(work, "plan.json", plan, more)
        amended, changed = copy.deepcopy(plan), copy.deepcopy(plan)
        add_later_records(amended)
        changed["version"] = "2026.2"
        for line in changed["scorecards"][0]["items"]:
            line["weight"] = 50
        paths = {"the stored plan": path, "the plan with later records": write(work, "amended.json", amended, more)}
        for name, file in paths.items():
            for threads in (1, 2):
                again = results(program, file, DAY, threads, work)
                compared += check_same("%s, %d threads" % (name, threads), stored, again)
                if item(again, "actuals") != item(stored, "actuals") or item(again, "targets") != item(stored, "targets"):
                    sys.exit("replay.py: %s: other fingerprints of the facts" % name)
                if (item(again, "plan text") == item(stored, "plan text")) != (name == "the stored plan"):
                    sys.exit("replay.py: %s: the fingerprint of the plan's text does not tell it" % name)
        now = results(program, paths["the plan with later records"], TODAY, 1, work)
        other = results(program, write(work, "changed.json", changed, more), DAY, 1, work)
        for what, found, names in (("today", now, ("totals.csv", "targets.csv", "facts.csv", "commissions.csv", "final_grades.csv", "cases.csv")),
                                   ("another scheme", other, ("totals.csv",))):
            same = [name for name in names if found[name] == stored[name]]
            if same:
                sys.exit("replay.py: %s changes nothing in %s" % (what, ", ".join(same)))
        if item(other, "version") != "2026.2" or item(other, "scorecards") == item(stored, "scorecards"):
            sys.exit("replay.py: results do not name the scheme they are from")
    print("%d files and tables the same to the byte" % compared)


if __name__ == "__main__":
    main()
