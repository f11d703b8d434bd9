package io.gyre.ctf.read;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import java.util.EnumSet;
import java.util.Set;

/**
 * Touches every field of contexts and payload and adds up what is there, so that two readers can be shown to have read the same.
 */
public final class Checksums extends SilentVisitor {
    private long events;
    private long clock;
    private long integerSum;
    private long stringBytes;
    private long integers;
    private double floatSum;

    /**
     * The sums so far.
     *
     * @param clk of timestamps in clock cycles, unsigned
     * @param isum of integers, lengths and enumerations among them, modulo 2^64, unsigned
     * @param slen bytes of strings up to their NUL
     * @param dsum of floating point numbers, in the order of the events
     * @param ints the number of integers
     */
    public record Sums(long events, long clk, long isum, long slen, double dsum, long ints) {
        @Override
        public String toString() {
            return "events=" + events + " clk=" + Long.toUnsignedString(clk) + " isum="
                    + Long.toUnsignedString(isum) + " slen=" + slen + " dsum=" + dsum + " ints=" + ints;
        }
    }

    public Sums sums() {
        return new Sums(events, clock, integerSum, stringBytes, floatSum, integers);
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
                Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        events++;
        clock += cycles;
    }

    @Override
    public void integer(FieldNode node, long value) {
        integerSum += value;
        integers++;
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        integerSum += value ? 1 : 0;
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        floatSum += value;
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        stringBytes += length;
    }
}
