package io.gyre.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A file of declarations: one a line, the word for its kind before it; empty lines, and lines that begin with {@code #}, say nothing. */
public final class DeclarationFile {
    private static final long LIMIT = 1 << 20;

    private DeclarationFile() {}

    /** Reads what comes after the word for a kind. */
    @FunctionalInterface
    public interface Kind<T> {
        T declare(String text) throws DeclarationException;
    }

    /**
     * {@return what a file declares, in its order}
     *
     * @throws DeclarationException naming file and line; columns are the line's
     */
    public static <T> List<T> read(Path file, SortedMap<String, Kind<T>> kinds)
            throws IOException, DeclarationException {
        if (Files.size(file) > LIMIT) {
            throw new IOException(file + " has more than " + LIMIT + " bytes, too many for declarations");
        }
        var declared = new ArrayList<T>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                declared.add(line(file + ":" + number, line, kinds));
            }
        }
        return declared;
    }

    private static <T> T line(String place, String line, SortedMap<String, Kind<T>> kinds)
            throws DeclarationException {
        int end = line.indexOf(' ');
        Kind<T> kind = kinds.get(end < 0 ? line : line.substring(0, end));
        if (kind == null) {
            throw new DeclarationException(line, 0, place + ": expected "
                    + kinds.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or ")));
        }
        String rest = end < 0 ? "" : line.substring(end + 1);
        try {
            return kind.declare(rest);
        } catch (DeclarationException e) {
            throw new DeclarationException(line, line.length() - rest.length() + e.column() - 1,
                    place + ": " + e.reason());
        }
    }
}
