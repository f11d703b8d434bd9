package io.gyre.ctf.testing;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.FieldVisitor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes down every call. */
public final class Recorder implements FieldVisitor {
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();
    private final Set<Scope> scopes;

    public Recorder() {
        this(EnumSet.allOf(Scope.class));
    }

    public Recorder(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    /** {@return one line per call} */
    public List<String> lines() {
        return lines;
    }

    /** {@return the indexes of the nodes handed} */
    public List<Integer> nodes() {
        return nodes;
    }

    private void add(FieldNode node, String line) {
        lines.add(line);
        nodes.add(node.index());
    }

    @Override
    public Set<Scope> scopes() {
        return scopes;
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        lines.add("event " + eventClass.name() + " " + cycles + " " + timestampNs);
    }

    @Override
    public void beginScope(Scope scope, FieldNode root) {
        add(root, "scope " + scope);
    }

    @Override
    public void endScope(Scope scope) {
        lines.add("end " + scope);
    }

    @Override
    public void endEvent() {
        lines.add("done");
    }

    @Override
    public void abortEvent() {
        lines.add("aborted");
    }

    @Override
    public void beginStructure(FieldNode node) {
        add(node, "{ " + node.name());
    }

    @Override
    public void endStructure(FieldNode node) {
        add(node, "} " + node.name());
    }

    @Override
    public void beginArray(FieldNode node, long length) {
        add(node, "[ " + node.name() + " " + length);
    }

    @Override
    public void endArray(FieldNode node) {
        add(node, "] " + node.name());
    }

    @Override
    public void beginVariant(FieldNode node, int option) {
        add(node, "< " + node.name() + " " + option);
    }

    @Override
    public void endVariant(FieldNode node) {
        add(node, "> " + node.name());
    }

    @Override
    public void beginOptional(FieldNode node, boolean present) {
        add(node, "? " + node.name() + " " + present);
    }

    @Override
    public void endOptional(FieldNode node) {
        add(node, "! " + node.name());
    }

    @Override
    public void integer(FieldNode node, long value) {
        add(node, node.name() + "=" + value);
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        add(node, node.name() + "=" + value);
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        add(node, node.name() + "=" + value);
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        add(node, node.name() + "=\"" + Arrays.toString(Arrays.copyOfRange(buffer, offset, offset + length)));
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        add(node, node.name() + "=#" + Arrays.toString(Arrays.copyOfRange(buffer, offset, offset + length)));
    }
}
