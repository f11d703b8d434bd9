package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order in which a tracer filled the trace files of one data stream: that of their first packets. */
final class FileChain {
    private record Link(Path file, @Nullable PacketHeader first) {}

    private FileChain() {}

    static List<Path> inOrder(List<Path> files, TraceClass traceClass) throws IOException {
        var links = new ArrayList<Link>();
        for (Path file : files) {
            links.add(new Link(file, firstHeader(file, traceClass)));
        }
        links.sort(Comparator.comparing(Link::first, Comparator.nullsLast(FileChain::compare)));
        return links.stream().map(Link::file).toList();
    }

    private static int compare(PacketHeader a, PacketHeader b) {
        if (a.sequenceNumber() != null && b.sequenceNumber() != null) {
            return Long.compareUnsigned(a.sequenceNumber(), b.sequenceNumber());
        }
        if (a.beginCycles() != null && b.beginCycles() != null) {
            return Long.compareUnsigned(a.beginCycles(), b.beginCycles());
        }
        return 0;
    }

    /** A file whose first header cannot be read comes last; what is wrong with it is told when it is read. */
    private static @Nullable PacketHeader firstHeader(Path path, TraceClass traceClass) throws IOException {
        try (DataFile file = DataFile.open(path)) {
            return file.size() == 0
                    ? null
                    : new PacketWindow(new PacketHeaders(traceClass)).header(file, 0, 0, 0);
        } catch (DataStreamException _) {
            return null;
        }
    }
}
