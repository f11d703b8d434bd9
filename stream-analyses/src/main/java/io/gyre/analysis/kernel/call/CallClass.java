package io.gyre.analysis.kernel.call;

/** A system call by its name; one object for each in a fold. */
public final class CallClass {
    private final String name;
    private final int index;

    CallClass(String name, int index) {
        this.name = name;
        this.index = index;
    }

    public String name() {
        return name;
    }

    /** {@return a small number, each of a fold's calls has another} */
    public int index() {
        return index;
    }
}
