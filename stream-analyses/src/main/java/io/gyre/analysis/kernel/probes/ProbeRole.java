package io.gyre.analysis.kernel.probes;

/** What a hit means. */
enum ProbeRole {
    /** A thread passes an instruction. */
    POINT(""),
    /** It enters a function. */
    ENTRY("_entry"),
    /** It returns from it. */
    EXIT("_exit"),
    /** The same, as older lttng-modules name it. */
    RETURN("_return");

    private final String suffix;

    ProbeRole(String suffix) {
        this.suffix = suffix;
    }

    /** {@return which of the events of {@code --function} has this name}; {@link #POINT} when it can be none of them. */
    static ProbeRole of(String name) {
        for (ProbeRole role : new ProbeRole[]{ ENTRY, EXIT, RETURN}) {
            if (name.endsWith(role.suffix)) {
                return role;
            }
        }
        return POINT;
    }

    boolean ends() {
        return this == EXIT || this == RETURN;
    }

    /** {@return the name that the user has given to the probe} */
    String base(String name) {
        return name.substring(0, name.length() - suffix.length());
    }
}
