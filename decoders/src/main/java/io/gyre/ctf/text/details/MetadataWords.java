package io.gyre.ctf.text.details;

import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.text.TraceIdentity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what the metadata of a trace says. */
final class MetadataWords {
    private static final List<String> LOG_LEVELS = List.of("Emergency", "Alert", "Critical", "Error", "Warning",
            "Notice", "Info", "Debug (system)", "Debug (program)", "Debug (process)", "Debug (module)", "Debug (unit)",
            "Debug (function)", "Debug (line)", "Debug");

    /** Kept among the attributes, and none. */
    private static final Set<String> PROPERTIES = Set.of("namespace", "uid", "accuracy", "precision", "origin",
            "preamble");

    private static final String BABELTRACE = "babeltrace.org,2020";
    private static final Set<String> TOLD_OTHERWISE = Set.of("log-level", "emf-uri");

    private final Blocks blocks;
    private final TraceClass trace;
    private final Set<Shown> shown;

    MetadataWords(Blocks blocks, TraceClass trace, Set<Shown> shown) {
        this.blocks = blocks;
        this.trace = trace;
        this.shown = shown;
    }

    void write() {
        blocks.begin("Trace class");
        if (trace.streams().isEmpty() && trace.attributes().isEmpty()) {
            blocks.newLine();
            return;
        }
        blocks.add(":").newLine().in();
        attributes(trace.attributes());
        trace.streams().values().stream().sorted(Comparator.comparing(DataStreamClass::id, Long::compareUnsigned))
                .forEach(this::streamClass);
        blocks.out();
    }

    private void streamClass(DataStreamClass of) {
        String name = of.name();
        blocks.line("Stream class" + (name == null || !shown.contains(Shown.STREAM_NAME) ? "" : " `" + name + "`")
                + " (ID " + NumberWords.unsigned(of.id()) + "):").in();
        attributes(of.attributes());
        boolean begins = has(of, Role.DEFAULT_CLOCK_TIMESTAMP);
        boolean ends = has(of, Role.PACKET_END_DEFAULT_CLOCK_TIMESTAMP);
        blocks.line("Supports packets: Yes");
        blocks.line("Packets have beginning default clock snapshot: " + yes(begins));
        blocks.line("Packets have end default clock snapshot: " + yes(ends));
        supports("Supports discarded events", "Discarded events",
                has(of, Role.DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT), of.defaultClock() != null);
        supports("Supports discarded packets", "Discarded packets", has(of, Role.PACKET_SEQUENCE_NUMBER),
                of.defaultClock() != null);
        ClockClass clock = of.defaultClock();
        if (clock != null) {
            blocks.line("Default clock class:").in();
            clock(clock);
            blocks.out();
        }
        if (hasVisibleMember(of.packetContext())) {
            root("Packet context field class", of.packetContext(), of, null);
        }
        root("Event common context field class", of.eventRecordCommonContext(), of, null);
        of.events().values().stream().sorted(Comparator.comparing(EventRecordClass::id, Long::compareUnsigned))
                .forEach(event -> eventClass(of, event));
        blocks.out();
    }

    private static String yes(boolean value) {
        return value ? "Yes" : "No";
    }

    private void supports(String what, String whose, boolean isSupported, boolean hasTimes) {
        blocks.line(what + ": " + yes(isSupported));
        if (isSupported) {
            blocks.line(whose + " have default clock snapshots: " + yes(hasTimes));
        }
    }

    /** {@return whether the packet context has a member with a role that counts} */
    private static boolean has(DataStreamClass of, Role role) {
        FieldClass.Structure context = of.packetContext();
        boolean needsClock = role == Role.DEFAULT_CLOCK_TIMESTAMP || role == Role.PACKET_END_DEFAULT_CLOCK_TIMESTAMP;
        return context != null && (!needsClock || of.defaultClock() != null) && context.members().stream()
                .anyMatch(member -> member.fieldClass() instanceof FieldClass.IntegerLike integer
                        && integer.roles().contains(role));
    }

    /** {@return whether a packet context has anything that babeltrace2 shows} */
    static boolean hasVisibleMember(FieldClass.@Nullable Structure context) {
        return context != null && context.members().stream()
                .anyMatch(member -> !(member.fieldClass() instanceof FieldClass.IntegerLike integer)
                        || integer.roles().isEmpty());
    }

    private void clock(ClockClass clock) {
        if (clock.name() != null) {
            blocks.line("Name: " + clock.name());
        }
        String uid = TraceIdentity.uid(clock.attributes(), clock.uuid());
        if (uid != null && shown.contains(Shown.UID)) {
            blocks.line("UID: " + uid);
        }
        attributes(clock.attributes());
        if (clock.description() != null) {
            blocks.line("Description: " + clock.description());
        }
        blocks.line("Frequency (Hz): " + NumberWords.unsigned(clock.frequencyHz()));
        if (trace.majorVersion() == 1 || clock.attributes().containsKey("precision")) {
            blocks.line("Precision (cycles): " + NumberWords.unsigned(clock.precisionCycles()));
        }
        if (clock.attributes().get("accuracy") instanceof Long accuracy) {
            blocks.line("Accuracy (cycles): " + NumberWords.unsigned(accuracy));
        }
        blocks.line("Offset from origin (s): " + NumberWords.signed(clock.offsetSeconds()));
        blocks.line("Offset from origin (cycles): " + NumberWords.unsigned(clock.offsetCycles()));
        if (clock.originIsUnixEpoch()) {
            blocks.line("Origin: Unix epoch");
        }
    }

    private void eventClass(DataStreamClass of, EventRecordClass event) {
        blocks.line("Event class" + (event.name().isEmpty() ? "" : " `" + event.name() + "`") + " (ID "
                + NumberWords.unsigned(event.id()) + "):").in();
        attributes(withoutToldOtherwise(event.attributes()));
        long level = event.logLevel().orElse(-1);
        if (level >= 0 && level < LOG_LEVELS.size()) {
            blocks.line("Log level: " + LOG_LEVELS.get((int) level));
        }
        if (event.emfUri() != null) {
            blocks.line("EMF URI: " + event.emfUri());
        }
        root("Specific context field class", event.specificContext(), of, event);
        root("Payload field class", event.payload(), of, event);
        blocks.out();
    }

    /** babeltrace2 does not repeat what its own writer put into attributes and has words of its own. */
    private static Map<String, Object> withoutToldOtherwise(Map<String, Object> attributes) {
        if (!(attributes.get(BABELTRACE) instanceof Map<?, ?> told)) {
            return attributes;
        }
        var kept = new HashMap<>(attributes);
        var rest = new HashMap<Object, Object>(told);
        rest.keySet().removeAll(TOLD_OTHERWISE);
        if (rest.isEmpty()) {
            kept.remove(BABELTRACE);
        } else {
            kept.put(BABELTRACE, rest);
        }
        return kept;
    }

    private void root(String name, FieldClass.@Nullable Structure root, DataStreamClass of,
            @Nullable EventRecordClass event) {
        if (root != null) {
            new FieldClassWords(blocks, trace.fieldAttributes(), of, event).root(name, root);
        }
    }

    /** CTF 1.8 has none. */
    private void attributes(Map<String, Object> attributes) {
        var free = new TreeMap<>(attributes);
        PROPERTIES.forEach(free::remove);
        if (trace.majorVersion() == 2 && !free.isEmpty()) {
            blocks.begin("User attributes:").in();
            new AttributeWords(blocks).values(free);
            blocks.out().newLine();
        }
    }
}
