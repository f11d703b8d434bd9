package io.gyre.analysis.kernel;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * {@link CpuUsage} as bytes, in the terms of {@link PartialOutput}.
 *
 * <pre>
 * usage      = gap observedTo count *(cpu run) count *(tid comm use) count *(tid placement) count *(tid pid) count *(pid name)
 * run        = end end busy idle unknown switches
 * end        = ns tid comm connected
 * use        = cpuNs migrations switches
 * placement  = firstCpu firstComm lastCpu leftConnected rightConnected
 * </pre>
 */
final class CpuEncoding {
    static final int VERSION = 1;

    private CpuEncoding() {}

    static void write(CpuUsage usage, PartialOutput out) {
        out.writeFlag(usage.hasGap());
        out.writeSigned(usage.observedToNs());
        out.writeUnsigned(usage.cpus().size());
        usage.cpus().forEach((cpu, run) -> {
            out.writeSigned(cpu);
            writeEnd(run.first(), out);
            writeEnd(run.last(), out);
            out.writeUnsigned(run.busyNs());
            out.writeUnsigned(run.idleNs());
            out.writeUnsigned(run.unknownNs());
            out.writeUnsigned(run.switches());
        });
        out.writeUnsigned(usage.threads().size());
        usage.threads().forEach((thread, use) -> {
            writeThread(thread, out);
            out.writeUnsigned(use.cpuNs());
            out.writeUnsigned(use.migrations());
            out.writeUnsigned(use.switches());
        });
        out.writeUnsigned(usage.placements().size());
        usage.placements().forEach((tid, place) -> {
            out.writeSigned(tid);
            out.writeSigned(place.firstCpu());
            out.writeString(place.firstComm());
            out.writeSigned(place.lastCpu());
            out.writeFlag(place.leftConnected());
            out.writeFlag(place.rightConnected());
        });
        out.writeUnsigned(usage.pids().size());
        usage.pids().forEach((tid, pid) -> {
            out.writeSigned(tid);
            out.writeSigned(pid);
        });
        out.writeUnsigned(usage.processNames().size());
        usage.processNames().forEach((pid, name) -> {
            out.writeSigned(pid);
            out.writeString(name);
        });
    }

    private static void writeEnd(CpuRun.End end, PartialOutput out) {
        out.writeSigned(end.ns());
        writeThread(end.thread(), out);
        out.writeFlag(end.connected());
    }

    private static void writeThread(ThreadName thread, PartialOutput out) {
        out.writeSigned(thread.tid());
        out.writeString(thread.comm());
    }

    static CpuUsage read(PartialInput in) throws PartialFormatException {
        boolean hasGap = in.readFlag();
        long observedToNs = in.readSigned();
        var cpus = in.readMap(13, PartialInput::readInt, from -> new CpuRun(readEnd(from), readEnd(from),
                from.readUnsigned(), from.readUnsigned(), from.readUnsigned(), from.readUnsigned()));
        var threads = in.readMap(5, CpuEncoding::readThread,
                from -> new ThreadUse(from.readUnsigned(), from.readUnsigned(), from.readUnsigned()));
        var placements = in.readMap(6, PartialInput::readInt, from -> new Placement(from.readInt(), from.readString(),
                from.readInt(), from.readFlag(), from.readFlag()));
        var pids = in.readMap(2, PartialInput::readInt, PartialInput::readInt);
        var processNames = in.readMap(2, PartialInput::readInt, PartialInput::readString);
        return new CpuUsage(cpus, threads, placements, pids, processNames, hasGap, observedToNs);
    }

    private static CpuRun.End readEnd(PartialInput in) throws PartialFormatException {
        return new CpuRun.End(in.readSigned(), readThread(in), in.readFlag());
    }

    private static ThreadName readThread(PartialInput in) throws PartialFormatException {
        return new ThreadName(in.readInt(), in.readString());
    }
}
