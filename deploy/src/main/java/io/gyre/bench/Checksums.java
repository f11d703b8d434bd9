package io.gyre.bench;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.EnumSet;
import java.util.Set;

/**
 * Touches every field of contexts and payload and adds up what is there, so that two readers can be shown to have read the same:
 * timestamps in clock cycles, integers modulo 2^64 and their number, bytes of strings up to their NUL, floating point numbers.
 */
public final class Checksums extends SilentVisitor {
    private long clock;
    private long integerSum;
    private long stringBytes;
    private long integers;
    private double floatSum;

    /**
     * The sums of one pass.
     *
     * @param clk of timestamps, unsigned
     * @param isum of integers, unsigned
     */
    public record Sums(long clk, long isum, long slen, double dsum, long ints) {}

    Sums sums() {
        return new Sums(clock, integerSum, stringBytes, floatSum, integers);
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
                Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
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
