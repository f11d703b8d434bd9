package io.gyre.analysis.user.elf;

import java.nio.file.Path;

/** A file of whose functions nothing can be told. */
public final class ElfException extends Exception {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        UNREADABLE("symbols-unreadable"), NOT_ELF("symbols-not-elf"), UNSUPPORTED("symbols-unsupported"), TRUNCATED(
                "symbols-truncated"), CORRUPT("symbols-corrupt"), TOO_LARGE("symbols-too-large"), OTHER_BUILD(
                        "symbols-of-other-build");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    ElfException(Kind kind, Path file, String what) {
        super(file + ": " + what);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** {@return the stable code} */
    public String code() {
        return kind.code;
    }
}
