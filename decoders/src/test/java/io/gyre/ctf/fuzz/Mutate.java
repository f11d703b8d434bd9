package io.gyre.ctf.fuzz;

import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Mutates seeds blindly for some time, and holds a target to its laws. */
final class Mutate {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Mutate() {}

    /** Takes one input. */
    interface Target {
        void take(byte[] input) throws Exception;
    }

    /**
     * {@return how many inputs were tried}
     *
     * @throws AssertionError with the input that breaks a law
     */
    static long run(List<byte[]> seeds, Target target, long seconds) {
        long seed = System.nanoTime();
        var mutator = new Mutator(seeds, new Random(seed));
        long count = seeds.size();
        for (byte[] input : seeds) {
            take(input, target);
        }
        while (System.nanoTime() - seed < seconds * NANOS_PER_SECOND) {
            take(mutator.next(), target);
            count++;
        }
        return count;
    }

    private static void take(byte[] input, Target target) {
        try {
            target.take(input.clone());
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("input " + Base64.getEncoder().encodeToString(input), e);
        }
    }

    /** Runs both targets, for so many seconds each. */
    public static void main(String... arguments) {
        long seconds = Long.parseLong(arguments[0]);
        System.out.println(run(Seeds.files(), PacketTarget::fuzzerTestOneInput, seconds) + " packets");
        System.out.println(run(Seeds.metadata(), MetadataTarget::fuzzerTestOneInput, seconds) + " metadata");
    }
}
