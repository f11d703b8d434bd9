package io.gyre.publisher.pack;

import io.gyre.wire.Manifest.FileRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What each file of a chunk is to its trace. A trace is a folder with a file {@code metadata}, as LTTng and babeltrace2 have it. */
final class FileRoles {
    private static final String METADATA = "metadata";
    private static final String INDEX = "index";

    private final List<ChunkInventory.Item> metadata;
    private final Set<String> tracePaths;

    private FileRoles(List<ChunkInventory.Item> metadata) {
        this.metadata = metadata;
        this.tracePaths = metadata.stream().map(item -> folder(item.relativePath())).collect(Collectors.toSet());
    }

    static FileRoles of(ChunkInventory inventory) {
        return new FileRoles(
                inventory.files().stream().filter(item -> name(item.relativePath()).equals(METADATA)).toList());
    }

    List<ChunkInventory.Item> metadata() {
        return metadata;
    }

    /** {@return the path of the folder that the file lies in}, which is its trace's when the file is metadata or data */
    static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    FileRef.Kind kind(ChunkInventory.Item item) {
        String folder = folder(item.relativePath());
        String name = name(item.relativePath());
        if (tracePaths.contains(folder)) {
            return name.equals(METADATA)
                    ? FileRef.Kind.METADATA
                    : name.startsWith(".") ? FileRef.Kind.OTHER : FileRef.Kind.DATA;
        }
        boolean index = name(folder).equals(INDEX) && tracePaths.contains(folder(folder)) && name.endsWith(".idx");
        return index ? FileRef.Kind.INDEX : FileRef.Kind.OTHER;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
