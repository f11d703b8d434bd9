package io.gyre.ctf.fuzz;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.compile.HandlerSet;
import io.gyre.ctf.compile.VisitorBodies;
import io.gyre.ctf.interpret.InterpretedLoop;
import io.gyre.ctf.layout.StreamLayout;
import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.EventLoop;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketCursor;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.StreamInfo;
import java.util.Arrays;
import java.util.List;

/**
 * A {@code metadata} file of any bytes: it is a trace class or an error that says where. What is a trace class is laid out, and
 * its events are looked for in bytes that are no events; every so often by compiled code, too.
 */
public final class MetadataTarget {
    private static final int COMPILE_EVERY = 256;
    private static final int PACKET_BYTES = 64;
    private static final int MOST_EVENTS = 50;
    private static final HandlerSet NOBODY = HandlerSet.of(List.of());
    private static final CallDigest DIGEST = new CallDigest();

    private static int read;

    private MetadataTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        var watch = new Watch();
        try {
            use(MetadataReader.read(input, "metadata"));
        } catch (MetadataException e) {
            check(e);
        }
        watch.check();
    }

    private static void check(MetadataException error) {
        var place = error.place();
        boolean hasPlace = switch (error.kind()) {
            case SYNTAX, SEMANTIC -> place.line() > 0 && place.column() > 0;
            case CONTAINER -> place.byteOffset() >= 0;
            case MISSING, UNSUPPORTED, TOO_LARGE -> true;
        };
        if (!hasPlace || !place.file().equals("metadata")) {
            throw new AssertionError("an error without its place: " + error, error);
        }
    }

    private static void use(TraceClass traceClass) {
        read++;
        for (DataStreamClass stream : traceClass.streams().values()) {
            var layout = new StreamLayout(traceClass, stream);
            stream.events().values().stream().limit(MOST_EVENTS).forEach(layout::event);
            if (!layout.clockScale().isUsable()) {
                continue;
            }
            run(layout, new InterpretedLoop(layout, DIGEST));
            if (read % COMPILE_EVERY == 0) {
                run(layout, VisitorBodies.loop(layout, DIGEST));
                run(layout, NOBODY.compiled(layout));
            }
        }
    }

    private static void run(StreamLayout layout, EventLoop loop) {
        byte[] buffer = new byte[PACKET_BYTES + Packet.PADDING];
        for (byte filler : new byte[]{ 0, 1, -1}) {
            Arrays.fill(buffer, filler);
            var cursor = new PacketCursor(new StreamInfo("", layout.traceClass(), layout.streamClass(), null, "file"));
            cursor.open(new Packet(buffer, 0, PACKET_BYTES, new PacketHeader("file", 0, 0, PACKET_BYTES,
                    PACKET_BYTES * 8L, 0, layout.streamClass().id(), null, null, null, null, null, null)));
            try {
                loop.run(cursor, 0, layout.clockScale().lastCycles());
            } catch (CtfException e) {
                if (e.place().byteOffset() < 0 || e.place().byteOffset() > PACKET_BYTES) {
                    throw new AssertionError("an error without its place: " + e, e);
                }
            }
        }
    }
}
