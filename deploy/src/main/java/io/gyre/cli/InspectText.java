package io.gyre.cli;

import io.gyre.analysis.TextTable;
import io.gyre.chunk.SessionLine;
import io.gyre.chunk.inspect.IndexHealth;
import io.gyre.chunk.inspect.LineSummary;
import io.gyre.chunk.inspect.PacketSummary;
import io.gyre.chunk.inspect.StreamSummary;
import io.gyre.chunk.inspect.TraceSummary;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.ClockScale;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.text.FieldClassText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a session line holds, for people.
 *
 * @param events whether event classes are listed
 */
record InspectText(boolean events, boolean fields, boolean packets, boolean environment) {

    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd HH:mm:ss.nnnnnnnnn", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String NONE = "-";

    String of(LineSummary summary) {
        var text = new StringBuilder();
        head(text, summary);
        for (TraceSummary trace : summary.traces()) {
            text.append('\n');
            trace(text, trace);
        }
        return text.toString();
    }

    private static void head(StringBuilder text, LineSummary summary) {
        SessionLine line = summary.line();
        text.append(line.key()).append('\n');
        int chunks = line.chunks().size();
        property(text, "chunks", chunks == 1
                ? line.chunks().getFirst().path().toString()
                : chunks + ", " + line.chunks().getFirst().id() + " to " + line.chunks().getLast().id() + ", in "
                        + line.archives());
        property(text, "time", time(summary.beginNs(), summary.endNs()));
        property(text, "events", Amounts.count(summary.events()) + " of " + classes(summary) + " classes, in "
                + Amounts.count(summary.packets()) + " packets (" + Amounts.bytes(summary.bytes()) + ")");
        property(text, "lost", summary.discardedEvents() == 0 && summary.lostPackets() == 0
                ? "nothing that the tracer counted"
                : Amounts.count(summary.discardedEvents()) + " events discarded, "
                        + Amounts.count(summary.lostPackets()) + " packets lost");
        property(text, "index", index(summary.index()));
        summary.index().problems().forEach(problem -> property(text, "", problem));
        property(text, "damage", summary.damages().isEmpty() ? "none" : summary.damages().getFirst());
        summary.damages().stream().skip(1).forEach(damage -> property(text, "", damage));
    }

    private static void property(StringBuilder text, String name, String value) {
        text.append("  ").append(String.format(Locale.ROOT, "%-8s", name)).append(value).append('\n');
    }

    private static long classes(LineSummary summary) {
        return summary.traces().stream().flatMap(trace -> trace.streams().stream()
                .flatMap(stream -> stream.counts().keySet().stream().map(EventRecordClass::name))).distinct().count();
    }

    private static String time(OptionalLong begin, OptionalLong end) {
        if (begin.isEmpty() || end.isEmpty()) {
            return "none";
        }
        Duration length = Duration.ofNanos(end.getAsLong() - begin.getAsLong());
        return TIME.format(Instant.ofEpochSecond(0, begin.getAsLong())) + " to "
                + TIME.format(Instant.ofEpochSecond(0, end.getAsLong())) + " UTC ("
                + String.format(Locale.ROOT, "%.3f s)", length.toNanos() / 1e9);
    }

    private static String index(IndexHealth index) {
        if (index.present() == 0) {
            return "none; not needed";
        }
        return index.present() + " of " + index.files() + " data files have one, "
                + (index.valid() == index.present() ? "all valid" : index.valid() + " valid");
    }

    private void trace(StringBuilder text, TraceSummary trace) {
        TraceClass traceClass = trace.traceClass();
        text.append("trace ").append(trace.path().isEmpty() ? "." : trace.path()).append('\n');
        property(text, "format", "CTF " + (traceClass.majorVersion() == 1 ? "1.8" : "2") + tracer(traceClass)
                + (traceClass.uuid() == null ? "" : ", UUID " + traceClass.uuid()));
        for (ClockClass clock : traceClass.clocks()) {
            property(text, "clock", clock(clock));
        }
        if (environment) {
            traceClass.environment().forEach((name, value) -> property(text, "", name + " = " + value));
        }
        text.append('\n').append(indented(streams(trace)));
        if (events) {
            text.append('\n').append(indented(eventClasses(trace)));
        }
        if (packets) {
            text.append('\n').append(indented(packetTable(trace)));
        }
    }

    private static String tracer(TraceClass traceClass) {
        String name = traceClass.environmentString("tracer_name");
        Map<String, Object> environment = traceClass.environment();
        if (name == null) {
            return "";
        }
        Object major = environment.get("tracer_major");
        return ", " + name + (major == null ? "" : " " + major + "." + environment.get("tracer_minor"));
    }

    private static String clock(ClockClass clock) {
        return Objects.requireNonNullElse(clock.name(), clock.id()) + ", " + Amounts.count(clock.frequencyHz())
                + " Hz, zero at " + clock.offsetSeconds() + " s and " + Amounts.count(clock.offsetCycles())
                + " cycles from " + (clock.originIsUnixEpoch() ? "1970" : "its origin");
    }

    private static String indented(Object table) {
        return table.toString().lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private static TextTable streams(TraceSummary trace) {
        var table = new TextTable("stream", "id", "class", "events", "packets", "bytes", "begins", "ends", "discarded",
                "lost packets");
        for (StreamSummary stream : trace.streams()) {
            table.row(stream.stream().name(), id(stream.stream().dataStreamId()),
                    Long.toUnsignedString(stream.stream().dataStreamClass().id()), stream.events(), stream.packets(),
                    stream.bytes(), ofDay(stream.beginNs()), ofDay(stream.endNs()), stream.discardedEvents(),
                    stream.lostPackets());
        }
        return table;
    }

    private static String id(@Nullable Long id) {
        return id == null ? NONE : Long.toUnsignedString(id);
    }

    private static String ofDay(OptionalLong ns) {
        return ns.isEmpty() ? NONE : OF_DAY.format(Instant.ofEpochSecond(0, ns.getAsLong()));
    }

    private String eventClasses(TraceSummary trace) {
        var text = new StringBuilder();
        for (DataStreamClass streamClass : trace.traceClass().streams().values()) {
            Map<Long, Long> counts = new HashMap<>();
            trace.streams().stream().filter(stream -> stream.stream().dataStreamClass().id() == streamClass.id())
                    .forEach(stream -> stream.counts().forEach((of, count) -> counts.merge(of.id(), count, Long::sum)));
            text.append(text.isEmpty() ? "" : "\n");
            if (fields) {
                withFields(text, streamClass, counts);
            } else {
                text.append(table(streamClass, counts));
            }
        }
        return text.toString();
    }

    /** Classes without events are many where a kernel is traced; they are counted. */
    private static String table(DataStreamClass streamClass, Map<Long, Long> counts) {
        var table = new TextTable("event class", "id", "log level", "fields", "events");
        List<EventRecordClass> met = streamClass.events().values().stream().filter(of -> counts.containsKey(of.id()))
                .sorted(Comparator.comparingLong((EventRecordClass of) -> -count(counts, of))).toList();
        met.forEach(of -> table.row(of.name(), Long.toUnsignedString(of.id()),
                of.logLevel().isPresent() ? Long.toString(of.logLevel().getAsLong()) : NONE,
                of.payload() == null ? 0 : of.payload().members().size(), count(counts, of)));
        int rest = streamClass.events().size() - met.size();
        return table + (rest == 0 ? "" : "and " + rest + " classes without events\n");
    }

    private static long count(Map<Long, Long> counts, EventRecordClass of) {
        return counts.getOrDefault(of.id(), 0L);
    }

    private static void withFields(StringBuilder text, DataStreamClass streamClass, Map<Long, Long> counts) {
        scope(text, "packet context", streamClass.packetContext());
        scope(text, "common context", streamClass.eventRecordCommonContext());
        for (EventRecordClass of : streamClass.events().values()) {
            if (counts.containsKey(of.id())) {
                text.append(of.name()).append(": ").append(Amounts.count(count(counts, of))).append(" events\n");
                scope(text, "  specific context", of.specificContext());
                members(text, "  ", of.payload());
            }
        }
    }

    private static void scope(StringBuilder text, String name, FieldClass.@Nullable Structure root) {
        if (root != null) {
            text.append(name).append(":\n");
            members(text, name.startsWith(" ") ? "    " : "  ", root);
        }
    }

    private static void members(StringBuilder text, String indent, @Nullable FieldClass field) {
        if (field instanceof FieldClass.Structure structure) {
            for (FieldClass.Member member : structure.members()) {
                text.append(indent).append(member.name()).append(": ").append(FieldClassText.of(member.fieldClass()))
                        .append('\n');
                members(text, indent + "  ", member.fieldClass());
            }
        } else if (field instanceof FieldClass.Variant variant) {
            for (FieldClass.Option option : variant.options()) {
                text.append(indent).append(option.name()).append(": ").append(FieldClassText.of(option.fieldClass()))
                        .append('\n');
                members(text, indent + "  ", option.fieldClass());
            }
        } else if (field instanceof FieldClass.StaticLengthArray array) {
            members(text, indent, array.element());
        } else if (field instanceof FieldClass.DynamicLengthArray array) {
            members(text, indent, array.element());
        } else if (field instanceof FieldClass.Optional optional) {
            members(text, indent, optional.content());
        }
    }

    private static TextTable packetTable(TraceSummary trace) {
        var table = new TextTable("stream", "sequence", "begins", "ends", "events", "bytes", "content", "discarded",
                "file", "at byte");
        for (StreamSummary stream : trace.streams()) {
            var scale = new ClockScale(stream.stream().dataStreamClass().defaultClock());
            for (PacketSummary packet : stream.packetList()) {
                PacketHeader header = packet.header();
                table.row(stream.stream().name(), number(header.sequenceNumber()), at(header.beginCycles(), scale),
                        at(header.endCycles(), scale), packet.events(), header.packetBytes(),
                        header.contentBits() / 8, number(header.discardedEvents()), header.file(),
                        header.byteOffset());
            }
        }
        return table;
    }

    private static Object number(@Nullable Long value) {
        return value == null ? NONE : value;
    }

    private static String at(@Nullable Long cycles, ClockScale scale) {
        return cycles == null || scale.isTimeless() || Long.compareUnsigned(cycles, scale.lastCycles()) > 0
                ? NONE
                : OF_DAY.format(Instant.ofEpochSecond(0, scale.toNanos(cycles)));
    }
}
