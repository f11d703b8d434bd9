package io.gyre.sinks.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.gyre.sinks.DurableFiles;
import org.apache.kafka.common.TopicPartition;

/**
 * A folder into which batches of records are committed, each exactly once, each as one or more files that appear together.
 *
 * <pre>{@code
 * ROOT/.writing-<batch>/<group>/<batch>.<format>     being written: worth nothing, removed by recover()
 * ROOT/.committed-<batch>/<group>/<batch>.<format>   committed by the one rename from the name above; rolled forward by recover()
 * ROOT/<group>/<batch>.<format>                      for readers
 * }</pre>
 *
 * A batch may make several files (groups, formats). One rename of the folder that holds them all commits them all; moving them to
 * their places afterwards can be repeated. Which records are in is told by the names alone: {@link #nextOffset}. Whoever clears old
 * files must leave the newest of each partition. Not thread-safe; {@link io.gyre.sinks.FolderLock} keeps other processes out.
 */
final class BatchFolder {
    private static final String WRITING = ".writing-";
    private static final String COMMITTED = ".committed-";

    /** Writes a batch's files, each {@code <group>/<batch>.<format>}, below a folder that is empty and will be renamed. */
    interface Writer {
        void writeBelow(Path folder) throws IOException;
    }

    private final Path root;
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();

    private BatchFolder(Path root) {
        this.root = root;
    }

    /** Opens a folder, which is made if need be, and puts right what an earlier process left undone. */
    static BatchFolder open(Path root) throws IOException {
        DurableFiles.createFolders(root);
        BatchFolder folder = new BatchFolder(root);
        folder.recover();
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(root,
                path -> !isHidden(path) && Files.isDirectory(path))) {
            for (Path group : groups) {
                folder.noteNames(group);
            }
        }
        return folder;
    }

    /** {@return the offset after the last one committed, or nothing when no file of the partition is here} */
    Optional<Long> nextOffset(TopicPartition partition) {
        return Optional.ofNullable(nextOffsets.get(partition));
    }

    /** {@return the topics of which files are here} */
    Set<String> topics() {
        return nextOffsets.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    /** {@return where the file of a committed batch lies} */
    Path place(String group, BatchName batch, String format) {
        return root.resolve(group).resolve(batch + "." + format);
    }

    /** Commits a batch. When this throws, the batch may be in or not; the same call, repeated until it returns, commits it once. */
    void commit(BatchName batch, Writer writer) throws IOException {
        recover();
        Long next = nextOffsets.get(batch.partition());
        if (next != null && next > batch.firstOffset()) {
            return;
        }
        Path writing = root.resolve(WRITING + batch);
        Files.createDirectory(writing);
        try {
            writer.writeBelow(writing);
            DurableFiles.forceTree(writing);
        } catch (IOException | RuntimeException e) {
            removeQuietly(writing, e);
            throw e;
        }
        Path committed = root.resolve(COMMITTED + batch);
        DurableFiles.rename(writing, committed);
        rollForward(batch, committed);
    }

    /** Removes what was not committed and finishes what was. */
    private void recover() throws IOException {
        try (DirectoryStream<Path> hidden = Files.newDirectoryStream(root, BatchFolder::isHidden)) {
            for (Path path : hidden) {
                String name = path.getFileName().toString();
                if (name.startsWith(WRITING)) {
                    DurableFiles.deleteTree(path);
                } else if (name.startsWith(COMMITTED)) {
                    Optional<BatchName> batch = BatchName.parse(name.substring(COMMITTED.length()));
                    if (batch.isPresent()) {
                        rollForward(batch.get(), path);
                    }
                }
            }
        }
    }

    private void rollForward(BatchName batch, Path committed) throws IOException {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(committed)) {
            for (Path group : groups) {
                Path home = root.resolve(group.getFileName());
                DurableFiles.createFolders(home);
                try (DirectoryStream<Path> members = Files.newDirectoryStream(group)) {
                    for (Path member : members) {
                        Files.move(member, home.resolve(member.getFileName()), ATOMIC_MOVE, REPLACE_EXISTING);
                    }
                }
                DurableFiles.force(home);
            }
        }
        DurableFiles.deleteTree(committed);
        DurableFiles.force(root);
        note(batch);
    }

    private void noteNames(Path group) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(group)) {
            for (Path file : files) {
                BatchName.parse(file.getFileName().toString()).ifPresent(this::note);
            }
        }
    }

    private void note(BatchName batch) {
        nextOffsets.merge(batch.partition(), batch.lastOffset() + 1, Math::max);
    }

    private static void removeQuietly(Path writing, Exception cause) {
        try {
            DurableFiles.deleteTree(writing);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }
}
