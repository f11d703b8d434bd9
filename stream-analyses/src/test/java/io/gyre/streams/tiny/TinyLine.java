package io.gyre.streams.tiny;

import io.gyre.streams.tiny.TinyTrace.TinyPacket;
import io.gyre.wire.LineId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random recording, rotated as LTTng does it: stream after stream, so that neighbouring chunks overlap in time. Every boundary follows
 * the rule of windows: one less than the earliest begin of a stream's first packet in the chunk after.
 */
public final class TinyLine {
    public static final LineId LINE = new LineId("tiny-host", "tiny", "20261123T092351+0000");

    private static final int CPUS = 3;
    private static final long CHUNK_NS = 1_300_000_000L;
    private static final long BEGIN_NS = 1_700_000_000_000_000_000L;

    private TinyLine() {}

    /** {@return chunks 0, 1, 2 … of one recording}, whose last one does not end the line. */
    public static List<TinyChunk> record(Random random, int chunkCount, int packetsPerSegment) {
        return record(LINE, random, chunkCount, packetsPerSegment);
    }

    /** {@return the same, of another line} */
    public static List<TinyChunk> record(LineId line, Random random, int chunkCount, int packetsPerSegment) {
        long[][] cuts = new long[chunkCount + 1][CPUS];
        for (int chunk = 0; chunk <= chunkCount; chunk++) {
            for (int cpu = 0; cpu < CPUS; cpu++) {
                cuts[chunk][cpu] = BEGIN_NS + chunk * CHUNK_NS + random.nextInt(90_000_000);
            }
        }
        var chunks = new ArrayList<TinyChunk>();
        var writers = new ArrayList<Writer>();
        for (int cpu = 0; cpu < CPUS; cpu++) {
            writers.add(new Writer(cpu, random));
        }
        long after = Long.MIN_VALUE;
        for (int chunk = 0; chunk < chunkCount; chunk++) {
            var packets = new ArrayList<TinyPacket>();
            long upTo = Long.MAX_VALUE;
            for (int cpu = 0; cpu < CPUS; cpu++) {
                packets.addAll(writers.get(cpu).packets(cuts[chunk][cpu], cuts[chunk + 1][cpu]));
                upTo = Math.min(upTo, cuts[chunk + 1][cpu] - 1);
            }
            chunks.add(new TinyChunk(line, chunk, chunk == 0 ? null : Long.valueOf(chunk - 1), after, upTo, packets,
                    packetsPerSegment));
            after = upTo;
        }
        return chunks;
    }

    /** One CPU's stream. */
    private static final class Writer {
        private final int cpu;
        private final Random random;
        private int running;
        private long sequence;
        private long discarded;

        Writer(int cpu, Random random) {
            this.cpu = cpu;
            this.random = random;
        }

        List<TinyPacket> packets(long fromNs, long toNs) {
            var packets = new ArrayList<TinyPacket>();
            long begin = fromNs;
            while (begin < toNs) {
                long end = Math.min(toNs, begin + 100_000_000 + random.nextInt(300_000_000));
                List<TinyEvent> events = random.nextInt(5) == 0 ? List.of() : events(begin, end);
                discarded += random.nextInt(4) == 0 ? random.nextInt(100) : 0;
                sequence += random.nextInt(10) == 0 ? 3 : 1;
                packets.add(new TinyPacket(cpu, begin, end, sequence, discarded, events));
                begin = end;
            }
            return packets;
        }

        private List<TinyEvent> events(long fromNs, long toNs) {
            var times = random.longs(random.nextInt(30), fromNs, toNs).sorted().toArray();
            var events = new ArrayList<TinyEvent>();
            for (long at : times) {
                if (random.nextBoolean()) {
                    events.add(new TinyEvent.Tick(at, random.nextInt(100)));
                } else {
                    int next = random.nextInt(6);
                    events.add(new TinyEvent.Switch(at, comm(running), running, comm(next), next));
                    running = next;
                }
            }
            return events;
        }

        private static String comm(int tid) {
            return tid == 0 ? "swapper" : "worker-" + tid;
        }
    }
}
