package io.gyre.ctf.order;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketFile;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Classes;
import io.gyre.ctf.testing.LttngPacket;
import io.gyre.ctf.testing.Recorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of three packets, damaged in every way that one can think of: what is whole is read, the rest is told, and both end. */
class DamagedFilesTest {
    private static final int PACKETS = 3;
    private static final int EVENTS = 4;
    private static final TraceClass TRACE = Classes.trace(Classes.lttngPacketHeader(),
            Classes.stream(0, Classes.lttngPacketContext(), Classes.lttngCompactHeader(),
                    event(1, "mixed", structure(member("n", unsigned(16)),
                            member("text", new FieldClass.NullTerminatedString(StringEncoding.UTF_8)),
                            member("length", unsigned(32)),
                            member("list", new FieldClass.DynamicLengthArray(
                                    Classes.path(Scope.EVENT_RECORD_PAYLOAD, 2), unsigned(16), 1))))));
    private static final byte[] PAYLOAD = { 1, 0, 'a', 'b', 0, 2, 0, 0, 0, 7, 0, 8, 0};

    @TempDir
    Path folder;

    private static byte[] packet(int number) {
        var packet = new LttngPacket(512, 1000L * number).sequence(number);
        for (int i = 0; i < EVENTS; i++) {
            packet.event(1, 1000L * number + i, PAYLOAD);
        }
        return packet.build(256);
    }

    private static byte[] file() {
        var all = new ByteArrayOutputStream();
        for (int i = 1; i <= PACKETS; i++) {
            all.writeBytes(packet(i));
        }
        return all.toByteArray();
    }

    private record Outcome(long delivered, List<String> damages, List<String> lines) {
        private long events() {
            return lines.stream().filter(l -> l.startsWith("event ")).count();
        }

        private long whole() {
            return lines.stream().filter("done"::equals).count();
        }

        private long aborted() {
            return lines.stream().filter("aborted"::equals).count();
        }
    }

    private Outcome read(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("ch_0"), bytes);
        var damages = new ArrayList<String>();
        var recorder = new Recorder();
        try (var reader = EventReader.dynamic(inputs(file), recorder, (_, e) -> damages.add(e.code()))) {
            return new Outcome(reader.runUntil(Long.MAX_VALUE), damages, recorder.lines());
        }
    }

    private static List<StreamInput> inputs(Path file) throws IOException {
        var stream = Objects.requireNonNull(TRACE.streams().get(0L));
        return List.of(new StreamInput(new StreamInfo("", TRACE, stream, 0L, "ch_0"), PacketFile.open(file, TRACE),
                Long.MIN_VALUE, StreamInput.Origin.OWN));
    }

    @Test
    void wholeFileIsRead() throws Exception {
        Outcome outcome = read(file());
        assertEquals(PACKETS * EVENTS, outcome.delivered());
        assertEquals(List.of(), outcome.damages());
    }

    @Test
    void fileCutAnywhereYieldsItsWholeEventsAndOneError() throws Exception {
        byte[] whole = file();
        int packet = packet(1).length;
        int event = 4 + PAYLOAD.length;
        for (int length = 0; length < whole.length; length++) {
            Outcome outcome = read(Arrays.copyOf(whole, length));
            int rest = length % packet - LttngPacket.HEADER_BYTES;
            int expected = length / packet * EVENTS + Math.clamp(rest / event, 0, EVENTS);
            assertEquals(expected, outcome.delivered(), "length " + length);
            assertEquals(expected, outcome.whole(), "length " + length);
            assertEquals(length % packet == 0 ? List.of() : List.of("packet-truncated"), outcome.damages(),
                    "length " + length);
        }
    }

    @Test
    void anyFlippedByteIsSurvived() throws Exception {
        byte[] whole = file();
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xFF;
            survive(damaged, "byte " + at);
        }
    }

    @Test
    void randomDamageIsSurvived() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = Arrays.copyOf(file(), 1 + random.nextInt(file().length));
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = random.nextInt(damaged.length);
                switch (random.nextInt(3)) {
                    case 0 -> damaged[at] = (byte) random.nextInt();
                    case 1 -> Arrays.fill(damaged, at, Math.min(damaged.length, at + random.nextInt(40)), (byte) -1);
                    default -> {
                        int from = random.nextInt(damaged.length);
                        System.arraycopy(damaged, from, damaged, at,
                                Math.min(random.nextInt(100), damaged.length - Math.max(from, at)));
                    }
                }
            }
            survive(damaged, "seed " + seed + ", round " + round);
        }
    }

    private void survive(byte[] damaged, String what) throws Exception {
        Outcome outcome = read(damaged);
        assertEquals(outcome.delivered(), outcome.whole(), what);
        assertEquals(outcome.events(), outcome.whole() + outcome.aborted(), what);
        assertTrue(outcome.aborted() <= outcome.damages().size(), what);
        assertTrue(outcome.damages().size() <= 2 * PACKETS, () -> what + ": " + outcome.damages());
    }
}
