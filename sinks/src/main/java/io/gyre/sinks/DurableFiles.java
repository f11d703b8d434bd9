package io.gyre.sinks;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The few steps that make a file outlive the process and the machine: its bytes are forced out, then it is renamed, then the
 * folder that has the new name is forced out too (POSIX promises the name only then).
 */
public final class DurableFiles {
    private static final int MOST_AT_A_TIME = 16;

    private DurableFiles() {}

    /** Forces a file's bytes, or a folder's names, to the disk. */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Forces everything below {@code root}, and {@code root} itself. Several at a time: a file system's journal writes them out together,
     * so that many small files cost little more than one.
     */
    public static void forceTree(Path root) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(root)) {
            paths = tree.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(paths.size(), MOST_AT_A_TIME))) {
            List<Future<@Nullable Void>> forced = new ArrayList<>();
            for (Path path : paths) {
                forced.add(pool.submit(() -> {
                    force(path);
                    return null;
                }));
            }
            for (Future<@Nullable Void> one : forced) {
                await(one);
            }
        }
    }

    private static void await(Future<@Nullable Void> forced) throws IOException {
        try {
            forced.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were forced to the disk");
        }
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
