package io.gyre.ctf.fuzz;

import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Mutates seeds blindly, and holds a target to its laws. */
final class Mutate {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long PROGRESS = 100_000;

    private Mutate() {}

    /** Takes one input. */
    interface Target {
        void take(byte[] input) throws Exception;
    }

    /**
     * Tries the seeds, and as many inputs.
     *
     * @throws AssertionError with the input that breaks a law
     */
    static void run(List<byte[]> seeds, Target target, long inputs) {
        long start = System.nanoTime();
        var mutator = new Mutator(seeds, new Random(start));
        for (byte[] input : seeds) {
            take(input, target);
        }
        for (long count = 1; count <= inputs; count++) {
            take(mutator.next(), target);
            if (count % PROGRESS == 0) {
                System.out.println(count + " inputs in " + (System.nanoTime() - start) / NANOS_PER_SECOND + " s");
            }
        }
    }

    private static void take(byte[] input, Target target) {
        try {
            target.take(input.clone());
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("input " + Base64.getEncoder().encodeToString(input), e);
        }
    }

    /** Gives a target, {@code packets} or {@code metadata}, so many inputs. */
    public static void main(String... arguments) {
        long inputs = Long.parseLong(arguments[1]);
        switch (arguments[0]) {
            case "packets" -> run(Seeds.files(), PacketTarget::fuzzerTestOneInput, inputs);
            case "metadata" -> run(Seeds.metadata(), MetadataTarget::fuzzerTestOneInput, inputs);
            default -> throw new IllegalArgumentException("packets or metadata, not " + arguments[0]);
        }
        System.out.println("no law was broken by " + inputs + " inputs of " + arguments[0]);
    }
}
