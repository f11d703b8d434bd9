package io.gyre.ctf.testing;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.EnumSet;
import java.util.Set;

/** Touches every field of contexts and payload, and adds up what is there. */
public final class Checksums extends SilentVisitor {
    private long events;
    private long clock;
    private long integerSum;
    private long stringBytes;
    private long integers;
    private double floatSum;

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

    public long events() {
        return events;
    }

    @Override
    public String toString() {
        return "events=" + events + " clk=" + Long.toUnsignedString(clock) + " isum="
                + Long.toUnsignedString(integerSum) + " slen=" + stringBytes + " dsum=" + floatSum + " ints="
                + integers;
    }
}
