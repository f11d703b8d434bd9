package io.gyre.analysis.kernel.file;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Ranking;
import io.gyre.analysis.kernel.call.End;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.thread.RunningThreads;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What happened to descriptors while nobody knew the tables.
 *
 * @param changes in their order; at most {@value #MOST}, the last of which is then {@link Change.Lost}
 * @param uses by segment; at most {@value #MOST}, the first in their order
 * @param beyond what all other segments have, together
 * @param longest at most {@value #MOST_LONGEST} calls, longest first
 */
record FileLog(List<Change> changes, SortedMap<Segment, FileUse> uses, FileUse beyond, List<WaitingUse> longest) {

    static final int MOST = 1 << 16;
    static final int MOST_LONGEST = 100;

    static final FileLog NONE = new FileLog(List.of(), Collections.emptySortedMap(), FileUse.NONE,
            List.of());

    FileLog {
        changes = List.copyOf(changes);
        uses = Collections.unmodifiableSortedMap(uses);
        longest = List.copyOf(longest);
    }

    boolean isEmpty() {
        return changes.isEmpty() && uses.isEmpty() && beyond.equals(FileUse.NONE) && longest.isEmpty();
    }

    /** Tells it again as it is. */
    void play(LogSink sink) {
        play(change -> sink.change(change), tid -> tid, sink);
    }

    /**
     * Tells it again with what is known of the stretch before.
     *
     * @param open the calls that are open at the end of that stretch
     * @param running the threads that run at its end
     */
    void playAfter(OpenCalls open, RunningThreads running, LogSink sink) {
        play(change -> join(change, open, running, sink), running::resolve, sink);
    }

    /** Takes one change. */
    @FunctionalInterface
    private interface Taker {
        void take(Change change);
    }

    /** Names a thread. */
    @FunctionalInterface
    private interface Resolver {
        int resolve(int tid);
    }

    private void play(Taker taker, Resolver threads, LogSink sink) {
        var rest = uses.entrySet().iterator();
        var next = rest.hasNext() ? rest.next() : null;
        List<WaitingUse> calls = Ranking.largestFirst(longest, use -> changes.size() - use.after());
        int call = 0;
        for (int i = 0; i <= changes.size(); i++) {
            for (; call < calls.size() && calls.get(call).after() == i; call++) {
                WaitingUse use = calls.get(call);
                sink.took(use.fd(), use.to(), use.file(), use.call().withTid(threads.resolve(use.call().tid())));
            }
            while (next != null && next.getKey().after() == i) {
                sink.moved(threads.resolve(next.getKey().tid()), next.getKey().fd(), next.getValue());
                next = rest.hasNext() ? rest.next() : null;
            }
            if (i < changes.size()) {
                taker.take(changes.get(i));
            }
        }
        sink.beyond(beyond);
    }

    private static void join(Change change, OpenCalls open, RunningThreads running, LogSink sink) {
        switch (change) {
            case Change.Left left -> join(left, open.end(left.place()), running.resolve(left.tid()), sink);
            case Change.Fork(int parent, int child, Change.Share share) -> sink.change(new Change.Fork(
                    running.resolve(parent), child, share.place() == 0 ? share : join(share, open.end(share.place()))));
            case Change.Open(int tid, int fd, String name, int directory, boolean closes) -> sink
                    .change(new Change.Open(running.resolve(tid), fd, name, directory, closes));
            case Change.Close(int tid, int first, int last, boolean onExec) -> sink
                    .change(new Change.Close(running.resolve(tid), first, last, onExec));
            case Change.Duplicate(int tid, int from, int to, boolean closes) -> sink
                    .change(new Change.Duplicate(running.resolve(tid), from, to, closes));
            case Change.CloseOnExec(int tid, int fd, boolean closes) -> sink
                    .change(new Change.CloseOnExec(running.resolve(tid), fd, closes));
            case Change.Exec(int from, int to) -> sink
                    .change(new Change.Exec(running.resolve(from), running.resolve(to)));
            case Change.Exit _,Change.Dump _,Change.Task _,Change.Told _,Change.Lost _ -> sink.change(change);
        }
    }

    /** An exit whose entry is not there has done nothing that could be known. */
    private static void join(Change.Left left, End end, int tid, LogSink sink) {
        switch (end) {
            case End.Open(String call, long sinceNs, String variant, long argument) when call.equals(left.call()) -> {
                FileCall fileCall = FileCall.of(call);
                if (fileCall != null) {
                    fileCall.apply(new FileCall.Ended(call, variant, argument, sinceNs,
                            new Change.Left(0, call, left.ns(), tid, left.ret(), left.first(), left.second())), sink);
                }
            }
            case End.Open _,End.Nothing() -> {
            }
            case End.Initial(long earlier) -> sink.change(new Change.Left(earlier, left.call(), left.ns(), tid,
                    left.ret(), left.first(), left.second()));
        }
    }

    private static Change.Share join(Change.Share share, End end) {
        return switch (end) {
            case End.Open(String call, long _, String _, long argument) when FileCall.of(
                    call) == FileCall.CLONE ->
                new Change.Share(FileCall.shares(argument), 0);
            case End.Open _,End.Nothing() -> new Change.Share(share.likely(), 0);
            case End.Initial(long earlier) -> new Change.Share(share.likely(), earlier);
        };
    }

    void write(PartialOutput out) {
        out.writeUnsigned(changes.size());
        changes.forEach(change -> Change.write(change, out));
        out.writeUnsigned(uses.size());
        uses.forEach((segment, use) -> {
            out.writeUnsigned(segment.after());
            out.writeSigned(segment.tid());
            out.writeSigned(segment.fd());
            use.write(out);
        });
        beyond.write(out);
        out.writeUnsigned(longest.size());
        longest.forEach(use -> use.write(out));
    }

    static FileLog read(PartialInput in) throws PartialFormatException {
        var changes = in.readList(1, Change::read);
        var uses = in.readMap(3 + FileUse.FEWEST_BYTES,
                from -> new Segment((int) from.readUnsigned(), from.readInt(), from.readInt()), FileUse::read);
        FileUse beyond = FileUse.read(in);
        var longest = in.readList(9, WaitingUse::read);
        return new FileLog(changes, uses, beyond, longest);
    }
}
