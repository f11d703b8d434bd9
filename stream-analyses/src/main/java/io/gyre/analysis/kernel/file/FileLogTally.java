package io.gyre.analysis.kernel.file;

import io.gyre.analysis.figures.Longest;
import io.gyre.analysis.figures.LowestKeys;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.analysis.primitive.LongMap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@link FileLog} being written. What is moved goes as far to the front as it can: behind the last change that may have given its
 * descriptor another meaning. Who shares a table is not known, so a descriptor may be changed by any thread.
 */
final class FileLogTally implements LogSink {
    private final List<Change> changes = new ArrayList<>();
    private final IntMap<Integer> byDescriptor = new IntMap<>();
    private final LongMap<Moving> current = new LongMap<>();
    private final List<Moving> all = new ArrayList<>();
    private int ofAll;
    private FileUse beyond = FileUse.NONE;
    private final Longest<WaitingUse> longest = new Longest<>(FileLog.MOST_LONGEST);

    /** What is moved in one segment: call by call, or in sums of several calls. */
    private static final class Moving {
        private final Segment segment;
        private @Nullable FileTally calls;
        private FileUse sums = FileUse.NONE;

        Moving(Segment segment) {
            this.segment = segment;
        }

        void add(Way way, long ns, long bytes, boolean failed) {
            if (calls == null) {
                calls = new FileTally();
            }
            calls.add(way, ns, bytes, failed);
        }

        FileUse sum() {
            return calls == null ? sums : calls.sum().plus(sums);
        }
    }

    @Override
    public void change(Change change) {
        if (changes.size() >= FileLog.MOST) {
            return;
        }
        Change kept = changes.size() == FileLog.MOST - 1 ? new Change.Lost() : change;
        changes.add(kept);
        int behind = changes.size();
        switch (kept) {
            case Change.Open open -> byDescriptor.put(open.fd(), behind);
            case Change.Close close when close.first() == close.last() -> byDescriptor.put(close.first(), behind);
            case Change.Duplicate duplicate -> byDescriptor.put(duplicate.to(), behind);
            case Change.CloseOnExec _ -> {
            }
            // of one thread, which events may call by a stand-in: so it may be any
            case Change.Fork _,Change.Exec _,Change.Exit _ -> ofAll = behind;
            case Change.Close _,Change.Dump _,Change.Task _,Change.Told _,Change.Left _,Change.Lost _ -> ofAll = behind;
        }
    }

    @Override
    public void moved(int tid, int fd, Way way, long ns, long bytes, boolean failed) {
        moving(tid, fd).add(way, ns, bytes, failed);
    }

    @Override
    public void moved(int tid, int fd, FileUse use) {
        Moving moving = moving(tid, fd);
        moving.sums = moving.sums.plus(use);
    }

    private int after(int fd) {
        Integer ofDescriptor = byDescriptor.get(fd);
        return ofDescriptor == null ? ofAll : Math.max(ofAll, ofDescriptor);
    }

    private Moving moving(int tid, int fd) {
        int after = after(fd);
        long key = LongMap.key(tid, fd);
        Moving known = current.get(key);
        if (known != null && known.segment.after() == after) {
            return known;
        }
        var made = new Moving(new Segment(after, tid, fd));
        current.put(key, made);
        all.add(made);
        return made;
    }

    @Override
    public boolean takes(long ns) {
        return longest.takes(ns);
    }

    @Override
    public void took(int fd, int to, String file, LongCall call) {
        int after = Math.max(fd < 0 ? 0 : after(fd), to < 0 ? 0 : after(to));
        longest.add(new WaitingUse(after, fd, to, file, call));
    }

    @Override
    public void beyond(FileUse use) {
        beyond = beyond.plus(use);
    }

    FileLog log() {
        var uses = new TreeMap<Segment, FileUse>();
        for (Moving moving : all) {
            uses.put(moving.segment, moving.sum());
        }
        FileUse others = LowestKeys.cut(uses, FileLog.MOST, beyond, FileUse::plus);
        return new FileLog(changes, uses, others, longest.entries());
    }
}
