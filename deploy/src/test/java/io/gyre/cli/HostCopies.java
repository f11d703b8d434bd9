package io.gyre.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.ctf.metadata.MetadataReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hosts made of others: the same packets under metadata that name another host and another offset of the clock. CTF 1.8 only. */
final class HostCopies {
    private static final Pattern HOST = Pattern.compile("hostname = \"[^\"]*\"");
    private static final Pattern OFFSET = Pattern.compile("offset = (\\d+);");
    private static final long SHIFT = 7_000_000_000L;

    private HostCopies() {}

    /** Makes so many hosts below a folder, each of one of the recordings in turn. */
    static void make(List<Path> recordings, int hosts, Path target) throws Exception {
        for (int i = 0; i < hosts; i++) {
            Path from = recordings.get(i % recordings.size());
            Path to = target.resolve(String.format(Locale.ROOT, "fleet-%04d", i)).resolve("session/archives");
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(file, to.resolve(from.relativize(file).toString()), i);
                }
            }
        }
    }

    private static void copy(Path file, Path to, int host) throws Exception {
        Files.createDirectories(to.getParent());
        if (file.endsWith("metadata")) {
            Files.writeString(to, renamed(file, host));
        } else {
            link(file, to);
        }
    }

    private static void link(Path file, Path to) throws IOException {
        Files.createLink(to, file);
    }

    private static String renamed(Path metadata, int host) throws Exception {
        String text = MetadataReader.text(MetadataReader.bytes(metadata), metadata.toString());
        String named = HOST.matcher(text)
                .replaceFirst(String.format(Locale.ROOT, "hostname = \"fleet-%04d\"", host));
        return new String(OFFSET.matcher(named)
                .replaceFirst(found -> "offset = " + (Long.parseLong(found.group(1)) + host * SHIFT) + ";")
                .getBytes(UTF_8), UTF_8);
    }
}
