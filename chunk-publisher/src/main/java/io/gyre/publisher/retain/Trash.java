package io.gyre.publisher.retain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes things go: first hidden by one rename, then removed. */
final class Trash {
    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);

    private Trash() {}

    /** Gives it its hidden name; from then on no reader sees it. */
    static void hide(Holding holding) throws IOException {
        if (Files.exists(holding.trash(), LinkOption.NOFOLLOW_LINKS)) {
            // Left by an earlier run, from a thing of the same name.
            remove(holding.trash());
        }
        Files.move(holding.path(), holding.trash(), StandardCopyOption.ATOMIC_MOVE);
        force(holding.trash().getParent());
    }

    /** Removes what is hidden. Links are removed, not followed; what is gone already is no error. */
    static void remove(Path hidden) throws IOException {
        if (!Files.isDirectory(hidden, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(hidden);
            return;
        }
        Files.walkFileTree(hidden, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Removes what an earlier run has hidden in this folder and not removed; {@return how much it was}. */
    static int sweep(Path folder) {
        int swept = 0;
        try (DirectoryStream<Path> hidden = Files.newDirectoryStream(folder, Holding.TRASH + "*")) {
            for (Path path : hidden) {
                remove(path);
                swept++;
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("what an earlier run has hidden in {} could not be removed: {}", folder, e.toString());
        }
        return swept;
    }

    private static void force(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone", folder);
        } catch (IOException e) {
            // Not every file system forces folders. Without it a power cut may bring the thing back whole, and the next run takes it again.
            LOG.debug("{} cannot be forced to the disk: {}", folder, e.toString());
        }
    }
}
