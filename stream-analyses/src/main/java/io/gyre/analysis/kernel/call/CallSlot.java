package io.gyre.analysis.kernel.call;

import org.jspecify.annotations.Nullable;

/** What lies in a place while a slice is folded. A slot moves from place to place as a whole; it is never copied. */
public final class CallSlot {
    private static final long KNOWN = 0;

    /** Nothing has been noted. */
    public static final int NO_NOTE = Integer.MAX_VALUE;

    /** Where it came from, while nothing has happened to it. */
    private long initialPlace;
    private @Nullable CallClass call;
    private long sinceNs;
    private String variant = "";
    private long argument;
    private int note = NO_NOTE;

    CallSlot(long initialPlace) {
        this.initialPlace = initialPlace;
    }

    /** {@return whether it holds what it held when the slice began} */
    public boolean isInitial() {
        return initialPlace != KNOWN;
    }

    /** {@return where that lay then} */
    public long initialPlace() {
        return initialPlace;
    }

    /** {@return whether it is known that no call is open} */
    boolean isEmpty() {
        return initialPlace == KNOWN && call == null;
    }

    void empty() {
        initialPlace = KNOWN;
        call = null;
        variant = "";
        argument = 0;
        note = NO_NOTE;
    }

    void open(CallClass newCall, long ns) {
        initialPlace = KNOWN;
        call = newCall;
        sinceNs = ns;
        variant = "";
        argument = 0;
        note = NO_NOTE;
    }

    /** {@return the open call, or null} */
    public @Nullable CallClass call() {
        return call;
    }

    public long sinceNs() {
        return sinceNs;
    }

    /** Says which kind of its call this is, or what it is about, such as the name of a file. */
    public void variant(String newVariant) {
        variant = newVariant;
    }

    public String variant() {
        return variant;
    }

    public void argument(long newArgument) {
        argument = newArgument;
    }

    public long argument() {
        return argument;
    }

    /** Notes what happens to it while it is open, such as who wakes its thread; it may be a call that was entered before the slice. */
    public void note(int newNote) {
        note = newNote;
    }

    public int note() {
        return note;
    }

    End end() {
        if (isInitial()) {
            return new End.Initial(initialPlace);
        }
        return call == null ? End.NOTHING : new End.Open(call.name(), sinceNs, variant, argument);
    }
}
