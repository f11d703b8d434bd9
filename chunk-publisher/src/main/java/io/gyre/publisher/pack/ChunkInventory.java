package io.gyre.publisher.pack;

import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.ChunkFileException.Kind;
import io.gyre.wire.Manifest.DamageRef;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every file of a chunk as it is when packing begins; {@link #checkUnchanged} says whether it still is.
 *
 * @param files in the order of their paths
 * @param emptyFolders which no file implies, in the order of their paths
 * @param oddities what is neither file nor folder, and cannot be published
 */
public record ChunkInventory(Path folder, List<Item> files, List<String> emptyFolders, List<DamageRef> oddities) {

    /** A manifest of this many files stays below the largest record. */
    private static final int MAX_FILES = 50_000;
    private static final int MAX_DEPTH = 32;

    public ChunkInventory {
        files = List.copyOf(files);
        emptyFolders = List.copyOf(emptyFolders);
        oddities = List.copyOf(oddities);
    }

    /** @param relativePath below the chunk's folder, with {@code /} */
    public record Item(Path path, String relativePath, long size, FileTime modified) {}

    public static ChunkInventory of(Path folder) throws ChunkFileException {
        Walk walk = new Walk(folder);
        try {
            Files.walkFileTree(folder, Set.of(), MAX_DEPTH, walk);
        } catch (NoSuchFileException e) {
            throw new ChunkFileException(Kind.VANISHED, e.getFile() + " is gone", e);
        } catch (IOException e) {
            throw new ChunkFileException(Kind.UNREADABLE, folder + " cannot be listed: " + e, e);
        }
        if (walk.files.size() + walk.folders.size() > MAX_FILES) {
            throw new ChunkFileException(Kind.TOO_MANY,
                    folder + " has more than " + MAX_FILES + " files, which is more than a manifest can name");
        }
        walk.files.sort(Comparator.comparing(Item::relativePath));
        walk.folders.removeAll(walk.parents);
        return new ChunkInventory(folder, walk.files, walk.folders.stream().sorted().toList(), walk.oddities);
    }

    public long bytes() {
        return files.stream().mapToLong(Item::size).sum();
    }

    /**
     * @throws ChunkFileException when a file was added, removed, or is not what it was: a finished chunk does not change, so this is not
     *         one yet, or no longer
     */
    public void checkUnchanged() throws ChunkFileException {
        ChunkInventory now = of(folder);
        if (now.files.equals(files) && now.emptyFolders.equals(emptyFolders)) {
            return;
        }
        Set<Item> before = new HashSet<>(files);
        String changed = now.files.stream().filter(item -> !before.contains(item)).map(Item::relativePath).findFirst()
                .orElse("a file or folder is gone");
        throw new ChunkFileException(Kind.CHANGED,
                folder + " changed while it was read (" + changed + "): is it complete?");
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Item> files = new ArrayList<>();
        private final List<DamageRef> oddities = new ArrayList<>();
        private final Set<String> folders = new HashSet<>();
        private final Set<String> parents = new HashSet<>();

        private Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root)) {
                folders.add(relative(folder));
                addParent(folder);
            }
            return goOn();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = relative(file);
            if (attributes.isRegularFile()) {
                addParent(file);
                files.add(new Item(file, path, attributes.size(), attributes.lastModifiedTime()));
            } else {
                oddities.add(new DamageRef("not-a-regular-file",
                        "a link, pipe or other special file; it is not published", path, null, null));
            }
            return goOn();
        }

        private FileVisitResult goOn() {
            return files.size() + folders.size() + oddities.size() > MAX_FILES
                    ? FileVisitResult.TERMINATE
                    : FileVisitResult.CONTINUE;
        }

        private void addParent(Path path) {
            Path parent = path.getParent();
            if (parent != null && !parent.equals(root)) {
                parents.add(relative(parent));
            }
        }

        private String relative(Path path) {
            Path relative = root.relativize(path);
            List<String> names = new ArrayList<>();
            relative.forEach(name -> names.add(name.toString()));
            return String.join("/", names);
        }
    }
}
