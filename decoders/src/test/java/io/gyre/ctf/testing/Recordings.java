package io.gyre.ctf.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The small recordings of {@code resources/recordings}; its README tells how they were made. */
public final class Recordings {
    private Recordings() {}

    /** Unpacks {@code recordings/NAME.zip} into a folder. */
    public static void unpack(String name, Path folder) throws IOException {
        try (InputStream file = Objects
                .requireNonNull(Recordings.class.getResourceAsStream("/recordings/" + name + ".zip"));
                var zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.write(target, zip.readAllBytes());
            }
        }
    }
}
