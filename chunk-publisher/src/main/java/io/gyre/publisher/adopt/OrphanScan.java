package io.gyre.publisher.adopt;

import io.gyre.chunk.ChunkName;
import io.gyre.publisher.adopt.Orphan.Kind;
import io.gyre.publisher.find.ArchiveScan;
import io.gyre.publisher.find.FinishedChunk;
import io.gyre.publisher.find.SessionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what may be adopted, and says what each chunk is to be called. */
final class OrphanScan {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssxx")
            .withZone(ZoneId.systemDefault());
    private static final List<String> DOMAINS = List.of("kernel", "ust");
    /** What {@code lttng snapshot record} makes is whole, and no chunk of a session line. */
    private static final Pattern SNAPSHOT = Pattern.compile("snapshot-\\d+-.*");
    private static final int MAX_FILES = 100_000;

    private OrphanScan() {}

    static List<Orphan> under(Collection<Path> paths) throws IOException {
        List<Orphan> orphans = new ArrayList<>();
        for (Path session : ArchiveScan.of(paths).folders()) {
            String name = String.valueOf(session.getFileName());
            if (!name.equals("archives") && !SNAPSHOT.matcher(name).matches()) {
                orphans.addAll(in(session));
            }
        }
        return orphans;
    }

    /** The order in which the chunks were recorded: the never rotated one is the first, then the one being closed, then the current. */
    private static List<Orphan> in(Path session) throws IOException {
        List<Orphan> orphans = new ArrayList<>();
        Path archives = session.resolve("archives");
        List<FinishedChunk> finished = ArchiveScan.in(archives);
        long next = finished.isEmpty() ? 0 : finished.getLast().id() + 1;
        String begin = finished.isEmpty()
                ? ""
                : ChunkName.parse(String.valueOf(finished.getLast().path().getFileName())).map(ChunkName::end)
                        .orElse("");
        SessionFolder folder = SessionFolder.around(archives);
        List<Path> domains = DOMAINS.stream().map(session::resolve)
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
        Optional<Path> closing = folder.closing();
        if (!domains.isEmpty()) {
            // A daemon that was killed while it closed the first chunk has moved some of its domains already.
            List<Path> parts = new ArrayList<>(domains);
            closing.ifPresent(parts::add);
            orphans.add(orphan(session, parts, begin, next++, Kind.NEVER_ROTATED));
        } else if (closing.isPresent()) {
            orphans.add(orphan(session, List.of(closing.get()), begin, idOfClosing(folder, next), Kind.CLOSING));
        }
        for (Path current : folder.numbered()) {
            String name = String.valueOf(current.getFileName());
            int dash = name.lastIndexOf('-');
            orphans.add(orphan(session, List.of(current), name.substring(0, dash),
                    Long.parseLong(name.substring(dash + 1)), Kind.CURRENT));
        }
        return orphans;
    }

    /** Just before that of the current one, which a rotation makes at once; a stopped session has none. */
    private static long idOfClosing(SessionFolder folder, long next) {
        return folder.numbered().stream().map(path -> String.valueOf(path.getFileName()))
                .mapToLong(name -> Long.parseLong(name.substring(name.lastIndexOf('-') + 1))).min()
                .stream().map(id -> Math.max(next, id - 1)).findFirst().orElse(next);
    }

    private static Orphan orphan(Path session, List<Path> parts, String begin, long id, Kind kind) throws IOException {
        Times times = times(parts);
        String from = begin.isEmpty() ? TIME.format(times.first()) : begin;
        String name = from + "-" + TIME.format(times.last()) + "-" + id;
        return new Orphan(session, parts, session.resolve("archives").resolve(name), kind);
    }

    /** When the first and the last file were written. */
    record Times(Instant first, Instant last) {}

    static Times times(List<Path> parts) throws IOException {
        Instant first = Instant.MAX;
        Instant last = Instant.EPOCH;
        for (Path part : parts) {
            try (Stream<Path> all = Files.walk(part)) {
                for (Path path : all.limit(MAX_FILES).toList()) {
                    Instant written = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
                    first = written.isBefore(first) ? written : first;
                    last = written.isAfter(last) ? written : last;
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return new Times(first, last);
    }
}
