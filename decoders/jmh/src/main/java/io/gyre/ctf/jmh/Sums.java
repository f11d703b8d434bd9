package io.gyre.ctf.jmh;

/**
 * What a pass over all fields of contexts and payloads adds up to, so that two readers can be shown to have read the same.
 *
 * @param clk timestamps, in clock cycles
 * @param isum integers, modulo 2^64
 * @param slen bytes of strings up to their NUL
 */
record Sums(long events, long clk, long isum, long slen, double dsum) {
    Sums plus(Sums other) {
        return new Sums(events + other.events, clk + other.clk, isum + other.isum, slen + other.slen,
                dsum + other.dsum);
    }
}
