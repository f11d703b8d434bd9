package io.gyre.publisher;

import io.gyre.publisher.error.PublishException;
import io.gyre.publisher.error.PublishException.Persistence;
import io.gyre.publisher.find.ChunkCatalog;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.find.SessionFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One pass over what lies there now, with second tries within the config's patience. */
final class OneShot {
    private final PublisherConfig config;
    private final PublishListener listener;
    private final Stop.Run run;
    private final Attempts attempts;
    private final Backoff backoff = new Backoff();
    /** What was asked for once does not fall behind. */
    private final AdaptiveLevel level;
    private long patienceNanos;

    OneShot(PublisherConfig config, PublishListener listener, Stop.Run run, Attempts attempts) {
        this.config = config;
        this.listener = listener;
        this.run = run;
        this.attempts = attempts;
        this.level = new AdaptiveLevel(config.segments().zstdLevel(), config.segments().zstdLevel());
        this.patienceNanos = config.patience().toNanos();
    }

    PublishSummary publish(Collection<Path> paths) throws IOException {
        Map<LineOnDisk, NavigableMap<Long, Path>> wanted = wanted(paths);
        Map<Path, ChunkOutcome> outcomes = new LinkedHashMap<>();
        List<Work> pending = Work.plan(wanted, config.order(), config.seed());
        while (!pending.isEmpty()) {
            pending = pass(pending, outcomes);
        }
        List<LineOutcome> lines = new ArrayList<>();
        for (LineOnDisk line : wanted.keySet()) {
            lines.add(end(line));
        }
        return new PublishSummary(List.copyOf(outcomes.values()), lines);
    }

    /** {@return what is to be tried again} */
    private List<Work> pass(List<Work> pending, Map<Path, ChunkOutcome> outcomes) {
        List<Work> again = new ArrayList<>();
        ChunkOutcome.Failed last = null;
        for (int i = 0; i < pending.size(); i++) {
            ChunkOutcome outcome = attempts.chunk(pending.get(i), level, 0);
            outcomes.put(pending.get(i).folder(), outcome);
            listener.chunk(outcome);
            if (!(outcome instanceof ChunkOutcome.Failed failed)) {
                backoff.reset();
                continue;
            }
            boolean everyones = Attempts.isEveryones(failed.reason());
            List<Work> met = everyones ? pending.subList(i, pending.size()) : pending.subList(i, i + 1);
            if (everyones) {
                met.forEach(work -> outcomes.put(work.folder(),
                        new ChunkOutcome.Failed(work.line().line(), work.chunkId(), work.folder(), failed.reason())));
            }
            if (failed.reason().persistence() == Persistence.PASSING) {
                again.addAll(met);
                last = failed;
            }
            if (everyones) {
                break;
            }
        }
        return last == null || !waited(last.reason()) ? List.of() : again;
    }

    /** {@return whether there is time for another try, after a pause} */
    private boolean waited(PublishException reason) {
        Duration pause = backoff.next();
        if (run.isRequested() || pause.toNanos() > patienceNanos) {
            return false;
        }
        patienceNanos -= pause.toNanos();
        listener.waiting(reason, pause);
        return !run.pause(pause);
    }

    private LineOutcome end(LineOnDisk line) {
        boolean wanted = switch (config.closing()) {
            case WHEN_ENDED -> SessionFolder.around(line.archives()).isIdle();
            case ALWAYS -> true;
            case NEVER -> false;
        };
        if (!wanted) {
            return new LineOutcome.Open(line.line());
        }
        LineOutcome outcome = attempts.end(line);
        while (outcome instanceof LineOutcome.Failed failed
                && failed.reason().persistence() == Persistence.PASSING && waited(failed.reason())) {
            outcome = attempts.end(line);
        }
        listener.line(outcome);
        return outcome;
    }

    /** The chunks asked for, and with each line all of its chunks in the same folder: neighbours decide windows. */
    private static Map<LineOnDisk, NavigableMap<Long, Path>> wanted(Collection<Path> paths) throws IOException {
        Map<LineOnDisk, NavigableMap<Long, Path>> wanted = new LinkedHashMap<>();
        for (LineOnDisk asked : ChunkCatalog.linesUnder(paths)) {
            wanted.put(withNeighbours(asked), asked.chunks());
        }
        return wanted;
    }

    private static LineOnDisk withNeighbours(LineOnDisk asked) throws IOException {
        if (ChunkCatalog.finishedIn(asked.archives()) <= asked.chunks().size()) {
            return asked;
        }
        var all = new TreeMap<Long, Path>();
        for (LineOnDisk line : ChunkCatalog.linesUnder(List.of(asked.archives()))) {
            if (line.line().equals(asked.line())) {
                all.putAll(line.chunks());
            }
        }
        all.putAll(asked.chunks());
        return new LineOnDisk(asked.line(), asked.archives(), all, asked.named());
    }
}
