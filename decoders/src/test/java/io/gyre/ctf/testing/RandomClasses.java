package io.gyre.ctf.testing;

import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.model.TraceClass;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trace classes at random, of every field class, and what values their lengths and selectors may have. */
@SuppressWarnings("NullAway") // does not see that records read from class files take null
public final class RandomClasses {
    private static final int[] ALIGNMENTS = { 1, 1, 1, 1, 8, 8, 16, 32, 64, 128};
    private static final int DEEPEST = 3;
    /** For fields of scopes that all events share. */
    public static final long SHARED = -1;

    private final Random random;
    private final ByteOrder order;
    private final Map<Where, List<Long>> allowed = new HashMap<>();
    private long event = SHARED;
    private final List<FieldPath> lengths = new ArrayList<>();
    private int names;

    private RandomClasses(Random random) {
        this.random = random;
        this.order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** @param event the id of the event class whose field it is, or {@link #SHARED} */
    public record Where(long event, FieldPath path) {}

    /** @param allowed the values that fields other fields depend on may have */
    public record Made(TraceClass traceClass, Map<Where, List<Long>> allowed) {}

    public static Made make(Random random) {
        var classes = new RandomClasses(random);
        TraceClass traceClass = classes.trace();
        return new Made(traceClass, classes.allowed);
    }

    private TraceClass trace() {
        ClockClass clock = random.nextInt(5) == 0
                ? null
                : new ClockClass("clock", null, null, null, random.nextBoolean()
                        ? 1_000_000_000L
                        : 1 + random.nextInt(
                                2_000_000_000),
                        0, random.nextInt(2_000_000), 0, true, Map.of());
        var header = new ArrayList<FieldClass.Member>();
        header.add(member("magic", unsigned(32, Role.PACKET_MAGIC_NUMBER)));
        if (random.nextBoolean()) {
            header.add(member("uuid",
                    new FieldClass.StaticLengthBlob(16, "", Set.of(Role.METADATA_STREAM_UUID))));
        }
        members(header, Scope.PACKET_HEADER, List.of(), 1, random.nextInt(3));
        var context = new ArrayList<FieldClass.Member>();
        members(context, Scope.PACKET_CONTEXT, List.of(), 1, random.nextInt(3));
        context.add(member("packet_size", unsigned(32, Role.PACKET_TOTAL_LENGTH)));
        context.add(member("content_size", unsigned(64, Role.PACKET_CONTENT_LENGTH)));
        if (clock != null) {
            context.add(member("timestamp_begin", unsigned(64, Role.DEFAULT_CLOCK_TIMESTAMP)));
        }
        members(context, Scope.PACKET_CONTEXT, List.of(), 1, random.nextInt(3));
        FieldClass.Structure eventHeader = eventHeader(clock);
        FieldClass.Structure common = random.nextInt(3) == 0
                ? structure(Scope.EVENT_RECORD_COMMON_CONTEXT, List.of(), 1, 1 + random.nextInt(3))
                : null;
        var events = new TreeMap<Long, EventRecordClass>();
        int shared = lengths.size();
        for (long id = 0; id < 1 + random.nextInt(4); id++) {
            event = id;
            events.put(id, new EventRecordClass(id, "event" + id, OptionalLong.empty(), null,
                    random.nextInt(3) == 0
                            ? structure(Scope.EVENT_RECORD_SPECIFIC_CONTEXT, List.of(), 0, 2)
                            : null,
                    structure(Scope.EVENT_RECORD_PAYLOAD, List.of(), 0, 1 + random.nextInt(6)), Map.of()));
            lengths.subList(shared, lengths.size()).clear();
        }
        var stream = new DataStreamClass(3, null, clock, new FieldClass.Structure(context, 1), eventHeader, common,
                events, Map.of());
        return new TraceClass(2, Classes.TRACE, null, Map.of(), new FieldClass.Structure(header, 1),
                clock == null ? List.of() : List.of(clock), Map.of(3L, stream), Map.of());
    }

    private FieldClass.Structure eventHeader(@Nullable ClockClass clock) {
        if (order == ByteOrder.LITTLE_ENDIAN && clock != null && random.nextInt(3) == 0) {
            return Classes.lttngCompactHeader();
        }
        var members = new ArrayList<FieldClass.Member>();
        members(members, Scope.EVENT_RECORD_HEADER, List.of(), 1, random.nextInt(2));
        members.add(member("id", integer(Signedness.UNSIGNED, 4 + random.nextInt(20), Role.EVENT_RECORD_CLASS_ID)));
        if (clock != null) {
            int bits = random.nextBoolean() ? 64 : 10 + random.nextInt(54);
            members.add(member("timestamp", integer(Signedness.UNSIGNED, bits, Role.DEFAULT_CLOCK_TIMESTAMP)));
        }
        return new FieldClass.Structure(members, pick(1, 1, 8, 32));
    }

    private static FieldClass.Member member(String name, FieldClass field) {
        return new FieldClass.Member(name, field);
    }

    private String name() {
        names++;
        return "f" + names;
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    private FieldClass.Structure structure(Scope scope, List<Integer> path, int depth, int size) {
        var members = new ArrayList<FieldClass.Member>();
        members(members, scope, path, depth, size);
        return new FieldClass.Structure(members, pick(1, 1, 1, 8, 32));
    }

    private void members(List<FieldClass.Member> members, Scope scope, List<Integer> path, int depth, int size) {
        for (int i = 0; i < size; i++) {
            if (random.nextInt(4) == 0) {
                lengthField(members, scope, path);
            }
            if (random.nextInt(4) == 0) {
                chosen(members, scope, path, depth);
            }
            members.add(member(name(), field(scope, plus(path, members.size()), depth)));
        }
    }

    private static List<Integer> plus(List<Integer> path, int step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private void lengthField(List<FieldClass.Member> members, Scope scope, List<Integer> path) {
        var where = new FieldPath(scope, plus(path, members.size()));
        allowed.put(new Where(event, where), List.of(0L, 1L, 2L, 3L, 5L));
        members.add(member(name(), random.nextInt(4) == 0
                ? variable(Signedness.UNSIGNED)
                : integer(Signedness.UNSIGNED, 3 + random.nextInt(62))));
        lengths.add(where);
    }

    /** Adds a selector, and a variant or optional that depends on it. */
    private void chosen(List<FieldClass.Member> members, Scope scope, List<Integer> path, int depth) {
        var where = new FieldPath(scope, plus(path, members.size()));
        if (random.nextInt(3) == 0) {
            members.add(member(name(), new FieldClass.FixedLengthBoolean(pick(1, 3, 8), order, natural(order), 1)));
            allowed.put(new Where(event, where), List.of(0L, 1L));
            members.add(member(name(), new FieldClass.Optional(inside(scope, plus(plus(path, members.size()),
                    FieldPath.CURRENT), depth), where, new RangeSet(Signedness.UNSIGNED, List.of()))));
            return;
        }
        Signedness signedness = random.nextBoolean() ? Signedness.SIGNED : Signedness.UNSIGNED;
        members.add(member(name(),
                random.nextInt(4) == 0 ? variable(signedness) : integer(signedness, 5 + random.nextInt(60))));
        long low = signedness == Signedness.SIGNED ? -4 : 2;
        if (random.nextBoolean()) {
            allowed.put(new Where(event, where), List.of(low, low + 1, low + 5));
            members.add(member(name(), new FieldClass.Optional(inside(scope, plus(plus(path, members.size()),
                    FieldPath.CURRENT), depth), where, ranges(signedness, low, low + 1))));
        } else {
            allowed.put(new Where(event, where), List.of(low, low + 1, low + 2, low + 4));
            List<Integer> own = plus(path, members.size());
            members.add(member(name(), new FieldClass.Variant(List.of(
                    new FieldClass.Option("a", inside(scope, plus(own, 0), depth), ranges(signedness, low, low)),
                    new FieldClass.Option("b", inside(scope, plus(own, 1), depth),
                            new RangeSet(signedness, List.of(new RangeSet.Range(low + 4, low + 4),
                                    new RangeSet.Range(low + 1, low + 2))))),
                    where)));
        }
    }

    private static RangeSet ranges(Signedness signedness, long lower, long upper) {
        return new RangeSet(signedness, List.of(new RangeSet.Range(lower, upper)));
    }

    /** {@return a field whose inner lengths nothing after it may use} */
    private FieldClass inside(Scope scope, List<Integer> path, int depth) {
        int visible = lengths.size();
        FieldClass field = field(scope, path, depth + 1);
        lengths.subList(visible, lengths.size()).clear();
        return field;
    }

    private FieldClass field(Scope scope, List<Integer> path, int depth) {
        int kinds = depth >= DEEPEST ? 8 : 12;
        return switch (random.nextInt(kinds)) {
            case 0, 1, 2 -> integer(random.nextBoolean() ? Signedness.SIGNED : Signedness.UNSIGNED,
                    1 + random.nextInt(64));
            case 3 -> variable(random.nextBoolean() ? Signedness.SIGNED : Signedness.UNSIGNED);
            case 4 -> new FieldClass.FixedLengthBitArray(1 + random.nextInt(64), order, bitOrder(order),
                    pick(ALIGNMENTS), Mappings.NONE);
            case 5 -> floatingPoint();
            case 6, 7 -> bytes();
            case 8 -> structure(scope, path, depth + 1, random.nextInt(4));
            case 9, 10 -> new FieldClass.StaticLengthArray(random.nextInt(5),
                    inside(scope, plus(path, FieldPath.CURRENT), depth), pick(1, 1, 8, 64));
            default -> lengths.isEmpty()
                    ? integer(Signedness.SIGNED, 7)
                    : new FieldClass.DynamicLengthArray(length(),
                            inside(scope, plus(path, FieldPath.CURRENT), depth), pick(1, 1, 8, 64));
        };
    }

    private FieldPath length() {
        return lengths.get(random.nextInt(lengths.size()));
    }

    private FieldClass floatingPoint() {
        int bits = pick(16, 32, 64, 128);
        ByteOrder any = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean aligned = random.nextBoolean();
        return new FieldClass.FixedLengthFloatingPoint(bits, aligned ? any : order, natural(aligned ? any : order),
                aligned ? 8 : 1);
    }

    private FieldClass bytes() {
        List<StringEncoding> encodings = List.of(StringEncoding.values());
        StringEncoding encoding = encodings.get(random.nextInt(encodings.size()));
        return switch (random.nextInt(lengths.isEmpty() ? 3 : 5)) {
            case 0 -> new FieldClass.NullTerminatedString(encoding);
            case 1 -> new FieldClass.StaticLengthString(random.nextInt(20), encoding);
            case 2 -> new FieldClass.StaticLengthBlob(random.nextInt(5), "", Set.of());
            case 3 -> new FieldClass.DynamicLengthString(length(), encoding);
            default -> new FieldClass.DynamicLengthBlob(length(), "");
        };
    }

    private FieldClass.VariableLengthInteger variable(Signedness signedness) {
        return new FieldClass.VariableLengthInteger(signedness, DisplayBase.DECIMAL, Mappings.NONE, Set.of());
    }

    private FieldClass.FixedLengthInteger unsigned(int bits, Role role) {
        return new FieldClass.FixedLengthInteger(bits, Signedness.UNSIGNED, order, natural(order), 8,
                DisplayBase.DECIMAL, Mappings.NONE, Set.of(role));
    }

    private FieldClass.FixedLengthInteger integer(Signedness signedness, int bits, Role... roles) {
        int alignment = pick(ALIGNMENTS);
        boolean wholeBytes = bits % 8 == 0 && alignment >= 8;
        // Within a byte all fields have the same order.
        ByteOrder own = wholeBytes && random.nextBoolean() ? ByteOrder.BIG_ENDIAN : order;
        return new FieldClass.FixedLengthInteger(bits, signedness, own, bitOrder(own), alignment,
                DisplayBase.DECIMAL, Mappings.NONE, Set.of(roles));
    }

    private BitOrder bitOrder(ByteOrder byteOrder) {
        boolean mirrored = random.nextInt(5) == 0;
        return mirrored == (byteOrder == ByteOrder.LITTLE_ENDIAN) ? BitOrder.LAST_TO_FIRST : BitOrder.FIRST_TO_LAST;
    }

    private static BitOrder natural(ByteOrder byteOrder) {
        return byteOrder == ByteOrder.LITTLE_ENDIAN ? BitOrder.FIRST_TO_LAST : BitOrder.LAST_TO_FIRST;
    }
}
