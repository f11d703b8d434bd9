package io.gyre.ctf.jmh;

import io.gyre.ctf.compile.Loads;
import io.gyre.ctf.read.ClockRule;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The inner loops that generated code calls, in nanoseconds per call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LoadsBenchmark {
    private static final int CALLS = 1024;
    private static final int ROOM = 64;

    @Param({ "5", "20", "60"})
    private int textBytes;

    private byte[] buffer = {};

    @Setup
    public void fill() {
        buffer = new byte[CALLS * ROOM + 8];
        new SplittableRandom(1).nextBytes(buffer);
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] |= 1;
        }
        for (int i = 0; i < CALLS; i++) {
            buffer[i * ROOM + textBytes] = 0;
        }
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long textLength() {
        long sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += Loads.textLength(buffer, i * ROOM, ROOM);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long bitsOfFive() {
        long sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += Loads.bitsLittle(buffer, i * ROOM, 3, 5);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long clockOf27Bits() {
        long clock = 0;
        for (int i = 0; i < CALLS; i++) {
            clock = ClockRule.advance(clock, i * 1_000_000L & (1 << 27) - 1, 27);
        }
        return clock;
    }
}
