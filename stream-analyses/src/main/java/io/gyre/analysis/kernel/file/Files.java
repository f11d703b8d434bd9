package io.gyre.analysis.kernel.file;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.thread.RunningThreads;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was moved from and to files in a stretch of time.
 *
 * @param log from its beginning to where the tables are known; all of it when they are not
 * @param uses of files whose names are settled; at most {@value #MOST}, the first in their order
 * @param others all others together
 * @param longest calls whose files are settled, at most 100, longest first
 * @param tables at the end of the stretch; null when they depend on those before it
 */
public record Files(FileLog log, SortedMap<FileOf, FileUse> uses, FileUse others, List<LongUse> longest,
        @Nullable FileTables tables) {

    public static final int MOST = 1 << 14;

    /** Nothing has happened. */
    public static final Files NONE = new Files(FileLog.NONE, Collections.emptySortedMap(), FileUse.NONE, List.of(),
            null);

    /** Nothing is known of what was before: a line begins, or a part of it is missing. */
    public static final Files UNKNOWN = new Files(FileLog.NONE, Collections.emptySortedMap(), FileUse.NONE,
            List.of(), FileTables.NONE);

    public Files {
        uses = Collections.unmodifiableSortedMap(uses);
        longest = List.copyOf(longest);
    }

    /** {@return only what the stretch after needs} */
    public Files end() {
        return new Files(FileLog.NONE, Collections.emptySortedMap(), FileUse.NONE, List.of(),
                tables == null ? FileTables.NONE : tables);
    }

    /**
     * {@return this and then {@code next}}
     *
     * @param open the calls that are open at the end of this stretch
     * @param running the threads that run at its end
     */
    public Files followedBy(Files next, OpenCalls open, RunningThreads running) {
        var figures = new Figures(this);
        FileTables after;
        FileLog joined = log;
        if (tables == null) {
            var both = new FileLogTally();
            log.play(both);
            next.log.playAfter(open, running, both);
            joined = both.log();
            after = next.tables;
        } else {
            after = tables;
            if (!next.log.isEmpty()) {
                var player = new Player(new LiveTables(tables), figures);
                next.log.playAfter(open, running, player);
                after = player.tables.known();
            }
            after = next.tables == null ? after : next.tables;
        }
        next.uses.forEach((of, use) -> figures.add(new FileOf(running.resolve(of.tid()), of.name()), use));
        figures.others = figures.others.plus(next.others);
        next.longest.forEach(use -> figures.longest.add(use.withTid(running.resolve(use.call().tid()))));
        return figures.files(joined, after);
    }

    /** {@return the same with what is known of the stand-ins that are left} */
    public Files resolved(IntUnaryOperator resolve) {
        var figures = new Figures(new Files(FileLog.NONE, Collections.emptySortedMap(), others, List.of(), null));
        uses.forEach((of, use) -> figures.add(new FileOf(resolve.applyAsInt(of.tid()), of.name()), use));
        longest.forEach(use -> figures.longest.add(use.withTid(resolve.applyAsInt(use.call().tid()))));
        return figures.files(log, tables);
    }

    /** {@link #uses} being added up. */
    private static final class Figures {
        private final TreeMap<FileOf, FileUse> uses;
        private FileUse others;
        private final Longest<LongUse> longest = new Longest<>(FileLog.MOST_LONGEST);

        Figures(Files files) {
            this.uses = new TreeMap<>(files.uses);
            this.others = files.others;
            files.longest.forEach(longest::add);
        }

        void add(FileOf of, FileUse use) {
            uses.merge(of, use, FileUse::plus);
        }

        Files files(FileLog log, @Nullable FileTables tables) {
            FileUse rest = LowestKeys.cut(uses, MOST, others, FileUse::plus);
            return new Files(log, uses, rest, longest.entries(), tables);
        }
    }

    /** Turns a log into figures, since the tables are known. */
    private record Player(LiveTables tables, Figures figures) implements LogSink {
        @Override
        public void change(Change change) {
            tables.apply(change);
        }

        @Override
        public void moved(int tid, int fd, Way way, long ns, long bytes, boolean failed) {
            moved(tid, fd, FileUse.of(way, ns, bytes, failed));
        }

        @Override
        public void moved(int tid, int fd, FileUse use) {
            figures.add(new FileOf(tid, tables.name(tid, fd)), use);
        }

        @Override
        public boolean takes(long ns) {
            return figures.longest.takes(ns);
        }

        @Override
        public void took(int fd, int to, String file, LongCall call) {
            String from = fd < 0 ? file : tables.name(call.tid(), fd);
            figures.longest.add(new LongUse(call, to < 0 ? from : from + " -> " + tables.name(call.tid(), to)));
        }

        @Override
        public void beyond(FileUse use) {
            figures.others = figures.others.plus(use);
        }
    }

    public void write(PartialOutput out) {
        log.write(out);
        out.writeUnsigned(uses.size());
        uses.forEach((of, use) -> {
            out.writeSigned(of.tid());
            out.writeString(of.name());
            use.write(out);
        });
        others.write(out);
        out.writeUnsigned(longest.size());
        longest.forEach(use -> use.write(out));
        out.writeFlag(tables != null);
        if (tables != null) {
            tables.write(out);
        }
    }

    public static Files read(PartialInput in) throws PartialFormatException {
        FileLog log = FileLog.read(in);
        var uses = in.readMap(2 + FileUse.FEWEST_BYTES, from -> new FileOf(from.readInt(), from.readString()),
                FileUse::read);
        FileUse others = FileUse.read(in);
        var longest = in.readList(6, LongUse::read);
        return new Files(log, uses, others, longest, in.readFlag() ? FileTables.read(in) : null);
    }
}
