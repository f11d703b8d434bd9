package io.gyre.wire.seal;

import com.github.luben.zstd.Zstd;
import io.gyre.wire.ChunkId;
import io.gyre.wire.LineId;
import io.gyre.wire.SegmentId;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.seal.age.X25519Identity;
import io.gyre.wire.seal.ssh.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How fast segments are sealed and opened, beside plain zstd of the same blocks in the same run, on one core,
 * by the time that the thread was given.
 *
 * <p>Run with a folder of real traces, whose data stream files are read one after another; not part of any build.
 */
public final class SealBenchmark {
    private static final int MIB = 1 << 20;
    private static final int PACKET = 4096;
    private static final int ROUNDS = 8;
    private static final long MIN_BYTES = 128L << 20;
    private static final int MAX_TRACE = 64 << 20;

    private static final X25519Identity IDENTITY = X25519Identity.generate();
    private static final LineId LINE = new LineId("host", "session", "20261123T092351+0000");
    private static final SegmentId ID = new SegmentId(new ChunkId(LINE, 1), 1);

    private SealBenchmark() {}

    /** A measured way to handle a block. */
    private interface Work {
        void run(int block) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        byte[] trace = dataOf(Path.of(args[0]));
        for (int blockBytes : new int[]{ MIB, 6 * MIB}) {
            List<byte[]> blocks = new ArrayList<>();
            for (int at = 0; at + blockBytes <= trace.length; at += blockBytes) {
                blocks.add(Arrays.copyOfRange(trace, at, at + blockBytes));
            }
            for (int level : new int[]{ 1, 3}) {
                measure(blocks, level);
            }
        }
        byte[] manifest = new byte[100_000];
        SigningKey key = SigningKey.generate("");
        long begin = cpuNanos();
        for (int i = 0; i < 1000; i++) {
            ManifestSignature.sign(manifest, key);
        }
        System.out.printf("sign a manifest of 100 kB: %.0f us%n", (cpuNanos() - begin) / 1e6);
    }

    private static void measure(List<byte[]> blocks, int level) throws Exception {
        int blockBytes = blocks.getFirst().length;
        var frames = new ArrayList<byte[]>();
        var sealed = new ArrayList<SealedSegment>();
        for (byte[] block : blocks) {
            frames.add(Zstd.compress(block, level));
            sealed.add(seal(block, level));
        }
        double rawBytes = (double) blocks.size() * blockBytes;
        System.out.printf("%d blocks of %d MiB, level %d: ratio zstd %.2f, sealed %.2f%n", blocks.size(),
                blockBytes / MIB, level, rawBytes / frames.stream().mapToLong(frame -> frame.length).sum(),
                rawBytes / sealed.stream().mapToLong(segment -> segment.value().length).sum());
        measure("zstd compress", blocks, block -> Zstd.compress(blocks.get(block), level));
        measure("seal", blocks, block -> seal(blocks.get(block), level));
        measure("zstd decompress", blocks, block -> Zstd.decompress(frames.get(block), blockBytes));
        measure("open", blocks, block -> open(sealed.get(block)));
    }

    private static byte[] dataOf(Path folder) throws IOException {
        var all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                boolean data = file.getFileName().toString().matches(".*_\\d+");
                if (data && all.size() < MAX_TRACE) {
                    Files.copy(file, all);
                }
            }
        }
        return all.toByteArray();
    }

    private static SealedSegment seal(byte[] block, int level) {
        try (var writer = new SegmentWriter(ID, SegmentOptions.DEFAULT.withZstdLevel(level))) {
            for (int at = 0; at < block.length; at += PACKET) {
                writer.add(new Piece.PacketPiece("kernel/ch_0", at, at / PACKET, at, at + 1L, block, at, PACKET));
            }
            return writer.seal(List.of(IDENTITY.recipient()));
        }
    }

    private static OpenSegment open(SealedSegment sealed) throws Exception {
        var ref = new SegmentRef(1, 1, 0, 0, sealed.rawBytes(), sealed.value().length, sealed.sha256(), 0, 0, 0,
                List.of());
        return SegmentReader.open(sealed.value(), LINE, ref, List.of(IDENTITY), "benchmark");
    }

    private static void measure(String name, List<byte[]> blocks, Work work) throws Exception {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = 0;
            long begin = cpuNanos();
            for (int i = 0; bytes < MIN_BYTES; i++) {
                work.run(i % blocks.size());
                bytes += blocks.get(i % blocks.size()).length;
            }
            best = Math.max(best, bytes / 1e6 / ((cpuNanos() - begin) / 1e9));
        }
        System.out.printf("  %-16s %7.0f MB/s%n", name, best);
    }

    /** Of this thread alone, so that a busy machine does not blur the figures. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
