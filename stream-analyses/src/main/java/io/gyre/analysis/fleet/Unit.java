package io.gyre.analysis.fleet;

/** What the weight of a name is. */
public enum Unit {
    COUNT(0, "count"), NANOSECONDS(1, "ns"), BYTES(2, "bytes");

    private final int code;
    private final String key;

    Unit(int code, String key) {
        this.code = code;
        this.key = key;
    }

    /** {@return its number in encodings} */
    int code() {
        return code;
    }

    /** {@return its name in JSON} */
    String key() {
        return key;
    }
}
