package io.gyre.bench;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.gyre.wire.Sha256;
import io.gyre.wire.Xxh128;
import io.gyre.wire.seal.age.AgeFile;
import io.gyre.wire.seal.age.AgeRecipient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The known parts of sealing, each on its own on one thread over the same files in blocks of 1 MiB: reading, XXH3-128, zstd-jni with its
 * defaults for the level, age and SHA-256 of what was compressed.
 */
final class StageBench {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final byte[] block = new byte[BLOCK_BYTES];
    private final byte[] compressed = new byte[(int) Zstd.compressBound(BLOCK_BYTES)];
    private final List<AgeRecipient> recipients;
    private final int level;
    private final Clock reading = new Clock();
    private final Clock hashing = new Clock();
    private final Clock compressing = new Clock();
    private final Clock encrypting = new Clock();
    private final Clock hashingSealed = new Clock();
    private final List<byte[]> pending = new ArrayList<>();
    private int pendingBytes;

    /** Adds up one stage. */
    private static final class Clock {
        private long wallNanos;
        private long cpuNanos;
        private long wallBegin;
        private long cpuBegin;
        private long bytes;

        private void begin() {
            cpuBegin = THREADS.getCurrentThreadCpuTime();
            wallBegin = System.nanoTime();
        }

        private void end(long bytesOut) {
            wallNanos += System.nanoTime() - wallBegin;
            cpuNanos += THREADS.getCurrentThreadCpuTime() - cpuBegin;
            bytes += bytesOut;
        }

        private Cost cost() {
            return new Cost(wallNanos / 1e9, cpuNanos / 1e9, bytes);
        }
    }

    /** What each stage took; {@code zstd} is the yardstick. */
    record Stages(Cost read, Cost xxh128, Cost zstd, Cost age, Cost sealedSha256) {}

    private StageBench(int level, List<AgeRecipient> recipients) {
        this.level = level;
        this.recipients = recipients;
    }

    static Stages run(Collection<Path> files, int level, List<AgeRecipient> recipients) throws IOException {
        return new StageBench(level, recipients).run(files);
    }

    private Stages run(Collection<Path> files) throws IOException {
        try (var zstd = new ZstdCompressCtx().setLevel(level)) {
            for (Path file : files) {
                try (FileChannel channel = FileChannel.open(file)) {
                    Xxh128.Running digest = Xxh128.running();
                    for (int length = read(channel); length > 0; length = read(channel)) {
                        hashing.begin();
                        digest.update(block, 0, length);
                        hashing.end(length);
                        compressing.begin();
                        int bytes = zstd.compressByteArray(compressed, 0, compressed.length, block, 0, length);
                        compressing.end(bytes);
                        seal(bytes);
                    }
                }
            }
        }
        return new Stages(reading.cost(), hashing.cost(), compressing.cost(), encrypting.cost(), hashingSealed.cost());
    }

    /** Seals about 1 MiB together, as the publisher does: a file's header is not negligible. */
    private void seal(int bytes) {
        pending.add(Arrays.copyOf(compressed, bytes));
        pendingBytes += bytes;
        if (pendingBytes < BLOCK_BYTES) {
            return;
        }
        ByteBuffer all = ByteBuffer.allocate(pendingBytes);
        pending.forEach(all::put);
        pending.clear();
        pendingBytes = 0;
        encrypting.begin();
        byte[] sealed = AgeFile.encrypt(all.array(), recipients);
        encrypting.end(sealed.length);
        hashingSealed.begin();
        Sha256.of(sealed);
        hashingSealed.end(sealed.length);
    }

    private int read(FileChannel channel) throws IOException {
        reading.begin();
        ByteBuffer target = ByteBuffer.wrap(block);
        while (target.hasRemaining() && channel.read(target) >= 0) {
            // A channel may give less than was asked for.
        }
        reading.end(target.position());
        return target.position();
    }
}
