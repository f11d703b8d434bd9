package io.gyre.ctf.fuzz;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.EnumSet;
import java.util.Set;

/** One number that tells sequences of calls apart. */
final class CallDigest implements FieldVisitor {
    private static final long PRIME = 0x100000001B3L;
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    private long digest;
    private long whole;
    private long aborted;

    long digest() {
        return digest;
    }

    /** {@return how many events were read to their end} */
    long whole() {
        return whole;
    }

    /** {@return how many events damage was met in} */
    long aborted() {
        return aborted;
    }

    void clear() {
        digest = 0xCBF29CE484222325L;
        whole = 0;
        aborted = 0;
    }

    private void add(int call, long value) {
        digest = (digest ^ call) * PRIME;
        digest = (digest ^ value) * PRIME;
        digest ^= digest >>> 29;
    }

    @Override
    public Set<Scope> scopes() {
        return ALL;
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        add(1, eventClass.id());
        add(2, cycles);
        add(3, timestampNs);
    }

    @Override
    public void beginScope(Scope scope, FieldNode root) {
        add(4, root.index());
    }

    @Override
    public void endScope(Scope scope) {
        add(5, scope.name().hashCode());
    }

    @Override
    public void endEvent() {
        add(6, 0);
        whole++;
    }

    @Override
    public void abortEvent() {
        add(7, 0);
        aborted++;
    }

    @Override
    public void beginStructure(FieldNode node) {
        add(8, node.index());
    }

    @Override
    public void endStructure(FieldNode node) {
        add(9, node.index());
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        add(10, node.index());
        add(11, length);
    }

    @Override
    public void endArray(FieldNode node) {
        add(12, node.index());
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        add(13, node.index());
        add(14, option);
    }

    @Override
    public void endVariant(FieldNode node) {
        add(15, node.index());
    }

    @Override
    public void beginOptional(FieldNode node, boolean present) {
        add(present ? 16 : 17, node.index());
    }

    @Override
    public void endOptional(FieldNode node) {
        add(18, node.index());
    }

    @Override
    public void integer(FieldNode node, long value) {
        add(19, node.index());
        add(20, value);
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        add(value ? 21 : 22, node.index());
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        add(23, node.index());
        add(24, Double.doubleToLongBits(value));
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        add(25, node.index());
        bytes(buffer, offset, length);
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        add(26, node.index());
        bytes(buffer, offset, length);
    }

    private void bytes(byte[] buffer, int offset, int length) {
        add(27, length);
        for (int i = 0; i < length; i++) {
            digest = (digest ^ buffer[offset + i]) * PRIME;
        }
    }
}
