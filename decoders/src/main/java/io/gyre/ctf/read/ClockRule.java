package io.gyre.ctf.read;

/**
 * How a timestamp of fewer than 64 bits moves a clock on (CTF 1.8 §8; babeltrace2 and yactfr agree). Each packet has its clock at 0
 * first: CTF2-SPEC-2.0 §6.1 has it so, and babeltrace2 2.1 does it in CTF 1.8, too. What a packet's events tell of their time thus
 * never depends on the packets before it, which may lie in another chunk.
 */
public final class ClockRule {
    private ClockRule() {}

    /**
     * {@return the clock's new value}
     *
     * @param clock the value so far, in cycles
     * @param value the timestamp, zero-extended
     * @param bits its length, 1 to 64
     */
    public static long advance(long clock, long value, int bits) {
        if (bits == Long.SIZE) {
            return value;
        }
        long modulus = 1L << bits;
        long mask = modulus - 1;
        long low = clock & mask;
        return (clock & ~mask) + (value < low ? modulus : 0) + value;
    }
}
