package io.gyre.ctf.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes seeds in a few places. */
final class Mutator {
    private static final long[] TELLING = { 0, 1, -1, 7, 8, 31, 127, 128, 255, 256, 65535, 1 << 20, Integer.MAX_VALUE,
            Integer.MIN_VALUE, 1L << 32, 1L << 60, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final int LONGEST = 20_000;

    private final List<byte[]> seeds;
    private final Random random;

    Mutator(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] next() {
        byte[] input = seed().clone();
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            input = edit(input);
        }
        return input;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] edit(byte[] input) {
        if (input.length == 0) {
            return new byte[]{ (byte) random.nextInt()};
        }
        int at = random.nextInt(input.length);
        int length = Math.min(input.length - at, 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 8));
        return switch (random.nextInt(9)) {
            case 0 -> {
                input[at] ^= (byte) (1 << random.nextInt(8));
                yield input;
            }
            case 1 -> {
                input[at] = (byte) random.nextInt();
                yield input;
            }
            case 2 -> {
                Arrays.fill(input, at, at + length, (byte) random.nextInt(-1, 2));
                yield input;
            }
            case 3 -> {
                number(input, at);
                yield input;
            }
            case 4 -> Arrays.copyOf(input, at);
            case 5 -> spliced(input, at, at + length, new byte[0]);
            case 6 -> spliced(input, at, at, Arrays.copyOfRange(input, at, at + length));
            case 7 -> {
                byte[] other = seed();
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                yield spliced(input, at, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + length)));
            }
            default -> {
                int to = random.nextInt(input.length);
                System.arraycopy(input, at, input, to, Math.min(length, input.length - Math.max(at, to)));
                yield input;
            }
        };
    }

    /** Writes a number of some size and byte order. */
    private void number(byte[] input, int at) {
        long value = TELLING[random.nextInt(TELLING.length)] + random.nextInt(-1, 2);
        int bytes = Math.min(input.length - at, 1 << random.nextInt(4));
        boolean little = random.nextBoolean();
        for (int i = 0; i < bytes; i++) {
            input[at + (little ? i : bytes - 1 - i)] = (byte) (value >>> (8 * i));
        }
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] piece) {
        if (input.length + piece.length > LONGEST) {
            return input;
        }
        byte[] result = new byte[input.length - (to - from) + piece.length];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(input, to, result, from + piece.length, input.length - to);
        return result;
    }
}
