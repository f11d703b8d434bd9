package io.gyre.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The kinds of analyses that can be declared, and files of their declarations ({@link DeclarationFile}).
 *
 * <pre>
 * # how long reads take
 * pairs reads: syscall_entry_read -&gt; syscall_exit_read by $ctx.tid
 * counters pages: mm_page_alloc order
 * </pre>
 */
public final class Declarations {
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
        var readers = new TreeMap<String, DeclarationFile.Kind<Analysis<?>>>();
        kinds.forEach((name, kind) -> readers.put(name, kind::declare));
        return DeclarationFile.read(file, readers);
    }
}
