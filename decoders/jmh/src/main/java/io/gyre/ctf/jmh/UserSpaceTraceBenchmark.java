package io.gyre.ctf.jmh;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.bind.OnEvent;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.read.Checksums;
import io.gyre.ctf.read.Checksums.Sums;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole packets of a user-space trace: nanoseconds per event, hand-written and generated code beside each other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class UserSpaceTraceBenchmark {
    /** Of {@link LoadTrace}, which is always the same. */
    static final int EVENTS = 888_868;

    private LoadTrace trace;
    private Sums expected;

    @Setup
    public void make() throws IOException, CtfException {
        trace = LoadTrace.make();
        expected = new HandWritten().read(trace.streams());
        if (trace.events() != EVENTS) {
            throw new IllegalStateException(trace.events() + " events, expected " + EVENTS);
        }
    }

    /** Floating point sums depend on the order of the events, in their last digits. */
    private Sums checked(Sums sums) {
        if (!withoutFloats(sums).equals(withoutFloats(expected))
                || Math.abs(sums.dsum() - expected.dsum()) > 1e-9 * expected.dsum()) {
            throw new IllegalStateException(sums + ", expected " + expected);
        }
        return sums;
    }

    private static Sums withoutFloats(Sums sums) {
        return new Sums(sums.events(), sums.clk(), sums.isum(), sums.slen(), 0, sums.ints());
    }

    /** The yardstick: all fields, one stream after another. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Sums handWritten() {
        return checked(new HandWritten().read(trace.streams()));
    }

    /** Generated code: all fields, one stream after another. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Sums generated() throws IOException, CtfException {
        var sums = new Checksums();
        for (int stream = 0; stream < LoadTrace.STREAMS; stream++) {
            try (var reader = EventReader.dynamic(List.of(trace.input(stream)), sums, Damage.STRICT)) {
                reader.runUntil(Long.MAX_VALUE);
            }
        }
        return checked(sums.sums());
    }

    /** Generated code: all fields, both streams merged by time. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Sums generatedInOrder() throws IOException, CtfException {
        var sums = new Checksums();
        try (var reader = EventReader.dynamic(trace.inputs(), sums, Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return checked(sums.sums());
    }

    /** Takes the time of every event. */
    public static final class Times {
        private long sum;

        @OnEvent("*")
        public void event(long timestamp) {
            sum += timestamp;
        }
    }

    /** Generated code: the time of every event, both streams merged. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long handlersInOrder() throws IOException, CtfException {
        var times = new Times();
        try (var reader = EventReader.handlers(trace.inputs(), List.of(times), Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return times.sum;
    }

    /** Generated code: where every event begins, one stream after another; nobody wants a field. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long skipped() throws IOException, CtfException {
        long events = 0;
        for (int stream = 0; stream < LoadTrace.STREAMS; stream++) {
            try (var reader = EventReader.handlers(List.of(trace.input(stream)), List.of(), Damage.STRICT)) {
                events += reader.runUntil(Long.MAX_VALUE);
            }
        }
        return events;
    }
}
