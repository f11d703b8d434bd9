package io.gyre.analysis.user.elf;

import io.gyre.analysis.Symbols;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Symbols of the ELF files of this machine. For a file that a trace names, these are looked at:
 *
 * <ol>
 * <li>in each folder given: the file by its whole path (the folder is a system root), by its name alone, and the debug information of its build id
 * ({@code .build-id/xx/yyyy.debug}, also below {@code usr/lib/debug});
 * <li>on the machine itself: the file by its path, and {@code /usr/lib/debug/.build-id/xx/yyyy.debug}; only where the trace tells its build id.
 * </ol>
 *
 * A file with another build id than the trace tells is never used. The first with a full symbol table ({@code .symtab}) serves, else the first with one
 * of what it exports ({@code .dynsym}). What is wrong with a file is told once; its addresses stay without names. Not thread-safe.
 */
public final class LocalSymbols implements Symbols {
    private static final int MOST_FILES = 1 << 12;
    private static final long MOST_FUNCTIONS = 1 << 22;
    private static final Path DEBUG = Path.of("usr", "lib", "debug");

    private final List<Path> folders;
    private final @Nullable Path root;
    private final Consumer<String> problems;
    private final Map<Key, Optional<FunctionTable>> tables = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private long functions;

    private record Key(String path, String buildId) {}

    private LocalSymbols(List<Path> folders, @Nullable Path root, Consumer<String> problems) {
        this.folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
        this.root = root;
        this.problems = problems;
    }

    /**
     * {@return the symbols of folders, and then of the machine}
     *
     * @param root of the machine's file system
     * @param problems is told what is wrong with a file, with the stable code of an {@link ElfException}
     */
    public static LocalSymbols of(List<Path> folders, Path root, Consumer<String> problems) {
        return new LocalSymbols(folders, root.toAbsolutePath().normalize(), problems);
    }

    @Override
    public Optional<String> function(Place place) {
        var key = new Key(place.path(), place.buildId());
        if (tables.size() == MOST_FILES && !tables.containsKey(key)) {
            return Optional.empty();
        }
        return tables.computeIfAbsent(key, _ -> find(place)).flatMap(found -> function(found, place));
    }

    private Optional<String> function(FunctionTable table, Place place) {
        long address = place.movable() == Movable.YES
                ? place.address() + table.elf().lowestAddress()
                : place.address();
        try {
            return table.at(address).filter(found -> !found.function().isEmpty())
                    .map(found -> found.function()
                            + (found.offset() == 0 ? "" : "+0x" + Long.toHexString(found.offset())));
        } catch (ElfException e) {
            tell(e);
            return Optional.empty();
        }
    }

    private Optional<FunctionTable> find(Place place) {
        Optional<FunctionTable> exported = Optional.empty();
        for (Candidate candidate : candidates(place)) {
            Optional<FunctionTable> found = open(candidate, place.buildId());
            if (found.isPresent() && found.get().isFull()) {
                return taken(found);
            }
            exported = exported.isPresent() ? exported : found.filter(table -> table.size() > 0);
        }
        return taken(exported);
    }

    private Optional<FunctionTable> taken(Optional<FunctionTable> found) {
        long more = found.map(FunctionTable::size).orElse(0);
        if (functions + more > MOST_FUNCTIONS) {
            tell("more than " + MOST_FUNCTIONS + " functions in all: those of further files are not named");
            return Optional.empty();
        }
        functions += more;
        return found;
    }

    /**
     * A file that may have the names.
     *
     * @param isNamed whether the user has pointed to it, so that it is worth a word when it is not of the build that was traced
     */
    private record Candidate(Path file, boolean isNamed) {}

    private Set<Candidate> candidates(Place place) {
        var candidates = new LinkedHashSet<Candidate>();
        for (Path folder : folders) {
            below(folder, place.path()).forEach(file -> candidates.add(new Candidate(file, true)));
            below(folder, place.path().substring(place.path().lastIndexOf('/') + 1))
                    .forEach(file -> candidates.add(new Candidate(file, true)));
            debug(folder, place.buildId()).forEach(file -> candidates.add(new Candidate(file, true)));
        }
        if (root != null && !place.buildId().isEmpty() && place.path().startsWith("/")) {
            below(root, place.path()).forEach(file -> candidates.add(new Candidate(file, false)));
            debug(root, place.buildId()).forEach(file -> candidates.add(new Candidate(file, false)));
        }
        candidates.removeIf(candidate -> !Files.isRegularFile(candidate.file));
        return candidates;
    }

    /** {@return the file in a folder, none where the path would leave it}: traces are not to be trusted. */
    private static List<Path> below(Path folder, String path) {
        try {
            Path file = folder.resolve(path.replaceFirst("^/+", "")).normalize();
            return path.isEmpty() || !file.startsWith(folder) || file.equals(folder) ? List.of() : List.of(file);
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private static List<Path> debug(Path folder, String buildId) {
        var files = new ArrayList<Path>();
        if (buildId.length() > 2) {
            Path file = Path.of(".build-id", buildId.substring(0, 2), buildId.substring(2) + ".debug");
            files.add(folder.resolve(file));
            files.add(folder.resolve(DEBUG).resolve(file));
        }
        return files;
    }

    private Optional<FunctionTable> open(Candidate candidate, String buildId) {
        try (ElfBytes bytes = ElfBytes.open(candidate.file)) {
            ElfFile elf = ElfFile.read(candidate.file, bytes);
            String found = elf.buildId();
            if (buildId.equals(found) || (buildId.isEmpty() && candidate.isNamed)) {
                return Optional.of(FunctionTable.read(elf, bytes));
            }
            if (candidate.isNamed) {
                tell(new ElfException(ElfException.Kind.OTHER_BUILD, candidate.file, "has "
                        + (found.isEmpty() ? "no build id" : "build id " + found) + "; the trace tells " + buildId));
            }
        } catch (ElfException e) {
            tell(e);
        }
        return Optional.empty();
    }

    private void tell(ElfException error) {
        tell(error.getMessage() + " [" + error.code() + "]");
    }

    private void tell(String problem) {
        if (told.add(problem)) {
            problems.accept("no names of functions from " + problem);
        }
    }
}
