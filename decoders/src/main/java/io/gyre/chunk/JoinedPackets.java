package io.gyre.chunk;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketFile;
import io.gyre.ctf.read.PacketSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packets of one data stream, chunk after chunk. Only the files of the current chunk are open. */
final class JoinedPackets implements PacketSource {
    private final List<Part> parts;
    private int next;
    private @Nullable PacketFile open;

    /** The files of one chunk. */
    record Part(List<Path> files, TraceClass traceClass) {}

    JoinedPackets(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public @Nullable Packet next() throws IOException, CtfException {
        return next(0);
    }

    @Override
    public @Nullable Packet next(long fromCycles) throws IOException, CtfException {
        while (true) {
            if (open != null) {
                Packet packet = open.next(fromCycles);
                if (packet != null) {
                    return packet;
                }
                close();
            }
            if (next == parts.size()) {
                return null;
            }
            Part part = parts.get(next);
            next++;
            open = PacketFile.open(part.files, part.traceClass);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
