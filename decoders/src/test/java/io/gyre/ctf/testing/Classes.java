package io.gyre.ctf.testing;

import io.gyre.ctf.model.BitOrder;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.FieldClass.FixedLengthInteger;
import io.gyre.ctf.model.FieldClass.Member;
import io.gyre.ctf.model.FieldClass.Structure;
import io.gyre.ctf.model.FieldPath;
import io.gyre.ctf.model.Mappings;
import io.gyre.ctf.model.RangeSet;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.TraceClass;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Short words for trace classes built by hand. */
@SuppressWarnings("NullAway") // does not see that records read from class files take null
public final class Classes {
    public static final UUID TRACE = UUID.fromString("7f1a6c1e-40d2-4c5e-9d55-0b1f0a9ab001");
    public static final ClockClass CLOCK = new ClockClass("monotonic", "monotonic", null, null, 1_000_000_000L, 1,
            1_000_000L, 0, true, Map.of());

    private Classes() {}

    public static FixedLengthInteger unsigned(int bits, Role... roles) {
        return integer(bits, Signedness.UNSIGNED, ByteOrder.LITTLE_ENDIAN, bits % 8 == 0 ? 8 : 1, roles);
    }

    public static FixedLengthInteger signed(int bits) {
        return integer(bits, Signedness.SIGNED, ByteOrder.LITTLE_ENDIAN, bits % 8 == 0 ? 8 : 1);
    }

    public static FixedLengthInteger integer(int bits, Signedness signedness, ByteOrder order, int alignment,
            Role... roles) {
        return new FixedLengthInteger(bits, signedness, order,
                order == ByteOrder.LITTLE_ENDIAN ? BitOrder.FIRST_TO_LAST : BitOrder.LAST_TO_FIRST, alignment,
                DisplayBase.DECIMAL, Mappings.NONE, Set.of(roles));
    }

    public static Member member(String name, FieldClass field) {
        return new Member(name, field);
    }

    public static Structure structure(Member... members) {
        return new Structure(List.of(members), 1);
    }

    public static FieldPath path(Scope scope, Integer... steps) {
        return new FieldPath(scope, List.of(steps));
    }

    public static RangeSet range(long lower, long upper) {
        return new RangeSet(Signedness.UNSIGNED, List.of(new RangeSet.Range(lower, upper)));
    }

    public static EventRecordClass event(long id, String name, Structure payload) {
        return new EventRecordClass(id, name, OptionalLong.empty(), null, null, payload, Map.of());
    }

    public static DataStreamClass stream(long id, @Nullable Structure packetContext, @Nullable Structure eventHeader,
            EventRecordClass... events) {
        var byId = new TreeMap<Long, EventRecordClass>();
        for (EventRecordClass event : events) {
            byId.put(event.id(), event);
        }
        return new DataStreamClass(id, null, CLOCK, packetContext, eventHeader, null, byId, Map.of());
    }

    public static TraceClass trace(@Nullable Structure packetHeader, DataStreamClass... streams) {
        var byId = new TreeMap<Long, DataStreamClass>();
        for (DataStreamClass stream : streams) {
            byId.put(stream.id(), stream);
        }
        return new TraceClass(1, TRACE, null, Map.of(), packetHeader, List.of(CLOCK), byId, Map.of());
    }

    /** {@return a clock like {@link #CLOCK} of another frequency} */
    public static ClockClass clock(long frequencyHz) {
        return new ClockClass("clock", null, null, null, frequencyHz, 1, CLOCK.offsetSeconds(), 0, true, Map.of());
    }

    public static DataStreamClass withClock(DataStreamClass stream, @Nullable ClockClass clock) {
        return new DataStreamClass(stream.id(), stream.name(), clock, stream.packetContext(),
                stream.eventRecordHeader(), stream.eventRecordCommonContext(), stream.events(), Map.of());
    }

    public static TraceClass withUuid(TraceClass trace, UUID uuid) {
        return new TraceClass(trace.majorVersion(), uuid, trace.name(), trace.environment(), trace.packetHeader(),
                trace.clocks(), trace.streams(), Map.of());
    }

    /** As LTTng writes it: magic, uuid, stream_id, stream_instance_id. */
    public static Structure lttngPacketHeader() {
        return structure(member("magic", unsigned(32, Role.PACKET_MAGIC_NUMBER)),
                member("uuid", new FieldClass.StaticLengthArray(16, unsigned(8), 1)),
                member("stream_id", unsigned(32, Role.DATA_STREAM_CLASS_ID)),
                member("stream_instance_id", unsigned(64, Role.DATA_STREAM_ID)));
    }

    public static Structure lttngPacketContext() {
        return structure(member("timestamp_begin", unsigned(64, Role.DEFAULT_CLOCK_TIMESTAMP)),
                member("timestamp_end", unsigned(64, Role.PACKET_END_DEFAULT_CLOCK_TIMESTAMP)),
                member("content_size", unsigned(64, Role.PACKET_CONTENT_LENGTH)),
                member("packet_size", unsigned(64, Role.PACKET_TOTAL_LENGTH)),
                member("packet_seq_num", unsigned(64, Role.PACKET_SEQUENCE_NUMBER)),
                member("events_discarded", unsigned(64, Role.DISCARDED_EVENT_RECORD_COUNTER_SNAPSHOT)),
                member("cpu_id", unsigned(32)));
    }

    /** LTTng's compact header: a 5-bit id and a 27-bit timestamp, or 31, a 32-bit id and a 64-bit timestamp. */
    public static Structure lttngCompactHeader() {
        var compact = structure(member("timestamp", integer(27, Signedness.UNSIGNED, ByteOrder.LITTLE_ENDIAN, 1,
                Role.DEFAULT_CLOCK_TIMESTAMP)));
        var extended = structure(member("id", unsigned(32, Role.EVENT_RECORD_CLASS_ID)),
                member("timestamp", unsigned(64, Role.DEFAULT_CLOCK_TIMESTAMP)));
        var variant = new FieldClass.Variant(List.of(new FieldClass.Option("compact", compact, range(0, 30)),
                new FieldClass.Option("extended", extended, range(31, 31))),
                path(Scope.EVENT_RECORD_HEADER, 0));
        return new Structure(List.of(
                member("id", integer(5, Signedness.UNSIGNED, ByteOrder.LITTLE_ENDIAN, 1, Role.EVENT_RECORD_CLASS_ID)),
                member("v", variant)), 8);
    }
}
