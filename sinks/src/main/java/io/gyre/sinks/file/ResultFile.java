package io.gyre.sinks.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that a file sink has committed, for who clears old ones: the names of the newest of each partition say where the sink goes on, so
 * these must stay.
 *
 * @param partition {@code <topic>-<partition>}
 * @param lastOffset of the records in it
 * @param modified when it was written
 */
public record ResultFile(Path path, String partition, long lastOffset, long bytes, Instant modified) {

    /** {@return every committed file below a sink's folder, in no order} */
    public static List<ResultFile> below(Path root) throws IOException {
        List<ResultFile> files = new ArrayList<>();
        for (Path group : visible(root)) {
            if (Files.isDirectory(group, LinkOption.NOFOLLOW_LINKS)) {
                for (Path path : visible(group)) {
                    of(path).ifPresent(files::add);
                }
            }
        }
        return files;
    }

    private static Optional<ResultFile> of(Path path) throws IOException {
        Optional<BatchName> name = BatchName.parse(String.valueOf(path.getFileName()));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            BatchName batch = name.get();
            return attributes.isRegularFile()
                    ? Optional.of(new ResultFile(path, batch.partition().toString(), batch.lastOffset(),
                            attributes.size(), attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static List<Path> visible(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder,
                path -> !String.valueOf(path.getFileName()).startsWith("."))) {
            entries.forEach(paths::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return paths;
    }
}
