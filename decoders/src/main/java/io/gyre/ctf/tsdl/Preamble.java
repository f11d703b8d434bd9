package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.source.Diagnostics;
import io.gyre.ctf.tsdl.syntax.Statement;
import io.gyre.ctf.tsdl.syntax.Statement.Attribute;
import io.gyre.ctf.tsdl.syntax.Statement.Block;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What types need to know wherever they stand, even before the blocks that tell it: the native byte order, the environment
 * and the clocks.
 */
record Preamble(ByteOrder nativeOrder, @Nullable UUID uuid, Map<String, Object> traceAttributes,
        Map<String, Object> environment,
        List<ClockClass> clocks) {

    static Preamble read(List<Statement> statements, Diagnostics diagnostics, int end) throws MetadataException {
        Block trace = null;
        var environment = new LinkedHashMap<String, Object>();
        var clocks = new LinkedHashMap<String, ClockClass>();
        for (Statement statement : statements) {
            if (!(statement instanceof Block block)) {
                continue;
            }
            switch (block.kind()) {
                case TRACE -> {
                    if (trace != null) {
                        throw diagnostics.semantic(block.offset(), "second `trace` block, expected just one");
                    }
                    trace = block;
                }
                case ENVIRONMENT -> attributes(block).forEach(attribute -> environment.put(attribute.name(),
                        Attributes.plain(attribute.value())));
                case CLOCK -> {
                    ClockClass clock = clock(block, diagnostics);
                    ClockClass known = clocks.putIfAbsent(clock.id(), clock);
                    if (known != null && !known.equals(clock)) {
                        throw diagnostics.semantic(block.offset(), "second clock `" + clock.id()
                                + "` that is not like the first, expected another name");
                    }
                }
                case STREAM, EVENT, CALLSITE -> {
                }
            }
        }
        if (trace == null) {
            throw diagnostics.semantic(end, "no `trace` block, expected one");
        }
        var attributes = new Attributes(diagnostics, "the trace", trace.offset(), attributes(trace));
        version(attributes, "major", 1);
        version(attributes, "minor", 8);
        ByteOrder order = TypeAttributes.byteOrder(attributes, attributes.require("byte_order"), null);
        return new Preamble(order, attributes.uuid("uuid"), attributes.others(), environment,
                List.copyOf(isOfLttng(environment)
                        ? clocks.values().stream().map(ClockClass::sinceUnixEpoch).toList()
                        : clocks.values()));
    }

    /** {@return whether clocks count from the epoch although they are never marked so} */
    private static boolean isOfLttng(Map<String, Object> environment) {
        return environment.get("tracer_name") instanceof String tracer && tracer.startsWith("lttng");
    }

    static List<Attribute> attributes(Block block) {
        var attributes = new ArrayList<Attribute>();
        for (Statement statement : block.statements()) {
            if (statement instanceof Attribute attribute) {
                attributes.add(attribute);
            }
        }
        return attributes;
    }

    private static void version(Attributes attributes, String name, long supported) throws MetadataException {
        Attribute attribute = attributes.require(name);
        if (attributes.natural(attribute) != supported) {
            throw attributes.bad(attribute, supported + ", because CTF 1.8 is the version that is understood");
        }
    }

    private static ClockClass clock(Block block, Diagnostics diagnostics) throws MetadataException {
        var attributes = new Attributes(diagnostics, "a clock", block.offset(), attributes(block));
        String name = attributes.text(attributes.require("name"));
        long frequency = attributes.natural("freq", 1_000_000_000L);
        if (frequency == 0) {
            throw attributes.bad(attributes.require("freq"), "at least 1");
        }
        long seconds = attributes.signed("offset_s", 0);
        long cycles = attributes.signed("offset", 0);
        long wholeSeconds = Math.floorDiv(cycles, frequency);
        if (((seconds ^ (seconds + wholeSeconds)) & (wholeSeconds ^ (seconds + wholeSeconds))) < 0) {
            throw attributes.bad(attributes.require("offset_s"), "an offset of 64 bits");
        }
        return new ClockClass(name, name, attributes.text("description"), attributes.uuid("uuid"), frequency,
                attributes.natural("precision", 0), seconds + wholeSeconds, Math.floorMod(cycles, frequency),
                attributes.bool("absolute", false),
                attributes.others());
    }
}
