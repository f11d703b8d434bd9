package io.gyre.analysis.kernel.file;

import java.util.Comparator;

/**
 * A file as one thread uses it.
 *
 * @param tid which may be a stand-in of {@link io.gyre.analysis.kernel.thread.Tids}
 * @param name the path as it was opened or told; {@code socket:5} for what has none; {@code fd 5 (unknown)} where nobody told
 */
public record FileOf(int tid, String name) implements Comparable<FileOf> {
    private static final Comparator<FileOf> ORDER = Comparator.comparingInt(FileOf::tid).thenComparing(FileOf::name);

    /** {@return the name of a descriptor of which nothing is known} */
    static String unknown(int fd) {
        return "fd " + fd + " (unknown)";
    }

    @Override
    public int compareTo(FileOf other) {
        return ORDER.compare(this, other);
    }
}
