package io.gyre.sinks;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * The few steps that make a file outlive the process and the machine: its bytes are forced out, then it is renamed, then the
 * folder that has the new name is forced out too (POSIX promises the name only then).
 */
public final class DurableFiles {
    private DurableFiles() {}

    /** Forces a file's bytes, or a folder's names, to the disk. */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Forces everything below {@code root}, files first, and {@code root} itself. */
    public static void forceTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                force(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                force(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Renames within a file system: readers see the old name or the new one, complete. Both folders are forced out. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE);
        Path toFolder = to.toAbsolutePath().getParent();
        Path fromFolder = from.toAbsolutePath().getParent();
        if (toFolder != null) {
            force(toFolder);
        }
        if (fromFolder != null && !fromFolder.equals(toFolder)) {
            force(fromFolder);
        }
    }

    /** Makes a folder and those above it, each durable in the folder that holds it. */
    public static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null) {
            return;
        }
        createFolders(parent);
        Files.createDirectories(folder);
        force(parent);
    }

    /** Deletes a folder and what lies in it; links are deleted, not followed. What is not there is no error. */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.isDirectory(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(root);
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
