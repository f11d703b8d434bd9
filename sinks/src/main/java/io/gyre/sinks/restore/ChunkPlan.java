package io.gyre.sinks.restore;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.gyre.sinks.restore.RestoreException.Kind;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.Manifest.FileRef;

/**
 * Where a chunk's folder goes and what is in it, checked before anything is written.
 *
 * @param target {@code <out>/<host>/<session>-<created>/archives/<chunk name>}
 * @param files by path below the chunk's folder, with {@code /}
 * @param folders all of them, also below the chunk's folder, those without files too
 */
record ChunkPlan(Path target, Map<String, FileRef> files, SortedSet<String> folders) {

    static ChunkPlan of(Path out, Manifest manifest) throws RestoreException {
        Path target = SafePath.child(archives(out, manifest.line()), manifest.chunkName(), "the chunk's name");
        Map<String, FileRef> files = new TreeMap<>();
        Map<String, String> folders = new HashMap<>();
        for (FileRef file : manifest.files()) {
            SafePath.below(target, file.path(), "the file");
            if (files.put(file.path(), file) != null) {
                throw contradiction("the file '" + file.path() + "' stands twice in the manifest");
            }
            if (file.size() < 0) {
                throw contradiction("the file '" + file.path() + "' has " + file.size() + " bytes");
            }
            addFoldersAbove(file.path(), folders);
        }
        for (String directory : manifest.directories()) {
            SafePath.below(target, directory, "the folder");
            folders.put(directory, directory);
            addFoldersAbove(directory, folders);
        }
        for (String file : files.keySet()) {
            String below = folders.get(file);
            if (below != null) {
                throw contradiction("'" + file + "' is a file and, for '" + below + "', a folder");
            }
        }
        return new ChunkPlan(target, files, new TreeSet<>(folders.keySet()));
    }

    /** {@return the folder of a session line's chunks} */
    static Path archives(Path out, LineId line) throws RestoreException {
        Path host = SafePath.child(out, line.host().isEmpty() ? "unknown-host" : line.host(), "the host");
        String session = line.session().isEmpty() ? "unknown-session" : line.session();
        String name = line.created().isEmpty() ? session : session + "-" + line.created();
        return SafePath.child(host, name, "the session").resolve("archives");
    }

    private static void addFoldersAbove(String path, Map<String, String> folders) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            folders.putIfAbsent(path.substring(0, slash), path);
        }
    }

    private static RestoreException contradiction(String message) {
        return new RestoreException(Kind.CONTRADICTION, message);
    }
}
