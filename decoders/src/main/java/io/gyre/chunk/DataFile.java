package io.gyre.chunk;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.LttngIndex;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the packets of one data stream file say of it.
 *
 * @param beginCycles of its first packet; null when packets do not tell
 * @param endCycles of its last packet; null when packets do not tell
 */
record DataFile(Path path, DataStreamClass streamClass, @Nullable Long streamId, @Nullable Long beginCycles,
        @Nullable Long endCycles) {

    /**
     * {@return the facts of a file, or empty when it has no readable packet}
     *
     * @param damage is told of each damaged packet; a valid index of LTTng's spares the look at all but the first
     * @param ignoredIndex is told why an index is not used
     */
    static Optional<DataFile> read(TraceFolder trace, Path file, TraceClass traceClass,
            Consumer<DataStreamException> damage, Consumer<String> ignoredIndex) throws IOException {
        if (Files.size(file) == 0) {
            return Optional.empty();
        }
        Optional<DataFile> indexed = indexed(trace, file, traceClass, ignoredIndex);
        return indexed.isPresent() ? indexed : walked(file, traceClass, damage);
    }

    private static Optional<DataFile> indexed(TraceFolder trace, Path file, TraceClass traceClass,
            Consumer<String> ignored) throws IOException {
        Path path = trace.path().resolve("index").resolve(file.getFileName() + ".idx");
        Optional<LttngIndex> read = LttngIndex.read(path, ignored);
        if (read.isEmpty() || read.get().entries().isEmpty()) {
            return Optional.empty();
        }
        LttngIndex index = read.get();
        PacketHeader firstPacket = firstPacket(file, traceClass);
        String mismatch = index.mismatch(Files.size(file), firstPacket);
        DataStreamClass streamClass = traceClass.streams().get(index.entries().getFirst().streamClassId());
        if (mismatch != null) {
            ignored.accept(path + ": index not used: " + mismatch);
        }
        if (mismatch != null || streamClass == null) {
            return Optional.empty();
        }
        // Version 1.0 does not tell the stream's id; the packet does.
        return Optional.of(new DataFile(file, streamClass, firstPacket == null ? null : firstPacket.dataStreamId(),
                index.entries().getFirst().beginCycles(), index.entries().getLast().endCycles()));
    }

    private static @Nullable PacketHeader firstPacket(Path file, TraceClass traceClass) throws IOException {
        try (PacketWalk walk = PacketWalk.open(file, traceClass)) {
            PacketWalk.Span first = walk.next();
            return first == null ? null : first.header();
        } catch (DataStreamException _) {
            // Met again, and told, when the packets are walked.
            return null;
        }
    }

    private static Optional<DataFile> walked(Path file, TraceClass traceClass, Consumer<DataStreamException> damage)
            throws IOException {
        PacketHeader first = null;
        PacketHeader last = null;
        try (PacketWalk walk = PacketWalk.open(file, traceClass)) {
            for (boolean more = true; more;) {
                try {
                    PacketWalk.Span span = walk.next();
                    more = span != null;
                    if (span != null) {
                        first = first == null ? span.header() : first;
                        last = span.header();
                    }
                } catch (DataStreamException e) {
                    damage.accept(e);
                }
            }
        }
        DataStreamClass streamClass = first == null ? null : traceClass.streams().get(first.dataStreamClassId());
        return first == null || last == null || streamClass == null
                ? Optional.empty()
                : Optional.of(
                        new DataFile(file, streamClass, first.dataStreamId(), first.beginCycles(), last.endCycles()));
    }
}
