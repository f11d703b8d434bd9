package io.gyre.ctf.fuzz;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.PacketFile;
import io.gyre.ctf.read.StreamInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A data stream file of any bytes: the first one chooses a trace class, the others are the file. The compiled reader and the interpreter
 * must make the same calls and tell the same damage, each with file, packet, byte and bit.
 */
public final class PacketTarget {
    private static final List<TraceClass> CLASSES = Seeds.classes();
    private static final CallDigest COMPILED = new CallDigest();
    private static final CallDigest INTERPRETED = new CallDigest();

    private PacketTarget() {}

    /** One way of reading the file. */
    private interface Reading {
        EventReader of(List<StreamInput> inputs, Damage damage);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException, CtfException {
        if (input.length == 0) {
            return;
        }
        var watch = new Watch();
        TraceClass traceClass = CLASSES.get((input[0] & 0xff) % CLASSES.size());
        byte[] file = Arrays.copyOfRange(input, 1, input.length);
        List<String> compiled = read(file, traceClass, COMPILED,
                (inputs, damage) -> EventReader.dynamic(inputs, COMPILED, damage));
        List<String> interpreted = read(file, traceClass, INTERPRETED,
                (inputs, damage) -> EventReader.interpreted(inputs, INTERPRETED, damage));
        if (!compiled.equals(interpreted) || COMPILED.digest() != INTERPRETED.digest()) {
            throw new AssertionError("the compiled reader and the interpreter differ: " + compiled + " " + interpreted);
        }
        watch.check();
    }

    private static List<String> read(byte[] file, TraceClass traceClass, CallDigest digest, Reading reading)
            throws IOException, CtfException {
        digest.clear();
        var damages = new ArrayList<String>();
        DataStreamClass stream = traceClass.streams().values().iterator().next();
        var input = new StreamInput(new StreamInfo("", traceClass, stream, null, "file"),
                PacketFile.of(file, "file", traceClass), Long.MIN_VALUE, StreamInput.Origin.OWN);
        try (EventReader reader = reading.of(List.of(input),
                (_, damage) -> damages.add(checked(damage, file.length)))) {
            long delivered = reader.runUntil(Long.MAX_VALUE);
            if (delivered != digest.whole() || digest.aborted() > damages.size()) {
                throw new AssertionError(delivered + " events delivered, " + digest.whole() + " whole, "
                        + digest.aborted() + " aborted, " + damages);
            }
        }
        if (damages.size() > file.length) {
            throw new AssertionError("more damages than bytes");
        }
        return damages;
    }

    private static String checked(CtfException damage, int fileBytes) {
        var place = damage.place();
        if (!(damage instanceof DataStreamException) || !place.file().equals("file") || place.packetIndex() < 0
                || place.byteOffset() < 0 || place.byteOffset() > fileBytes || place.bit() < 0 || place.bit() > 7) {
            throw new AssertionError("an error without its place: " + damage, damage);
        }
        return damage.code() + damage.getMessage();
    }
}
