#!/usr/bin/env python3
"""Records traces with tracers that barectf generates from random configurations.

    barectf_recordings.py OUT FIRST [LAST]

OUT/SEED/trace gets the metadata and the data streams of each seed of FIRST..LAST. A seed always gives the same trace, but for the
date that barectf writes into the metadata. Needs barectf 3.1 and a C compiler.
"""
import json
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

STRINGS = ["", "a", "hello there", "\u00e9t\u00e9 \u20ac \U0001f600", "two\nlines\tand \"quotes\" \\", "x" * 70]
TEXTS = ["plain", "caf\u00e9", "a \"quoted\" one", "back\\slash", "", "semi;colon {}", "50 %"]


class Variant:
    """One configuration, and how its tracer is run."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        r = self.rng
        self.tidy = r.random() < 0.6  # sizes that nothing overflows
        self.odd = r.random() < 0.15  # what babeltrace2 2.1 refuses or dies of
        self.packet_bytes = r.choice([8, 16, 24, 64, 100, 256, 1000, 4096, 4096, 65536, 1 << 18])
        self.events = r.choice([0, 1, 20, 200, 400, 400])
        self.step = r.choice([1, 3, 100, 5000, 1 << 20])
        self.jump = 0 if self.tidy else r.choice([0, 1 << 9, 1 << 20, 1 << 33])
        self.full_percent = r.choice([0, 0, 5, 30])
        self.early_close_percent = r.choice([0, 0, 2])
        self.cut = r.choice([0] * 40 + [1, 5, 200])
        self.clocks = [f"clock{i}" for i in range(r.choice([0, 1, 1, 1, 2, 3]))]
        self.streams = [f"ds{i}" for i in range(r.choice([1, 1, 2, 3]))]
        self.instances = r.choice([1, 1, 2])

    def alignment(self):
        return self.rng.choice([1, 1, 2, 4, 8, 8, 8, 16, 32, 64])

    def maybe(self, chance, node, key, value):
        if self.rng.random() < chance:
            node[key] = value

    def uint(self, size=None, least=1):
        node = {"class": "unsigned-integer", "size": size or self.rng.randint(least, 64)}
        self.maybe(0.8, node, "alignment", self.alignment())
        self.maybe(0.4, node, "preferred-display-base", self.base())
        return node

    def base(self):
        return self.rng.choice(["binary", "octal", "decimal", "hexadecimal"])

    def mappings(self, low, high):
        r = self.rng
        found = {}
        for i in range(r.randint(1, 5)):
            ranges = []
            for _ in range(r.randint(1, 2)):
                a, b = sorted((r.randint(low, high), r.randint(low, high)))
                if r.random() < 0.5:
                    a, b = sorted((max(low, min(high, r.randint(-3, 6))), max(low, min(high, r.randint(-3, 6)))))
                ranges.append([a, b] if r.random() < 0.6 else a)
            found[r.choice(["RUN", "wait ing", "_under", "A:B", "z\u00e9ro", "q\"uote", "b\\s"]) + r.choice(["", str(i)])] = ranges
        return found

    def scalar(self):
        r = self.rng
        kind = r.choice(["u", "u", "s", "s", "ue", "se", "real", "string", "string"])
        if kind == "string":
            return {"class": "string"}
        if kind == "real":
            node = {"class": "real", "size": r.choice([32, 64])}
            self.maybe(0.7, node, "alignment", r.choice([8, 16, 32, 64]))
            return node
        size = r.choice([8, 16, 32, 64]) if r.random() < 0.4 else r.randint(1, 64)
        node = self.uint(size)
        if kind in ("s", "se"):
            node["class"] = "signed-integer"
        if kind == "ue":
            node["class"] = "unsigned-enumeration"
            node["mappings"] = self.mappings(0, (1 << size) - 1)
        if kind == "se":
            node["class"] = "signed-enumeration"
            node["mappings"] = self.mappings(-(1 << size - 1), (1 << size - 1) - 1)
        return node

    def field(self, dynamic=True):
        r = self.rng
        node = self.scalar()
        if r.random() < 0.2:
            node = {"class": "static-array", "length": r.choice([0, 1, 3, 16, 40]), "element-field-type": node}
            if r.random() < 0.3:
                node = {"class": "static-array", "length": r.choice([1, 2, 8]), "element-field-type": node}
        if dynamic and r.random() < 0.2:
            node = {"class": "dynamic-array", "element-field-type": node}
        return node

    def members(self, prefix, least, most, dynamic=True):
        names = ["alpha", "beta", "_gamma", "__delta", "id", "v", "timestamp", "len", "Epsilon", "size", "cpu_id"]
        self.rng.shuffle(names)
        return [{(prefix + names[i] if self.rng.random() < 0.5 else names[i]): {"field-type": self.field(dynamic)}}
                for i in range(self.rng.randint(least, most))]

    def struct(self, least, most, dynamic=True):
        node = {"class": "structure"}
        self.maybe(0.3, node, "minimum-alignment", self.alignment())
        node["members"] = self.members("m_", least, most, dynamic)
        return node

    def feature(self, chance_off, least=1, size=None):
        p = self.rng.random()
        if p < chance_off:
            return False
        return True if p < chance_off + 0.3 else self.uint(size or self.rng.choice([s for s in (8, 16, 32, 64, 13, 27, 48) if s >= least]))

    def clock(self):
        r = self.rng
        frequency = r.choice([1000000000, 1000000000, 1, 1000, 32768, 3, 999999937, 24000000, 1193182, 2500000000])
        node = {"frequency": frequency, "$c-type": r.choice(["uint64_t", "uint64_t", "uint32_t"])}
        self.maybe(0.4, node, "description", r.choice(TEXTS))
        self.maybe(0.3, node, "precision", r.choice([0, 1, 1000]))
        self.maybe(0.6, node, "offset", {"seconds": r.choice([0, 1, 1434072888, 1700000000]),
                                         "cycles": r.choice([0, 7, frequency - 1, frequency + 12345, 1 << 40])})
        # Streams whose clocks cannot be compared are what babeltrace2 refuses.
        self.maybe(0.6 if len(self.streams) == 1 or self.odd else 1, node, "origin-is-unix-epoch",
                   r.random() < (0.5 if len(self.streams) == 1 or self.odd else 1))
        self.maybe(0.3, node, "uuid", "%08x-1111-2222-3333-444455556666" % r.getrandbits(32))
        return node

    def stream(self, number):
        r = self.rng
        clock = r.choice(self.clocks) if self.clocks and (not self.odd or r.random() < 0.7) else None
        bits = max(8, (self.packet_bytes * 8 + 4096).bit_length())
        packet = {"total-size-field-type": r.choice([True, self.uint(least=bits)]),
                  "content-size-field-type": r.choice([True, self.uint(least=bits)]),
                  "sequence-number-field-type": self.feature(0.3, 16 if self.tidy else 1),
                  "discarded-event-records-counter-snapshot-field-type": self.feature(0.2, 16 if self.tidy else 1)}
        event = {}
        if clock:
            packet["beginning-timestamp-field-type"] = self.feature(0.3, 48 if self.tidy else 1)
            packet["end-timestamp-field-type"] = self.feature(0.3, 48 if self.tidy else 1)
            if not self.odd:
                for time in ("beginning", "end"):
                    packet[f"{time}-timestamp-field-type"] = packet[f"{time}-timestamp-field-type"] or self.uint(64)
            event["timestamp-field-type"] = self.feature(0.15, 27 if self.tidy else 1)
        types = r.choice([1, 3, 6])
        event["type-id-field-type"] = self.feature(0.4 if types == 1 else 0, 3)
        node = {"$features": {"packet": packet, "event-record": event}}
        if clock:
            node["$default-clock-type-name"] = clock
        if number == 0:
            node["$is-default"] = True
        if r.random() < 0.4:
            node["packet-context-field-type-extra-members"] = self.members("pc_extra_", 1, 3)
        if r.random() < 0.4:
            node["event-record-common-context-field-type"] = self.struct(1, 3)
        node["event-record-types"] = {f"event_{number}_{i}": self.event() for i in range(types)}
        return node

    def event(self):
        node = {}
        self.maybe(0.4, node, "log-level", self.rng.choice([0, 1, 4, 6, 13, 14, 15, 77]))
        self.maybe(0.3, node, "specific-context-field-type", self.struct(1, 3, self.odd))
        node["payload-field-type"] = self.struct(1, 7)
        return node

    def config(self):
        r = self.rng
        features = {"magic-field-type": r.choice([True, True, False, self.uint(32)]), "uuid-field-type": False,
                    "data-stream-type-id-field-type": self.feature(0.4 if len(self.streams) == 1 and self.odd else 0, 2)}
        types = {"native-byte-order": r.choice(["little-endian", "big-endian"]),
                 "clock-types": {name: self.clock() for name in self.clocks},
                 "data-stream-types": {name: self.stream(i) for i, name in enumerate(self.streams)}}
        if r.random() < 0.7:
            types["uuid"] = "%08x-aaaa-bbbb-cccc-0123456789ab" % r.getrandbits(32)
            features["uuid-field-type"] = r.choice([True, False])
        types["$features"] = features
        environment = {"text%d" % i: r.choice(TEXTS) for i in range(r.randint(0, 3))}
        environment.update({"number%d" % i: r.choice([0, -1, 1 << 40, -(1 << 62)]) for i in range(r.randint(0, 2))})
        if r.random() < 0.3:
            environment["hostname"] = "a-host"
        return {"trace": {"environment": environment, "type": types}}


PLATFORM = r"""
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "barectf.h"

static uint64_t state = %(seed)dULL * 2654435761u + 88172645463325252ULL;
static uint64_t now = %(start)dULL;

static uint64_t any(void)
{
    state ^= state << 13; state ^= state >> 7; state ^= state << 17;
    return state;
}
static int chance(unsigned percent) { return any() %% 100 < percent; }
static uint64_t integer(void) { return chance(50) ? any() %% 10 - 3 : any() >> any() %% 64; }
static double real(void)
{
    static const double odd[] = { 0., -0., 1., .1, -3.14159, 1e300, 1e-300, 1. / 0., -1. / 0., 123456789.125 };
    return odd[any() %% 10];
}
static const char *const strings[] = { %(strings)s };
static const char *string(void) { return strings[any() %% (sizeof strings / sizeof *strings)]; }
static uint32_t length(void) { return chance(30) ? 0 : any() %% 9; }

struct stream { FILE *file; void *ctx; void (*open)(void *), (*close)(void *); uint8_t buf[%(room)d]; };
static uint64_t tick(void)
{
    if (%(jump)dULL && chance(3)) now += any() %% (%(jump)dULL + 1);
    return now += any() %% (%(step)dULL + 1);
}
%(clocks)s
static int is_backend_full(void *data) { return chance(%(full)d); }
static void open_packet(void *data) { struct stream *s = data; memset(s->buf, %(fill)d, sizeof s->buf); s->open(s->ctx); }
static void close_packet(void *data)
{
    struct stream *s = data;
    s->close(s->ctx);
    fwrite(s->buf, barectf_packet_buf_size(s->ctx), 1, s->file);
}
%(functions)s
int main(void)
{
    const struct barectf_platform_callbacks callbacks = {
        %(callbacks)s .is_backend_full = is_backend_full, .open_packet = open_packet, .close_packet = close_packet };
    static struct stream streams[%(count)d];
    static union { %(unions)s } contexts[%(count)d];
    static void (*const opens[])(void *) = { %(opens)s };
    static void (*const closes[])(void *) = { %(closes)s };
    static void (*const traces[])(void *) = { %(traces)s };
    for (int i = 0; i < %(count)d; i++) {
        struct stream *s = &streams[i];
        char name[32];
        sprintf(name, "trace/stream_%%d", i);
        s->file = fopen(name, "wb");
        s->ctx = &contexts[i];
        s->open = opens[i];
        s->close = closes[i];
        barectf_init(s->ctx, s->buf, sizeof s->buf / 2, callbacks, s);
        open_packet(s);
        uint32_t least = (((struct barectf_ctx *) s->ctx)->at + 7) / 8;
        uint32_t size = %(packet)d;
        barectf_init(s->ctx, s->buf, size > least ? size : least, callbacks, s);
        open_packet(s);
    }
    for (int i = 0; i < %(events)d; i++) {
        int at = any() %% %(count)d;
        if (chance(%(early)d) && barectf_packet_is_open(streams[at].ctx)) close_packet(&streams[at]);
        else traces[at](streams[at].ctx);
    }
    for (int i = 0; i < %(count)d; i++) {
        if (barectf_packet_is_open(streams[i].ctx)) close_packet(&streams[i]);
        fclose(streams[i].file);
    }
}
"""


TURNED = """
static const void *turned(const void *value, size_t size)
{
    static uint8_t bytes[8];
    for (size_t i = 0; i < size; i++) bytes[i] = ((const uint8_t *) value)[size - 1 - i];
    return bytes;
}
"""


def argument(declaration):
    """The name of a parameter, C statements that make a value, and the expression to pass."""
    kind, stars, name = split(declaration)
    depth = stars - (kind == "char")
    make = {"char": "string()", "float": "real()", "double": "real()"}.get(kind, f"({kind}) integer()")
    base = "const char *" if kind == "char" else kind
    if re.fullmatch(r"(pc|h|cc|sc|p)___\w+_len", name):
        make = "length()"
    if depth == 0:
        return "", f"({make})"
    code = f"static {base} {name}_0[{8 ** (depth - 1)}][48];\n"
    code += f"for (int i = 0; i < {8 ** (depth - 1)}; i++) for (int k = 0; k < 48; k++) {name}_0[i][k] = {make};\n"
    for level in range(1, depth):
        code += f"static const void *{name}_{level}[{8 ** (depth - 1 - level)}][8];\n"
        code += (f"for (int i = 0; i < {8 ** (depth - 1 - level)}; i++) for (int k = 0; k < 8; k++) "
                 f"{name}_{level}[i][k] = {name}_{level - 1}[i * 8 + k];\n")
    return code, f"(void *) {name}_{depth - 1}[0]"


def split(declaration):
    """The type of a parameter, how many pointers lead to it, and its name."""
    words = declaration.replace("*", " * ").split()
    words = [word for word in words if word != "const"]
    return words[0], words.count("*"), words[-1]


def functions(header, kind):
    """The functions of a kind that the header declares: (stream, suffix) -> parameters."""
    found = {}
    for match in re.finditer(r"^void barectf_(ds\d)_%s(\w*)\(\s*([^;]*?)\);" % kind, header, re.M):
        parameters = [p.strip() for p in match.group(3).replace("\n", " ").split(",")]
        found[match.group(1), match.group(2)] = parameters[1:]
    return found


def call(name, stream, function, parameters):
    made = [argument(parameter) for parameter in parameters]
    statements = "".join(code for code, _ in made)
    arguments = ", ".join(["ctx"] + [expression for _, expression in made])
    return f"static void {name}(void *ctx)\n{{\n{statements}barectf_{stream}_{function}({arguments});\n}}\n"


def driver(variant, seed, config, header):
    code = ""
    streams = [name for name in variant.streams for _ in range(variant.instances)]
    for (stream, _), parameters in functions(header, "open_packet").items():
        code += call(f"open_{stream}", stream, "open_packet", parameters)
        code += call(f"close_{stream}", stream, "close_packet", [])
    for stream in variant.streams:
        calls = []
        for (of, event), parameters in functions(header, "trace_").items():
            if of == stream:
                code += call(f"trace_{of}_{event}", of, f"trace_{event}", parameters)
                calls.append(f"trace_{of}_{event}")
        code += (f"static void trace_{stream}(void *ctx)\n{{\n"
                 f"static void (*const all[])(void *) = {{ {', '.join(calls)} }};\nall[any() % {len(calls)}](ctx);\n}}\n")
    types = config["trace"]["type"]["clock-types"]
    clocks = "".join(f"static {node['$c-type']} {name}(void *data) {{ return ({node['$c-type']}) tick(); }}\n" for name, node in types.items())
    return PLATFORM % {
        "seed": seed, "start": variant.rng.choice([0, 0, 250, 1 << 31, (1 << 32) - 1000, 1 << 45]),
        "strings": ", ".join(json.dumps(s, ensure_ascii=False) for s in STRINGS) + ', "\\xff\\xfe bad"' * (seed % 3 == 0),
        "room": 2 * max(variant.packet_bytes, 1 << 17) + (1 << 17), "jump": variant.jump, "step": variant.step, "clocks": clocks,
        "full": variant.full_percent, "fill": variant.rng.choice([0, 255]), "functions": code,
        "callbacks": "".join(f".{name}_clock_get_value = {name}, " for name in types if f"(*{name}_clock_get_value)" in header),
        "count": len(streams), "unions": " ".join(f"struct barectf_{s}_ctx {s};" for s in variant.streams),
        "opens": ", ".join(f"open_{s}" for s in streams), "closes": ", ".join(f"close_{s}" for s in streams),
        "traces": ", ".join(f"trace_{s}" for s in streams), "packet": variant.packet_bytes, "events": variant.events,
        "early": variant.early_close_percent}


def record(out, seed):
    variant = Variant(seed)
    config = variant.config()
    shutil.rmtree(out, ignore_errors=True)
    (out / "trace").mkdir(parents=True)
    (out / "config.yaml").write_text("--- !<tag:barectf.org,2020/3/config>\n" + json.dumps(config, indent=1, ensure_ascii=False))
    subprocess.run(["barectf", "generate", "--metadata-dir=trace", "config.yaml"], cwd=out, check=True)
    (out / "record.c").write_text(driver(variant, seed, config, (out / "barectf.h").read_text()))
    code = (out / "barectf.c").read_text()
    if config["trace"]["type"]["native-byte-order"] != f"{sys.byteorder}-endian":
        # barectf copies whole numbers in the byte order of the machine it runs on: turn them as the other machine has them.
        code = code.replace("&tmp_val, sizeof(tmp_val));", "turned(&tmp_val, sizeof(tmp_val)), sizeof(tmp_val));")
        code = code.replace("#include <assert.h>", "#include <assert.h>" + TURNED)
        (out / "barectf.c").write_text(code)
    subprocess.run(["cc", "-w", "-DNDEBUG", "-O0", "-o", "record", "record.c", "barectf.c"], cwd=out, check=True)
    subprocess.run(["./record"], cwd=out, check=True, timeout=60)
    if variant.cut:
        last = sorted((out / "trace").glob("stream_*"))[-1]
        bytes = last.read_bytes()
        last.write_bytes(bytes[:-variant.cut])


if __name__ == "__main__":
    out, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[-1])
    for seed in range(first, last + 1):
        try:
            record(out / f"{seed:04d}", seed)
        except subprocess.SubprocessError as problem:
            print(seed, problem, file=sys.stderr)
