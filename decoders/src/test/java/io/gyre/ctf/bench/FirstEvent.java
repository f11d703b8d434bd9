package io.gyre.ctf.bench;

import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.PacketFile;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketScan;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** {@code FirstEvent TRACE STREAM ROUNDS}: how long it takes from metadata to the first event, cold at first. */
final class FirstEvent {
    private FirstEvent() {}

    private static final class First extends SilentVisitor {
        private long at;

        @Override
        public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass,
                long cycles, long timestampNs) {
            if (at == 0) {
                at = cpuTime();
            }
        }
    }

    /** Of this thread, so that what else the machine does counts little. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    public static void main(String[] args) throws Exception {
        Path trace = Path.of(args[0]);
        Path file = trace.resolve(args[1]);
        cpuTime();
        byte[] metadata = Files.readAllBytes(trace.resolve("metadata"));
        for (int round = 0; round < Integer.parseInt(args[2]); round++) {
            long start = cpuTime();
            TraceClass traceClass = MetadataReader.read(metadata, "metadata");
            long parsed = cpuTime();
            PacketHeader header = PacketScan.scan(file, traceClass).getFirst();
            long scanned = cpuTime();
            var info = new StreamInfo("", traceClass,
                    Objects.requireNonNull(traceClass.streams().get(header.dataStreamClassId())), 0L, args[1]);
            var first = new First();
            try (var reader = EventReader.dynamic(List.of(new StreamInput(info, PacketFile.open(file, traceClass),
                    Long.MIN_VALUE, StreamInput.Origin.OWN)), first, Damage.STRICT)) {
                reader.runUntil(Long.MAX_VALUE);
            }
            long end = cpuTime();
            System.out.printf(Locale.ROOT,
                    "metadata %.1f ms, scan %.1f ms, to first event %.1f ms; all events %.1f ms%n",
                    (parsed - start) / 1e6, (scanned - parsed) / 1e6, (first.at - start) / 1e6, (end - scanned) / 1e6);
        }
    }
}
