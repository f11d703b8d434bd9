package io.gyre.chunk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks folders and tells which of them are chunks. Names that begin with a dot are LTTng's unfinished business and skipped. */
final class ChunkFinder {
    /** A relayd tree needs 9 levels down to a trace; more than this is a loop of links. */
    private static final int MAX_DEPTH = 24;

    private final Set<Path> seen = new HashSet<>();
    private final List<ChunkFolder> chunks = new ArrayList<>();

    /** {@return the chunks below a path, in path order, each once however often paths lead to it} */
    List<ChunkFolder> below(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        } else if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        chunks.clear();
        visit(path, 0);
        return List.copyOf(chunks);
    }

    private void visit(Path folder, int depth) throws IOException {
        if (depth > MAX_DEPTH || !seen.add(realPath(folder))) {
            return;
        }
        String name = name(folder);
        if (ChunkName.parse(name).isPresent()) {
            chunks.add(new ChunkFolder(folder, name, ChunkName.idOf(name), traces(folder)));
            return;
        }
        if (isUnarchivedChunk(folder)) {
            List<TraceFolder> traces = traces(folder);
            if (!traces.isEmpty()) {
                chunks.add(new ChunkFolder(folder, name, ChunkName.idOf(name), traces));
            }
            visitIfThere(folder.resolve("archives"), depth + 1);
            return;
        }
        boolean isSession = Files.isDirectory(folder.resolve("archives"));
        for (Path entry : folders(folder)) {
            // What LTTng still writes beside the archives is no whole chunk; it is one when it is named itself.
            if (!(isSession && ChunkName.isCurrent(name(entry)))) {
                visit(entry, depth + 1);
            }
        }
    }

    private void visitIfThere(Path folder, int depth) throws IOException {
        if (Files.isDirectory(folder)) {
            visit(folder, depth);
        }
    }

    /** A trace as such, or a folder with LTTng's tracing domains in it: a session that was never rotated. */
    private static boolean isUnarchivedChunk(Path folder) {
        return hasMetadata(folder) || hasMetadata(folder.resolve("kernel"))
                || Files.isDirectory(folder.resolve("ust/uid"))
                || Files.isDirectory(folder.resolve("ust/pid"));
    }

    private static boolean hasMetadata(Path folder) {
        return Files.isRegularFile(folder.resolve("metadata"));
    }

    private List<TraceFolder> traces(Path chunk) throws IOException {
        var traces = new ArrayList<TraceFolder>();
        addTraces(chunk, chunk, 0, traces);
        return traces;
    }

    private void addTraces(Path chunk, Path folder, int depth, List<TraceFolder> traces) throws IOException {
        if (hasMetadata(folder)) {
            String relative = chunk.relativize(folder).toString().replace('\\', '/');
            traces.add(new TraceFolder(folder, relative, dataFiles(folder)));
        }
        if (depth < MAX_DEPTH) {
            for (Path entry : folders(folder)) {
                String name = name(entry);
                if (!name.equals("index") && !(depth == 0 && name.equals("archives"))) {
                    addTraces(chunk, entry, depth + 1, traces);
                }
            }
        }
    }

    private static List<Path> dataFiles(Path trace) throws IOException {
        return entries(trace).stream().filter(file -> Files.isRegularFile(file) && !name(file).equals("metadata"))
                .toList();
    }

    private static List<Path> folders(Path folder) throws IOException {
        return entries(folder).stream().filter(Files::isDirectory).toList();
    }

    /** {@return what lies in a folder, by name; nothing when the folder has just been removed} */
    private static List<Path> entries(Path folder) throws IOException {
        var entries = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, entry -> !name(entry).startsWith("."))) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException _) {
            return List.of();
        }
        entries.sort(null);
        return entries;
    }

    private static Path realPath(Path folder) throws IOException {
        try {
            return folder.toRealPath();
        } catch (NoSuchFileException _) {
            return folder;
        }
    }

    /** {@return the last name of a path, also of {@code .} and the like} */
    static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }
}
