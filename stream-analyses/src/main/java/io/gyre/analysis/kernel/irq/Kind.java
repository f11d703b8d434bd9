package io.gyre.analysis.kernel.irq;

import io.gyre.analysis.PartialFormatException;

/** What can be long about an interrupt. */
public enum Kind {
    /** A handler of a hardware interrupt. */
    HARD(0, "hard"),
    /** A soft interrupt being worked on. */
    SOFT(1, "soft"),
    /** A soft interrupt that is raised and waits. */
    RAISED(2, "raised");

    private final int wireId;
    private final String word;

    Kind(int wireId, String word) {
        this.wireId = wireId;
        this.word = word;
    }

    int wireId() {
        return wireId;
    }

    String word() {
        return word;
    }

    static Kind ofWireId(long id) throws PartialFormatException {
        for (Kind kind : values()) {
            if (kind.wireId == id) {
                return kind;
            }
        }
        throw new PartialFormatException(PartialFormatException.Kind.CORRUPT, "no kind of interrupt has number " + id);
    }
}
