package io.gyre.wire;

/**
 * A stretch of time of a whole fleet, as one analysis sees it.
 *
 * <p>As a record key, {@code analysis/beginNs/endNs} in decimal: neither an analysis's name nor a number has a slash.
 *
 * @param beginNs inclusive
 * @param endNs exclusive
 */
public record FleetSlice(String analysis, long beginNs, long endNs) {

    /** {@return the record key} */
    public String key() {
        return analysis + "/" + beginNs + "/" + endNs;
    }
}
