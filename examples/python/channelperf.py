# SPDX-License-Identifier: MIT
"""libchannelperf from Python through ctypes: nothing to compile, nothing to install beside the library.

    plan = channelperf.Plan("plan.json")          # reads, checks and freezes
    result = plan.run("FY2026")                   # rows, targets, appraisal
    for row in result.table("totals"): ...        # dictionaries; decimals are decimal.Decimal
    print(result.explain("east"))
    channelperf.call("apportion", {...})          # any method

The library is found by the loader, or at the path in CHANNELPERF_LIBRARY.
"""
import ctypes as c
import datetime
import decimal
import json
import os

_library = c.CDLL(os.environ.get("CHANNELPERF_LIBRARY", "libchannelperf.so.1"))
P, I, N, S = c.c_void_p, c.c_int32, c.c_int64, c.c_char_p


def _function(name, result, *arguments):
    """Every argument and result typed: ctypes would cut pointers to 32 bits otherwise."""
    function = getattr(_library, "cpf_" + name)
    function.restype, function.argtypes = result, arguments
    return function


class AppraiseOptions(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("period", I), ("reuse", I), ("reserved", I)]


class ReadOptions(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("reserved", I), ("folder", S), ("aside", S), ("progress", P), ("user", P)]


class Error(Exception):
    """A failed call: `status`, and `findings` as (code, subject, message, hint)."""

    def __init__(self, status, error):
        read = [_function(f"error_{what}_at", S, P, I, *more) for what, more in
                (("code", ()), ("subject", ()), ("message", (I,)), ("hint", (I,)))]
        count = _function("error_count", I, P)(error)
        self.status = status
        self.findings = [tuple(f(error, i, *([0] if len(f.argtypes) > 2 else [])).decode() for f in read) for i in range(count)]
        _function("error_free", None, P)(error)
        super().__init__("; ".join(f"{subject}: {message}" for _, subject, message, _ in self.findings) or f"status {status}")


def _make(name, *arguments):
    """Calls cpf_<name>(arguments ..., &out, &error) and returns what came out."""
    out, error = P(), P()
    kinds = [P if a is None or isinstance(a, (P, c.Structure)) else S if isinstance(a, bytes) else a[0] for a in arguments]
    values = [c.addressof(a) if isinstance(a, c.Structure) else a[1] if isinstance(a, tuple) else a for a in arguments]
    status = _function(name, I, *kinds, c.POINTER(P), c.POINTER(P))(*values, c.byref(out), c.byref(error))
    if status:
        raise Error(status, error)
    return out


def _take_text(text):
    result = c.string_at(_function("text_data", P, P)(text), _function("text_length", N, P)(text)).decode()
    _function("text_free", None, P)(text)
    return result


def version():
    return _function("version_text", S)().decode()


def call(method, document):
    """Runs a method of the registry on anything that json can write."""
    text = json.dumps(document).encode()
    return json.loads(_take_text(_make("call", None, method.encode(), text, (N, len(text)))), parse_float=decimal.Decimal)


def _rows(table):
    """All rows as dictionaries, every value exactly."""
    kind, valid = _function("table_column_type", I, P, I), _function("table_valid", I, P, I, N)
    name, show = _function("table_column_name", S, P, I), _function("table_format", S, P, I, N, S)
    columns = [(i, name(table, i).decode(), kind(table, i)) for i in range(_function("table_column_count", I, P)(table))]
    make = {2: decimal.Decimal, 3: float, 4: datetime.date.fromisoformat, 5: int, 6: lambda text: text not in ("0", "")}
    buffer = c.create_string_buffer(64)
    for row in range(_function("table_row_count", N, P)(table)):
        yield {key: make.get(what, str)(show(table, i, row, buffer).decode()) if valid(table, i, row) else None
               for i, key, what in columns}
    _function("table_free", None, P)(table)


class Result:
    """What one period came to. Keeps what it needs alive; frozen, so any thread may read it."""

    def __init__(self, model, folder, period):
        how, self.model = AppraiseOptions(), model
        _function("appraise_options_init", I, P, c.c_uint32)(c.addressof(how), c.sizeof(how))
        how.period = _function("model_find_period", I, P, S)(model, period.encode())
        self.events = _make("events_new", model)
        read, error = ReadOptions(c.sizeof(ReadOptions), 0, folder.encode()), P()
        status = _function("events_read", I, P, I, P, c.POINTER(P))(self.events, -1, c.addressof(read), c.byref(error))
        if status:
            raise Error(status, error)
        self.actuals = _make("measure", model, self.events, None)
        self.targets = _make("cascade", model, self.actuals, None)
        self.appraisal = _make("appraise", model, self.targets, self.actuals, how)

    def table(self, name):
        """"totals", "scores" or "groups" of the appraisal."""
        return list(_rows(_make("appraisal_table", self.appraisal, name.encode())))

    def explain(self, unit, language=0):
        unit_id = _function("model_find_unit", I, P, S)(self.model, unit.encode())
        why = _make("explain", self.appraisal, self.targets, self.actuals, (I, unit_id), (I, -1))
        text = _take_text(_make("explanation_text", why, (I, language)))
        _function("explanation_free", None, P)(why)
        return text

    def __del__(self):
        for name, kind in (("appraisal", "appraisal"), ("targets", "facts"), ("actuals", "facts"), ("events", "events")):
            _function(kind + "_free", None, P)(getattr(self, name, None))


class Plan:
    """A plan file, read and frozen; every fault of it is in the Error."""

    def __init__(self, path):
        plan, self.folder = _make_plan(path), os.path.dirname(path) or "."
        try:
            self.model = _make("plan_freeze", plan)
        finally:
            _function("plan_free", None, P)(plan)

    def run(self, period):
        return Result(self.model, self.folder, period)

    def table(self, name):
        """"units", "periods", "measures", "indicators", "goals", "scorecards" or "sources"."""
        return list(_rows(_make("model_table", self.model, name.encode())))

    def __del__(self):
        _function("model_free", None, P)(getattr(self, "model", None))


def _make_plan(path):
    """As _make, for cpf_plan_read, which may give a plan and findings at once."""
    plan, error = P(), P()
    status = _function("plan_read", I, P, S, c.POINTER(P), c.POINTER(P))(None, path.encode(), c.byref(plan), c.byref(error))
    if status:
        _function("plan_free", None, P)(plan)
        raise Error(status, error)
    _function("error_free", None, P)(error)
    return plan
