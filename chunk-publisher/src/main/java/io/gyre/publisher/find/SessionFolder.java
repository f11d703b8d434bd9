package io.gyre.publisher.find;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session's folder, the one around {@code archives/}, still records: a read-only look, outdated the next moment.
 *
 * <p>LTTng renames the current chunk {@code <begin>-<id>/} to {@code .tmp_old_chunk/} when it begins to close it, and that one into
 * {@code archives/} when it is done. A session that has ended has none of them.
 *
 * @param current folders of chunks that are not finished, in the order in which they will be
 * @param state whether the session's folder itself holds a chunk, as it does before the first rotation
 */
public record SessionFolder(List<Path> current, State state) {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFolder.class);

    /** Where the current chunk is. */
    public enum State {
        ROTATED, NEVER_ROTATED
    }

    public SessionFolder {
        current = List.copyOf(current);
    }

    /** {@return the session's folder around this {@code archives/}; a folder of another name stands alone, and records nothing} */
    public static SessionFolder around(Path archives) {
        Path session = archives.toAbsolutePath().normalize().getParent();
        if (session == null || !String.valueOf(archives.getFileName()).equals(FolderName.ARCHIVES)) {
            return new SessionFolder(List.of(), State.ROTATED);
        }
        record Numbered(long id, Path path) {}
        List<Numbered> found = new ArrayList<>();
        boolean unrotated = false;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(session, Files::isDirectory)) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                OptionalLong id = FolderName.currentId(name);
                unrotated |= FolderName.isDomain(name);
                if (id.isPresent()) {
                    found.add(new Numbered(id.getAsLong(), child));
                } else if (name.equals(FolderName.CLOSING_CHUNK)) {
                    found.add(new Numbered(-1, child));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} cannot be listed now: {}", session, e.toString());
        }
        found.sort(Comparator.comparingLong(Numbered::id));
        return new SessionFolder(found.stream().map(Numbered::path).toList(),
                unrotated ? State.NEVER_ROTATED : State.ROTATED);
    }

    /**
     * {@return the unfinished chunk that follows the finished one of this id} The one being closed comes first; a current one of a lower
     * or the same id is a leftover of an earlier session.
     */
    public Optional<Path> after(long id) {
        return current.stream().filter(path -> {
            OptionalLong currentId = FolderName.currentId(String.valueOf(path.getFileName()));
            return currentId.isEmpty() || currentId.getAsLong() > id;
        }).findFirst();
    }

    /** {@return the chunk whose rotation is not finished} */
    public Optional<Path> closing() {
        return current.stream().filter(SessionFolder::isClosing).findFirst();
    }

    /** {@return the folders of current chunks, {@code <begin>-<id>}, by id}: one, or several where daemons were killed. */
    public List<Path> numbered() {
        return current.stream().filter(path -> !isClosing(path)).toList();
    }

    private static boolean isClosing(Path path) {
        return String.valueOf(path.getFileName()).equals(FolderName.CLOSING_CHUNK);
    }

    /** {@return whether nothing is being recorded: the newest finished chunk is the session's last, as far as the folder tells} */
    public boolean isIdle() {
        return current.isEmpty() && state == State.ROTATED;
    }
}
