package io.gyre.analysis.kernel.locks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.DescribedAnalysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Partials;
import io.gyre.analysis.TextTable;
import io.gyre.analysis.View;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code locks}: waits for futexes, which mutexes, condition variables and semaphores of user space are made of: by process and address, how
 * long threads waited in the kernel, and which threads woke them.
 *
 * <pre>
 * {"futexes": [{"address": "0x7fe8297ed5e0", "pid": 209, "process": "lttng-sessiond", "waiters": 1, "peak_waiters": 1,
 *               "waits": {"count": 2, "min_ns": 5, …},
 *               "timed_out": 0, "unneeded": 0, "failed": 0, "wakes": 1, "woken": 1,
 *               "wakers": [{"tid": 209, "comm": "lttng-sessiond", …, "count": 1, "min_ns": 5, …}],
 *               "threads": [{"tid": 214, "comm": "Notification", …, "waits": {…}, …}]}],
 *  "other_futexes": {"waits": {"count": 0}, …},
 *  "longest": [{"from_ns": 100, "to_ns": 115, "duration_ns": 15, "address": "0x7fe8297ed5e0", "ret": 0, "thread": {"tid": 214, …}}]}
 * </pre>
 *
 * <p>Of a fleet: {@code waits} and their time, {@code timed_out}, {@code unneeded} and {@code failed} ones, {@code wakes} and {@code woken} threads; by
 * name the processes that spent most time {@code waiting} and woke most threads ({@code waking}).
 *
 * <p>Futexes come in the order of the time that threads waited for them; {@code other_futexes} are those above the limits of {@link LockUse}.
 * A wait belongs to the window or slice in which it ends. Durations are in nanoseconds.
 *
 * <p>{@code wakers} are the threads that woke those that waited, with the waits that ended so (returned 0 after it): as {@code sched_waking} tells, in the context of
 * the thread that wakes. That tells which waiter was woken, also where no call of futex did it, as when a thread ends that another waits for. {@code sched_wakeup}
 * is not asked: it may come from an interrupt of the CPU that the thread is to run on. Without {@code sched_waking} there are no {@code wakers}, and
 * {@code wakes} and {@code woken} of the threads tell what the calls that wake said: how many they woke, not whom. A waiter that was still on its CPU when it was
 * woken has no waker where events have no {@code tid}.
 *
 * <p>{@code peak_waiters} is the largest number of threads that were in a call that waits at once, whatever it returned; those too whose wait had begun before
 * the stretch, or ends after it; not those that waited already when the line began, or a gap ended, since an exit tells no address. Which process a
 * thread is of may be told later than its waits: so threads are counted by address, and where several processes used the same one (children that were forked have
 * futexes of their own at the addresses of their parent's) it is only known how many there were together: {@code peak_waiters_at_most}. More than
 * {@value Peak#MOST} are not counted. A waiter that is moved to another futex (requeued) counts where it began to wait.
 */
public final class LocksAnalysis extends DescribedAnalysis<LockUse> {
    public LocksAnalysis() {
        super("locks", "waits for futexes: by process and address, wakers", LocksFold::new,
                new Partials<>(LockUse.VERSION, LockUse.NONE, LockUse.GAP, LockUse::followedBy, LockUse::write,
                        LockUse::read));
    }

    @Override
    public boolean isEmpty(View<LockUse> view) {
        return view.value().isNothing();
    }

    @Override
    public void json(View<LockUse> view, ObjectNode entry) {
        LockUse use = LockUse.resolved(view);
        ArrayNode futexes = entry.putArray("futexes");
        Set<Long> shared = use.sharedAddresses();
        Map<FutexOf, List<Map.Entry<Integer, Durations>>> wakers = use.wakersByPlace();
        for (Futex futex : use.byWait()) {
            int pid = futex.place().tid();
            ObjectNode row = futexes.addObject().put("address", Futex.text(futex.place().address()));
            row.put("pid", pid < 0 ? null : Integer.valueOf(pid)).put("process", use.names().comm(pid))
                    .put("waiters", futex.waiters());
            long address = futex.place().address();
            row.put(shared.contains(address) ? "peak_waiters_at_most" : "peak_waiters", use.mostWaiting(address));
            futex.total().json(row);
            ArrayNode wokenBy = row.putArray("wakers");
            wakers.getOrDefault(futex.place(), List.of()).forEach(
                    waker -> waker.getValue().json(use.names().json(wokenBy.addObject(), waker.getKey())));
            ArrayNode threads = row.putArray("threads");
            futex.threads().forEach((tid, figures) -> figures.json(use.names().json(threads.addObject(), tid)));
        }
        use.others().json(entry.putObject("other_futexes"));
        ArrayNode longest = entry.putArray("longest");
        for (FutexWait wait : use.longest()) {
            ObjectNode row = longest.addObject().put("from_ns", wait.fromNs()).put("to_ns", wait.toNs())
                    .put("duration_ns", wait.lengthNs()).put("address", Futex.text(wait.address()))
                    .put("ret", wait.ret());
            use.names().json(row.putObject("thread"), wait.tid());
        }
    }

    @Override
    public Optional<FleetFigures> fleet(View<LockUse> view) {
        LockUse use = LockUse.resolved(view);
        FutexUse total = use.futexes().values().stream().reduce(use.others(), FutexUse::plus);
        var tally = new FiguresTally();
        tally.sum("waits", total.waits().count());
        tally.sum("wait_ns", total.waitedNs());
        tally.sum("timed_out", total.timedOut());
        tally.sum("unneeded", total.unneeded());
        tally.sum("failed", total.failed());
        tally.sum("wakes", total.wakes());
        tally.sum("woken", total.woken());
        use.futexes().forEach((of, figures) -> {
            String process = use.names().processName(of.tid());
            tally.top("waiting", Unit.NANOSECONDS, process, figures.waitedNs());
            tally.top("waking", Unit.COUNT, process, figures.woken());
        });
        return Optional.of(tally.figures());
    }

    @Override
    public String text(View<LockUse> view, Detail detail) {
        LockUse use = LockUse.resolved(view);
        List<Futex> futexes = use.byWait();
        return futexes.isEmpty()
                ? "no futex was used\n"
                : Detail.parts(futexes(use, futexes, detail), longest(use, detail));
    }

    private static String futexes(LockUse use, List<Futex> futexes, Detail detail) {
        Set<Long> shared = use.sharedAddresses();
        Map<FutexOf, List<Map.Entry<Integer, Durations>>> wakers = use.wakersByPlace();
        var table = detail.table("waits", "waiters", "at once", "total (µs)", "avg (µs)", "max (µs)", "stdev (µs)",
                "timed out",
                "wakes", "woken", "futex", "process", "woken most by");
        futexes.stream().limit(detail.top()).forEach(futex -> {
            FutexUse total = futex.total();
            Durations waits = total.waits();
            long address = futex.place().address();
            String most = String.format(Locale.ROOT, shared.contains(address) ? "≤ %,d" : "%,d",
                    use.mostWaiting(address));
            table.row(waits.count(), futex.waiters(), most, TextTable.micros(total.waitedNs()),
                    TextTable.micros(waits.meanNs()), TextTable.micros(waits.maxNs()),
                    TextTable.micros(waits.stdevNs()), total.timedOut(), total.wakes(), total.woken(),
                    Futex.text(futex.place().address()), use.names().label(futex.place().tid()),
                    wakers.getOrDefault(futex.place(), List.of()).stream().map(Map.Entry::getKey).findFirst()
                            .or(() -> futex.wakers().stream().findFirst()).map(use.names()::label).orElse(""));
        });
        return table + detail.more(futexes.size(), "futexes");
    }

    private static String longest(LockUse use, Detail detail) {
        var table = detail.table("from", "to", "waited (µs)", "futex", "returned", "thread");
        use.longest().stream().limit(detail.top())
                .forEach(wait -> table.row(TextTable.time(wait.fromNs()), TextTable.time(wait.toNs()),
                        TextTable.micros(wait.lengthNs()), Futex.text(wait.address()), Long.toString(wait.ret()),
                        use.names().label(wait.tid())));
        return use.longest().isEmpty() ? "" : table.toString();
    }
}
