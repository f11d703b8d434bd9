package io.gyre.publisher.find;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the folders under some paths: every finished chunk, by name alone. A path may be an {@code archives/} folder, a session's
 * folder, a relay daemon's output, a single chunk, or any folder around these; one that does not exist yet has no chunks.
 *
 * @param chunks by path of their {@code archives/}, then by id
 * @param folders those that were listed, above the chunks: where new ones will appear
 * @param complete whether the bounds held
 */
public record ArchiveScan(List<FinishedChunk> chunks, List<Path> folders, boolean complete) {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveScan.class);

    /** {@code output/host/session/custom/archives} and one to spare. */
    private static final int MAX_DEPTH = 6;
    private static final int MAX_FOLDERS = 20_000;
    private static final int MAX_CHUNKS = 1_000_000;

    public ArchiveScan {
        chunks = List.copyOf(chunks);
        folders = List.copyOf(folders);
    }

    public static ArchiveScan of(Collection<Path> paths) {
        Walk walk = new Walk();
        for (Path path : paths) {
            Path root = path.toAbsolutePath().normalize();
            OptionalLong id = FolderName.finishedId(String.valueOf(root.getFileName()));
            Path archives = root.getParent();
            if (id.isPresent() && archives != null && Files.isDirectory(root)) {
                walk.chunks.add(new FinishedChunk(archives, root, id.getAsLong()));
            } else {
                walk.visit(root, MAX_DEPTH);
            }
        }
        List<FinishedChunk> chunks = new ArrayList<>(walk.chunks);
        chunks.sort(Comparator.comparing(FinishedChunk::archives).thenComparingLong(FinishedChunk::id)
                .thenComparing(FinishedChunk::path));
        return new ArchiveScan(chunks, List.copyOf(walk.folders), walk.complete);
    }

    /** {@return the finished chunks directly in this folder, by id} */
    public static List<FinishedChunk> in(Path archives) {
        Walk walk = new Walk();
        walk.visit(archives.toAbsolutePath().normalize(), 0);
        List<FinishedChunk> chunks = new ArrayList<>(walk.chunks);
        chunks.sort(Comparator.comparingLong(FinishedChunk::id).thenComparing(FinishedChunk::path));
        return chunks;
    }

    private static final class Walk {
        private final Set<FinishedChunk> chunks = new LinkedHashSet<>();
        private final Set<Path> folders = new LinkedHashSet<>();
        private boolean complete = true;

        private void visit(Path folder, int depth) {
            if (folders.size() >= MAX_FOLDERS || chunks.size() >= MAX_CHUNKS) {
                complete = false;
                return;
            }
            if (!Files.isDirectory(folder) || !folders.add(folder)) {
                return;
            }
            List<Path> below = new ArrayList<>();
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
                for (Path child : children) {
                    take(folder, child, below);
                }
            } catch (FileSystemException e) {
                LOG.debug("{} cannot be listed now: {}", folder, e.toString());
            } catch (IOException | java.nio.file.DirectoryIteratorException e) {
                LOG.warn("{} cannot be listed: {}", folder, e.toString());
            }
            if (depth > 0) {
                below.forEach(child -> visit(child, depth - 1));
            }
        }

        private void take(Path folder, Path child, List<Path> below) {
            String name = String.valueOf(child.getFileName());
            // A session's folder may be named kernel, too.
            boolean isDomain = FolderName.isDomain(name) && !Files.isDirectory(child.resolve(FolderName.ARCHIVES));
            if (FolderName.isHidden(name) || isDomain || FolderName.currentId(name).isPresent()
                    || !Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            OptionalLong id = FolderName.finishedId(name);
            if (id.isPresent()) {
                chunks.add(new FinishedChunk(folder, child, id.getAsLong()));
            } else {
                below.add(child);
            }
        }
    }
}
