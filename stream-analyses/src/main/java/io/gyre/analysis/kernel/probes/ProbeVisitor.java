package io.gyre.analysis.kernel.probes;

import io.gyre.ctf.bind.Text;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.read.FieldNode;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes hits of probes, and what their contexts tell of the thread. */
final class ProbeVisitor extends SilentVisitor {
    /** No context has a thread's id. */
    static final int NO_TID = -1;
    private static final byte[] NOTHING = {};

    private final ProbesFold fold;
    private final Text name = new Text();
    private @Nullable EventRecordClass event;
    private long timeNs;
    private int cpu;
    private int tid;
    private int pid;

    ProbeVisitor(ProbesFold fold) {
        this.fold = fold;
    }

    @Override
    public Set<Scope> scopes() {
        return EnumSet.of(Scope.EVENT_RECORD_COMMON_CONTEXT, Scope.EVENT_RECORD_SPECIFIC_CONTEXT);
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        event = eventClass;
        timeNs = timestampNs;
        Integer packetCpu = packet.cpuId();
        cpu = packetCpu == null ? -1 : packetCpu;
        tid = NO_TID;
        pid = 0;
    }

    @Override
    public void integer(FieldNode node, long value) {
        switch (node.name()) {
            case "tid" -> tid = (int) value;
            case "pid" -> pid = (int) value;
            default -> {
            }
        }
    }

    @Override
    public void string(FieldNode node, byte[] buffer, int offset, int length) {
        if (node.name().equals("procname")) {
            name.wrap(buffer, offset, length);
        }
    }

    @Override
    public void endEvent() {
        if (event != null) {
            fold.hit(event, timeNs, cpu, tid, pid, name);
            name.wrap(NOTHING, 0, 0);
        }
    }
}
