package io.gyre.ctf.jmh;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.EnumSet;
import java.util.Set;

/** Adds up all fields of contexts and payloads. */
final class SumVisitor extends SilentVisitor {
    private long events;
    private long clk;
    private long isum;
    private long slen;
    private double dsum;

    Sums sums() {
        return new Sums(events, clk, isum, slen, dsum);
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
        clk += cycles;
    }

    @Override
    public void integer(FieldNode node, long value) {
        isum += value;
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        dsum += value;
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        slen += length;
    }
}
