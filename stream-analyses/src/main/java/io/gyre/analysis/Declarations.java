package io.gyre.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The kinds of analyses that can be declared, and files of declarations: one a line, the kind's name before it; empty lines, and lines that
 * begin with {@code #}, say nothing.
 *
 * <pre>
 * # how long reads take
 * pairs reads: syscall_entry_read -&gt; syscall_exit_read by $ctx.tid
 * counters pages: mm_page_alloc order
 * </pre>
 */
public final class Declarations {
    private static final long FILE_LIMIT = 1 << 20;

    private final SortedMap<String, AnalysisKind> kinds = new TreeMap<>();

    private Declarations(Iterable<AnalysisKind> kinds) {
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    }

    /** {@return the kinds that {@link ServiceLoader} finds from this library's own class loader} */
    public static Declarations installed() {
        return new Declarations(ServiceLoader.load(AnalysisKind.class, Declarations.class.getClassLoader()));
    }

    public List<AnalysisKind> kinds() {
        return List.copyOf(kinds.values());
    }

    /**
     * {@return the analysis that a text declares}
     *
     * @throws IllegalArgumentException when there is no such kind
     */
    public Analysis<?> declare(String kind, String text) throws DeclarationException {
        AnalysisKind found = kinds.get(kind);
        if (found == null) {
            throw new IllegalArgumentException("nothing of the kind \"" + kind + "\" can be declared; kinds: "
                    + String.join(", ", kinds.keySet()));
        }
        return found.declare(text);
    }

    /**
     * {@return what a file declares, in its order}
     *
     * @throws DeclarationException naming file and line; columns are the line's
     */
    public List<Analysis<?>> file(Path file) throws IOException, DeclarationException {
        if (Files.size(file) > FILE_LIMIT) {
            throw new IOException(file + " has more than " + FILE_LIMIT + " bytes, too many for declarations");
        }
        var declared = new ArrayList<Analysis<?>>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                declared.add(line(file + ":" + number, line));
            }
        }
        return declared;
    }

    private Analysis<?> line(String place, String line) throws DeclarationException {
        int end = line.indexOf(' ');
        AnalysisKind kind = kinds.get(end < 0 ? line : line.substring(0, end));
        if (kind == null) {
            throw new DeclarationException(line, 0, place + ": expected "
                    + kinds.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or ")));
        }
        String rest = end < 0 ? "" : line.substring(end + 1);
        try {
            return kind.declare(rest);
        } catch (DeclarationException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new DeclarationException(line, line.length() - rest.length() + e.column() - 1,
                    place + ": " + reason.replaceFirst(", at column \\d+$", ""));
        }
    }
}
