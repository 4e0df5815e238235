"""Writes what CPython makes of bodies and floats: urlencode.jsonl (text, form) and floats.tsv (hex of the bits, repr)."""
import json
import random
import struct
import sys
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).parent
rnd = random.Random(20260301)
TEXTS = [
    "", "plain", "with space", "it's", 'say "hi"', "both ' and \"", "back\\slash", "tab\tnew\nline\rcr", "nul\x00", "\x1b[0m",
    "\x7f", "\x85", "\xa0", "\xad", "caf\u00e9", "\u00df\u00c6", "\u200b\u200d\ufeff", "\u2028\u2029", "\u3000", "\u65e5\u672c\u8a9e", "\U0001f600", "\U0001f469\u200d\U0001f4bb",
    "\ue000", "\U000f0000", "\U000e0001", "a+b&c=d%20", "~._-*()!", "\u0301combining", "\u0600", "\u05d0\u05d1", "\u20ac 5,00", "{'x': 1}", "\u2026", "\ufffd",
]
FLOATS = [
    0.0, -0.0, 1.0, 0.1, 1 / 3, 50.0, 49.5, 1e15, 1e16, 1e17, 123456789012345680.0, 1e22, 1e23, 1e-4, 1e-5, 1.5e-7, 5e-324, 2.2250738585072014e-308,
    1.7976931348623157e308, 2.0 ** -44, 2.0 ** 53, 2.0 ** 63, 9007199254740993.0, 2e-3, 100.0, 0.00012345, 9.5e-05, 4.35, 2.675, 1e100, 123e-20,
]
INTS = [0, 1, -1, 42, 2 ** 31, 2 ** 63, -(2 ** 64), 10 ** 30]


def value(depth):
    kind = rnd.randrange(9 if depth else 6)
    if kind == 0:
        return rnd.choice([None, True, False])
    if kind == 1:
        return rnd.choice(INTS)
    if kind == 2:
        return rnd.choice(FLOATS)
    if kind in (3, 4, 5):
        return "".join(rnd.choice(TEXTS) for _ in range(rnd.randrange(1, 3)))
    if kind == 6:
        return [value(depth - 1) for _ in range(rnd.randrange(4))]
    return {rnd.choice(TEXTS) + str(i): value(depth - 1) for i in range(rnd.randrange(4))}


ALERT = {
    "account": {"id": "7c3f"}, "action": "incident", "type": "open_custom_rule_anomaly_incident", "version": "v0.1",
    "payload": {"incident_id": "inc-1", "group_id": None, "url": "https://mc.example.com/incidents/inc-1?x=1&y=2", "event_list": [{
        "table_name": None, "data": {"metric_display_name": "Rows", "hits": [{"field": "amount's", "value": "50.0", "value_rounded": 50.0,
        "timestamp": None, "measurement_timestamp": "Jan 15, 06:10PM"}], "rule_comparisons": [{"metric": "m", "operator": "GT", "threshold": "49.0"}]}}],
        "rule": {"uuid": "r-1", "description": "Caf\u00e9 \u201cquality\u201d", "enabled": True, "comparisons": [{"threshold": 1e-07}]}},
    "alert_feedback": None, "declared_alert_severity": "SEV-2", "owner": "ada+dq@example.com",
}


def main():
    bodies = [{}, ALERT] + [{"k" + str(i): text, "nested": [text, {text: text}]} for i, text in enumerate(TEXTS)]
    bodies += [{"f": number, "n": [number, -number]} for number in FLOATS + INTS]
    bodies += [{rnd.choice(TEXTS) + str(i): value(4) for i in range(rnd.randrange(1, 5))} for _ in range(150)]
    with open(HERE / "urlencode.jsonl", "w", encoding="ascii") as out:
        for body in bodies:
            text = json.dumps(body)
            out.write(json.dumps({"text": text, "form": urlencode(json.loads(text))}) + "\n")
    numbers = list(FLOATS) + [2.0 ** e for e in range(-1074, 1024, 13)]
    while len(numbers) < 3000:
        number = struct.unpack(">d", rnd.randbytes(8))[0]
        if number == number and abs(number) != float("inf"):
            numbers += [number, round(rnd.uniform(-1e6, 1e6), rnd.randrange(8)), rnd.random() * 10 ** rnd.randrange(-12, 20)]
    with open(HERE / "floats.tsv", "w", encoding="ascii") as out:
        for number in numbers:
            out.write("%s\t%r\n" % (struct.pack(">d", number).hex(), number))


if __name__ == "__main__":
    sys.exit(main())
