package io.gyre.analysis;

import java.util.Optional;

/**
 * Names for addresses in programs, on the machine that renders an answer. No partial and no answer on a topic has any: these must not depend on the
 * files of a machine.
 */
@FunctionalInterface
public interface Symbols {
    /** Nothing is known. */
    Symbols NONE = _ -> Optional.empty();

    /**
     * A place in a file of code.
     *
     * @param path of the file, as the traced process has it
     * @param buildId of the file in hexadecimal; empty where the trace does not tell
     * @param address from where the file is mapped when it can be moved, else as the file counts
     */
    record Place(String path, String buildId, long address, Movable movable) {}

    /** Whether addresses in a file count from where it is mapped. */
    enum Movable {
        YES, NO
    }

    /** {@return the function that lies there, and how far behind its begin}: {@code parse}, {@code parse+0x1c}. Empty where nothing is known. */
    Optional<String> function(Place place);
}
