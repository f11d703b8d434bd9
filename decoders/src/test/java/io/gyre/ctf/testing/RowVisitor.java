package io.gyre.ctf.testing;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes each event down as {@link ColumnRows} does a row. */
public final class RowVisitor extends SilentVisitor {
    private final Map<String, List<String>> byClass = new TreeMap<>();
    private final Map<Integer, List<String>> fields = new TreeMap<>();
    private String name = "";
    private String head = "";

    public Map<String, List<String>> byClass() {
        return byClass;
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
                Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        fields.clear();
        name = eventClass.name();
        head = cycles + " " + timestampNs + " " + (packet.cpuId() == null ? -1 : packet.cpuId()) + " ";
    }

    @Override
    public void endEvent() {
        byClass.computeIfAbsent(name, _ -> new ArrayList<>()).add(head + fields);
    }

    private void add(FieldNode node, String value) {
        fields.computeIfAbsent(node.index(), _ -> new ArrayList<>()).add(value);
    }

    @Override
    public void integer(FieldNode node, long value) {
        add(node, Long.toString(value));
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        add(node, value ? "1" : "0");
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        add(node, Double.toString(value));
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        add(node, Arrays.toString(Arrays.copyOfRange(buffer, offset, offset + length)));
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        string(node, buffer, offset, length);
    }
}
