package io.gyre.ctf.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.MemorySource;
import io.gyre.ctf.testing.RandomClasses;
import io.gyre.ctf.testing.Recorder;
import io.gyre.ctf.testing.TraceEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The compiled reader, the interpreter and an encoder that knows nothing of layouts, over classes and values at random. */
class DifferentialTest {
    private static final int TRACES = 120;
    private static final int DAMAGED = 20;

    private static StreamInput input(TraceClass traceClass, List<byte[]> packets) {
        DataStreamClass stream = traceClass.streams().values().iterator().next();
        return new StreamInput(new StreamInfo("", traceClass, stream, null, "random"),
                new MemorySource(traceClass, packets), Long.MIN_VALUE, StreamInput.Origin.OWN);
    }

    /** What one way of reading does. */
    private record Outcome(List<String> lines, List<Integer> nodes, List<String> damages, long delivered) {}

    private static Outcome compiled(TraceClass traceClass, List<byte[]> packets, Set<Scope> scopes) throws Exception {
        var recorder = new Recorder(scopes);
        var damages = new ArrayList<String>();
        Damage damage = (_, e) -> damages.add(e.code() + e.getMessage());
        try (var reader = EventReader.dynamic(List.of(input(traceClass, packets)), recorder, damage)) {
            return new Outcome(recorder.lines(), recorder.nodes(), damages, reader.runUntil(Long.MAX_VALUE));
        }
    }

    private static Outcome interpreted(TraceClass traceClass, List<byte[]> packets, Set<Scope> scopes)
            throws Exception {
        var recorder = new Recorder(scopes);
        var damages = new ArrayList<String>();
        Damage damage = (_, e) -> damages.add(e.code() + e.getMessage());
        try (var reader = EventReader.interpreted(List.of(input(traceClass, packets)), recorder, damage)) {
            return new Outcome(recorder.lines(), recorder.nodes(), damages, reader.runUntil(Long.MAX_VALUE));
        }
    }

    @Test
    void readersAgreeWithTheEncoder() throws Exception {
        long first = System.nanoTime();
        for (int i = 0; i < TRACES; i++) {
            long seed = first + i;
            var random = new Random(seed);
            RandomClasses.Made made = RandomClasses.make(random);
            var encoder = new TraceEncoder(made, random);
            var packets = new ArrayList<byte[]>();
            for (int p = 0; p < 3; p++) {
                packets.add(encoder.packet(random.nextInt(6)));
            }
            Outcome walked = interpreted(made.traceClass(), packets, EnumSet.allOf(Scope.class));
            assertEquals(List.of(), walked.damages(), () -> "seed " + seed);
            assertEquals(String.join("\n", encoder.expected()), String.join("\n", walked.lines()),
                    () -> "seed " + seed);
            Outcome generated = compiled(made.traceClass(), packets, EnumSet.allOf(Scope.class));
            assertEquals(walked, generated, () -> "seed " + seed);
            Set<Scope> some = EnumSet.noneOf(Scope.class);
            for (Scope scope : Scope.values()) {
                if (random.nextBoolean()) {
                    some.add(scope);
                }
            }
            assertEquals(interpreted(made.traceClass(), packets, some), compiled(made.traceClass(), packets, some),
                    () -> "seed " + seed);
        }
    }

    @Test
    void readersAgreeOnDamage() throws Exception {
        long first = System.nanoTime();
        for (int i = 0; i < DAMAGED; i++) {
            long seed = first + i;
            var random = new Random(seed);
            RandomClasses.Made made = RandomClasses.make(random);
            var encoder = new TraceEncoder(made, random);
            byte[] intact = encoder.packet(3);
            byte[] after = encoder.packet(1);
            for (int at = 0; at < intact.length; at++) {
                byte[] damaged = intact.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                agree(made.traceClass(), List.of(damaged, after), "seed " + seed + ", byte " + at);
            }
            for (int length = 0; length < intact.length; length++) {
                byte[] cut = Arrays.copyOf(intact, length);
                agree(made.traceClass(), List.of(cut), "seed " + seed + ", length " + length);
            }
        }
    }

    private static void agree(TraceClass traceClass, List<byte[]> packets, String what)
            throws Exception {
        assertEquals(interpreted(traceClass, packets, EnumSet.allOf(Scope.class)),
                compiled(traceClass, packets, EnumSet.allOf(Scope.class)), what);
    }
}
