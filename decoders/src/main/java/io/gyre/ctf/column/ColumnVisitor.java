package io.gyre.ctf.column;

import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills the tables of one data stream class from a reader of fields: the oracle of the compiled one, and its fallback. */
public final class ColumnVisitor extends SilentVisitor {
    private final StreamLayout layout;
    private final ColumnBatches batches;
    private final Map<ColumnTable, Map<FieldNode, Column>> byNode = new HashMap<>();
    private Map<FieldNode, Column> columns = Map.of();
    private @Nullable ColumnTable table;
    private long cycles;
    private long timestampNs;
    private int cpu;

    public ColumnVisitor(StreamLayout layout, ColumnBatches batches) {
        this.layout = layout;
        this.batches = batches;
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT,
                Scope.EVENT_RECORD_PAYLOAD);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long clock, long ns) {
        ColumnTable current = batches.table(layout, eventClass);
        columns = byNode.computeIfAbsent(current, ColumnVisitor::byNode);
        table = current;
        cycles = clock;
        timestampNs = ns;
        cpu = packet.cpuId() == null ? -1 : packet.cpuId();
    }

    private static Map<FieldNode, Column> byNode(ColumnTable table) {
        var found = new HashMap<FieldNode, Column>();
        table.columns().forEach(column -> found.put(column.node(), column));
        return found;
    }

    @Override
    public void endEvent() {
        if (table != null) {
            table.endRow(cycles, timestampNs, cpu);
        }
    }

    @Override
    public void abortEvent() {
        if (table != null) {
            table.abortRow();
        }
    }

    @Override
    public void integer(FieldNode node, long value) {
        if (table != null && columns.get(node) instanceof LongColumn column) {
            if (column.shape() == Column.Shape.SINGLE) {
                column.values()[table.rows()] = value;
            } else {
                column.add(value);
            }
        }
    }

    @Override
    public void bool(FieldNode node, boolean value) {
        integer(node, value ? 1 : 0);
    }

    @Override
    public void floatingPoint(FieldNode node, double value) {
        if (table != null && columns.get(node) instanceof DoubleColumn column) {
            if (column.shape() == Column.Shape.SINGLE) {
                column.values()[table.rows()] = value;
            } else {
                column.add(value);
            }
        }
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        if (columns.get(node) instanceof BytesColumn column) {
            column.add(buffer, offset, length);
        }
    }

    @Override
    public void blob(FieldNode node, byte[] buffer, int offset, int length) {
        string(node, buffer, offset, length);
    }
}
