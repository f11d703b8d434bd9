package io.gyre.cli;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The recordings that travel with Gyre: real LTTng sessions of three hosts, with the chunks that its rotation left. See
 * {@code deploy/samples} for how each was made and for what babeltrace2 reads from it.
 */
public final class SampleFleet {
    private static final List<String> RECORDINGS = List.of("web-01/orders", "web-01/logins", "db-01/jobs",
            "build-01/kernel");

    private SampleFleet() {}

    /**
     * Unpacks the recordings below a folder, as {@code <host>/<recording>/archives/<chunk>/…}; what is there already stays.
     *
     * @return each recording's folder
     */
    public static List<Path> unpack(Path folder) throws IOException {
        List<Path> recordings = new ArrayList<>();
        for (String name : RECORDINGS) {
            Path recording = folder.resolve(name);
            if (Files.notExists(recording)) {
                Path partial = recording.resolveSibling("." + recording.getFileName() + ".partial");
                deleteTree(partial); // of an unpacking that was interrupted
                unpackOne(name, partial);
                Files.move(partial, recording);
            }
            recordings.add(recording);
        }
        return recordings;
    }

    private static void unpackOne(String name, Path folder) throws IOException {
        String resource = "samples/" + name + "/archives.tar.zst";
        try (InputStream packed = Objects.requireNonNull(SampleFleet.class.getResourceAsStream(resource), resource);
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new BufferedInputStream(new ZstdInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.copy(tar, path);
                }
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
