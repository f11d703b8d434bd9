package io.gyre.chunk;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.LttngIndex;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.PacketScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
     * @param damage is told of each damaged packet; a valid index of LTTng's spares the look at the packets
     */
    static Optional<DataFile> read(TraceFolder trace, Path file, TraceClass traceClass,
            Consumer<DataStreamException> damage)
            throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return Optional.empty();
        }
        Optional<LttngIndex> index = LttngIndex
                .read(trace.path().resolve("index").resolve(file.getFileName() + ".idx"));
        if (index.isPresent() && index.get().mismatch(size) == null && !index.get().entries().isEmpty()) {
            List<LttngIndex.Entry> entries = index.get().entries();
            LttngIndex.Entry first = entries.getFirst();
            DataStreamClass streamClass = traceClass.streams().get(first.streamClassId());
            if (first.streamId() != null && streamClass != null) {
                return Optional.of(new DataFile(file, streamClass, first.streamId(), first.beginCycles(),
                        entries.getLast().endCycles()));
            }
        }
        List<PacketHeader> headers = PacketScan.scan(file, traceClass, damage);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        PacketHeader first = headers.getFirst();
        DataStreamClass streamClass = traceClass.streams().get(first.dataStreamClassId());
        return streamClass == null
                ? Optional.empty()
                : Optional.of(new DataFile(file, streamClass, first.dataStreamId(), first.beginCycles(),
                        headers.getLast().endCycles()));
    }
}
