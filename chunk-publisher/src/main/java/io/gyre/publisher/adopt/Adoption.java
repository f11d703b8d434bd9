package io.gyre.publisher.adopt;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves orphaned chunks into {@code archives/}, by renaming alone: no byte of theirs is touched. */
public final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
    /** What was written a moment ago is written still; a live consumer flushes at least that often when events come. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final List<LiveWriters> writers;
    private final Care care;

    /** What to do about sessions that are alive. */
    public enum Care {
        /** Leave them alone. */
        CAREFUL,
        /** Take them all the same: whoever says so knows better. */
        FORCED
    }

    /** What became of one orphan. */
    public sealed interface Outcome {
        Orphan orphan();

        /** It lies in {@code archives/} now, or would. */
        record Adopted(Orphan orphan) implements Outcome {}

        /** It stays where it is. */
        record Refused(Orphan orphan, String why) implements Outcome {}
    }

    /** @param writers asked whether a session is alive; each knows some of it */
    public Adoption(List<LiveWriters> writers, Care care) {
        this.writers = List.copyOf(writers);
        this.care = care;
    }

    /** {@return what would become of each orphan under these paths}; touches nothing. */
    public List<Outcome> plan(Collection<Path> paths) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Orphan orphan : OrphanScan.under(paths)) {
            Optional<String> alive = care == Care.FORCED ? Optional.empty() : alive(orphan);
            outcomes.add(alive.<Outcome>map(why -> new Outcome.Refused(orphan, why))
                    .orElseGet(() -> new Outcome.Adopted(orphan)));
        }
        return outcomes;
    }

    /** Adopts what may be; {@return what became of each orphan}. */
    public List<Outcome> adopt(Collection<Path> paths) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Outcome planned : plan(paths)) {
            outcomes.add(switch (planned) {
                case Outcome.Refused refused -> refused;
                case Outcome.Adopted(Orphan orphan) -> adopt(orphan);
            });
        }
        return outcomes;
    }

    private Optional<String> alive(Orphan orphan) throws IOException {
        for (LiveWriters knowing : writers) {
            Optional<String> writer = knowing.writing(orphan.session());
            if (writer.isPresent()) {
                return writer;
            }
        }
        Instant last = OrphanScan.times(orphan.parts()).last();
        Duration age = Duration.between(last, Instant.now());
        return age.compareTo(QUIET) < 0
                ? Optional.of("it was written " + Math.max(0, age.toSeconds()) + " s ago; wait for " + QUIET.toSeconds()
                        + " s of quiet")
                : Optional.empty();
    }

    private static Outcome adopt(Orphan orphan) {
        try {
            Path archives = Files.createDirectories(orphan.session().resolve("archives"));
            if (Files.exists(orphan.target(), LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(orphan.target().toString());
            }
            Path whole = orphan.parts().size() == 1 && orphan.kind() != Orphan.Kind.NEVER_ROTATED
                    ? orphan.parts().getFirst()
                    : gathered(orphan);
            Files.move(whole, orphan.target(), StandardCopyOption.ATOMIC_MOVE);
            force(archives);
            force(orphan.session());
            return new Outcome.Adopted(orphan);
        } catch (IOException e) {
            LOG.debug("{} was not adopted", orphan, e);
            return new Outcome.Refused(orphan, e.toString());
        }
    }

    /** Parts of one chunk are put together under a hidden name first, as LTTng does it; a run that is cut short is taken up by the next. */
    private static Path gathered(Orphan orphan) throws IOException {
        Path working = orphan.session().resolve(".tmp_old_chunk");
        if (!Files.isDirectory(working)) {
            Files.createDirectory(working);
        }
        for (Path part : orphan.parts()) {
            if (!part.equals(working)) {
                Files.move(part, working.resolve(String.valueOf(part.getFileName())), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return working;
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
